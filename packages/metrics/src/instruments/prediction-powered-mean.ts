import type { Note, Result } from "@pairlab/domain/result";
import { sampleVariance } from "../resampling/bootstrap-replicates.ts";
import { insufficient, ok } from "../result.ts";
import { normalQuantile } from "../special/normal.ts";

export interface PredictionPoweredMean {
  value: number;
  standardError: number;
  lower: number;
  upper: number;
  level: number;
  /** The same from the labels alone. */
  labelsAlone: { value: number; standardError: number; lower: number; upper: number };
  /** The labels alone are at least as narrow. */
  addsNothing: boolean;
}

const fewestLabels = 100;

/**
 * A mean from many outputs of an instrument, corrected by few labels: right whatever the instrument does.
 *
 * Source: Angelopoulos, Bates, Fannjiang, Jordan & Zrnic 2023 (Science 382:669): mean f − mean (f − y), variance
 *         Var(f)/N + Var(f − y)/n.
 * Shape:  outputs: of N cases without a label; labelled: output and label of n others, a random sample. Give
 *         independent cases.
 * Throws: RangeError for a number that isn't finite or a level outside (0, 1).
 * Result: "insufficient" below 100 labels or two outputs; noted when the instrument adds nothing.
 */
export function predictionPoweredMean(
  outputs: readonly number[],
  labelled: readonly { output: number; label: number }[],
  level = 0.95,
): Result<PredictionPoweredMean> {
  const numbers = [...outputs, ...labelled.flatMap(({ output, label }) => [output, label])];
  if (!(numbers.every(Number.isFinite) && level > 0 && level < 1))
    throw new RangeError("predictionPoweredMean: needs finite numbers and a level in (0, 1)");
  const n = labelled.length;
  if (n < fewestLabels)
    return insufficient("too few labels to correct an instrument", n, fewestLabels);
  if (outputs.length < 2) return insufficient("too few outputs", outputs.length, 2);
  const gaps = labelled.map(({ output, label }) => output - label);
  const labels = labelled.map(({ label }) => label);
  const z = normalQuantile((1 + level) / 2);
  const around = (value: number, variance: number) => {
    const standardError = Math.sqrt(variance);
    const half = z * standardError;
    return { value, standardError, lower: value - half, upper: value + half };
  };
  const corrected = around(
    mean(outputs) - mean(gaps),
    sampleVariance(outputs) / outputs.length + sampleVariance(gaps) / n,
  );
  const labelsAlone = around(mean(labels), sampleVariance(labels) / n);
  const addsNothing = labelsAlone.standardError <= corrected.standardError;
  return ok({ ...corrected, level, labelsAlone, addsNothing }, addsNothing ? [nothingAdded] : []);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const nothingAdded: Note = { code: "addsNothing", text: "this instrument adds nothing here" };
