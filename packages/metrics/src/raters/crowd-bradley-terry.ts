import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import type { Result } from "@pairlab/domain/result";
import { failed, insufficient, ok } from "../result.ts";
import { type CrowdCell, CrowdPosterior, type CrowdPrior } from "./crowd-posterior.ts";

export interface CrowdBradleyTerry {
  /** Natural log, mean 0 (the prior sees to it). */
  strengths: number[];
  /** reliability[k]: the chance that rater k reports what they prefer; of a rater without votes, the prior's. */
  reliability: number[];
  /** Votes of each rater: 0 marks a reliability that is the prior's alone. */
  votes: number[];
  logPosterior: number;
  /** Largest derivative left, in strengths and logits of reliability. */
  gradient: number;
}

export interface CrowdOptions extends CrowdPrior {
  items: number;
  raters: number;
  /** Of the starts that are drawn. */
  seed: number;
}

const drawnStarts = 3;
const mostSteps = 500;
const settled = 1e-10;

/**
 * Strengths of items and reliabilities of raters together, as the mode of their posterior.
 *
 * P(rater k says i over j) = η σ(s_i − s_j) + (1 − η) σ(s_j − s_i). A diagnostic: it downweights raters who
 * disagree, so it never replaces strengths that count every vote once. Of several starts the best end is kept;
 * of an end and its mirror (−s, 1 − η), the one whose raters are reliable on average.
 *
 * Source: Chen, Bennett, Collins-Thompson & Horvitz 2013 (WSDM), "Pairwise ranking aggregation in a crowdsourced
 *         setting"; here with strengths N(0, 1/lambda) and reliabilities Beta(a, b), by damped Newton steps in
 *         strengths and logits of reliability.
 * Shape:  cells: wins of item i over j by rater k, no ties; places from 0.
 * Throws: RangeError for a place outside the sizes, wins that aren't above 0, an item against itself, or a prior
 *         without a mode (lambda > 0, a > 1 and b > 1 are needed).
 * Result: "insufficient" without votes or for fewer than two items; "failed" when no start settles to 1e-10.
 */
export function crowdBradleyTerry(
  cells: readonly CrowdCell[],
  options: CrowdOptions,
): Result<CrowdBradleyTerry> {
  const { items, raters, seed, a, b } = options;
  const posterior = new CrowdPosterior(cells, options);
  if (items < 2) return insufficient("one item can't be compared", items, 2);
  if (cells.length === 0) return insufficient("no votes", 0, 1);
  const prior = Math.log((a - 1) / (b - 1));
  const start = (draw: (place: number) => number): Float64Array =>
    Float64Array.from({ length: items + raters }, (_, place) =>
      place < items ? draw(place) : prior,
    );
  const starts = [start(() => 0)];
  for (let index = 0; index < drawnStarts; index += 1) {
    const rng = createRng(seed, "crowd Bradley-Terry start", index);
    starts.push(start(() => 2 * rng.float() - 1));
  }
  const ends = starts.flatMap((from) => climbed(posterior, from) ?? []);
  const mirrored = ends.flatMap((end) => climbed(posterior, mirror(end.at, items, raters)) ?? []);
  const best = [...ends, ...mirrored]
    .filter((end) => meanLogit(end.at, items) > 0)
    .reduce<End | undefined>(
      (one, other) => (one === undefined || other.value > one.value + 1e-9 ? other : one),
      undefined,
    );
  if (best === undefined) return failed("no start settled with reliable raters");
  const votes = new Array<number>(raters).fill(0);
  for (const { rater, wins } of cells) votes[rater] = at(votes, rater) + wins;
  return ok({
    strengths: [...best.at.subarray(0, items)],
    reliability: [...best.at.subarray(items)].map((logit) => 1 / (1 + Math.exp(-logit))),
    votes,
    logPosterior: best.value,
    gradient: best.gradient,
  });
}

interface End {
  at: Float64Array;
  value: number;
  gradient: number;
}

/** Newton steps, damped until they climb. */
function climbed(posterior: CrowdPosterior, start: Float64Array): End | undefined {
  let here = start;
  let value = posterior.value(here);
  let damping = 1e-3;
  for (let step = 0; step < mostSteps; step += 1) {
    const slope = posterior.derivatives(here);
    const gradient = slope.gradient.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    if (gradient <= settled) return { at: here, value, gradient };
    const next = stepped(here, slope.move(damping));
    const nextValue = next === undefined ? Number.NaN : posterior.value(next);
    // Near the top the value no longer tells: rounding may lower it by its last digits.
    const climbs = nextValue >= value - 1e-12 * Math.abs(value);
    if (next !== undefined && climbs) [here, value] = [next, nextValue];
    damping = climbs ? lighter(damping) : Math.max(1e-6, damping * 10);
  }
  return undefined;
}

const stepped = (here: Float64Array, move: Float64Array | undefined): Float64Array | undefined =>
  move && here.map((one, place) => one + at(move, place));

const lighter = (damping: number): number => (damping < 1e-9 ? 0 : damping / 10);

const mirror = (from: Float64Array, items: number, raters: number): Float64Array =>
  Float64Array.from({ length: items + raters }, (_, place) => -at(from, place));

const meanLogit = (from: Float64Array, items: number): number =>
  from.subarray(items).reduce((sum, logit) => sum + 1 / (1 + Math.exp(-logit)) - 0.5, 0);
