import type { InstrumentMean } from "@pairlab/domain/instrument";
import type { Rng } from "@pairlab/domain/random";
import { correctedPrevalence } from "./corrected-prevalence.ts";
import { predictionPoweredMean } from "./prediction-powered-mean.ts";
import type { InstrumentCases } from "./read-instrument-csv.ts";

/**
 * The mean of what people would say of all cases, from an instrument and some labels; a share is corrected by the
 * instrument's errors besides.
 */
export function instrumentMean(
  { outputs, labelled }: InstrumentCases,
  options: { level: number; replicates: number; rng: Rng },
): InstrumentMean {
  const numbers = [...outputs, ...labelled.flatMap(({ output, label }) => [output, label])];
  const binary = numbers.every((value) => value === 0 || value === 1);
  const hits = (values: readonly number[], hit: number) => ({
    hits: values.filter((value) => value === hit).length,
    n: values.length,
  });
  const outputsOf = (truth: number) =>
    labelled.filter(({ label }) => label === truth).map(({ output }) => output);
  return {
    outputs: outputs.length,
    labels: labelled.length,
    predictionPowered: predictionPoweredMean(outputs, labelled, options.level),
    ...(binary
      ? {
          corrected: correctedPrevalence(
            {
              outputs: hits(outputs, 1),
              sensitivity: hits(outputsOf(1), 1),
              specificity: hits(outputsOf(0), 0),
            },
            options,
          ),
        }
      : {}),
  };
}
