import { at } from "@pairlab/domain/at";
import type { Note, Result } from "@pairlab/domain/result";
import { logistic } from "../bradley-terry.ts";
import type { Comparison } from "../comparison.ts";
import { insufficient, ok, undetermined } from "../result.ts";
import { typicalLogOdds } from "./simulated-votes.ts";

export interface PilotSpreads {
  /** Share of the pilot's decisive votes for a. */
  share: number;
  /** Standard deviations in logits of the share, floored at 0. */
  promptSd: number;
  raterSd: number;
  votes: number;
}

// Points and weights of a standard normal, evenly spaced: enough for effects of a few logits.
const points = Array.from({ length: 41 }, (_, i) => (i - 20) * 0.25);
const density = points.map((z) => Math.exp((-z * z) / 2));
const total = density.reduce((sum, value) => sum + value, 0);
const weights = density.map((value) => value / total);

const widest = 6;
const rounds = 50;

/**
 * How much prompts and raters of a pilot differ, by moments: what `pairlab power` needs to be told.
 *
 * Votes on one prompt by different raters covary by the variance of prompts' shares, votes of one rater on
 * different prompts by that of raters'; both are turned into logits through the logit-normal model they are
 * simulated from.
 *
 * Source: method of moments for crossed random effects (Searle, Casella & McCulloch 1992, chapter 5).
 * Shape:  comparisons of one pair; ties are left out.
 * Result: "insufficient" with fewer than two prompts or raters, or without two votes that share one;
 *         "undetermined" when all votes agree, or when they covary more than any spread could make them. A
 *         negative covariance becomes 0, noted `varianceFloored`.
 */
export function pilotSpreads(comparisons: readonly Comparison[]): Result<PilotSpreads> {
  const votes = comparisons.filter(({ score }) => score !== 0.5);
  for (const of of ["prompt", "rater"] as const) {
    const count = new Set(votes.map((vote) => vote[of])).size;
    if (count < 2) return insufficient(`fewer than two ${of}s in the pilot`, count, 2);
  }
  const share = votes.reduce((sum, { score }) => sum + score, 0) / votes.length;
  if (share === 0 || share === 1) return undetermined("all votes of the pilot agree");
  const residuals = votes.map(({ score }) => score - share);
  const cells = votes.map(({ prompt, rater }) => JSON.stringify([prompt, rater]));
  const within = pairsOf(residuals, cells);
  const by = (of: "prompt" | "rater") => {
    const all = pairsOf(
      residuals,
      votes.map((vote) => vote[of]),
    );
    const pairs = all.pairs - within.pairs;
    return pairs > 0 ? { pairs, covariance: (all.products - within.products) / pairs } : undefined;
  };
  const [byPrompt, byRater] = [by("prompt"), by("rater")];
  if (byPrompt === undefined || byRater === undefined)
    return insufficient("no two votes share a prompt, or a rater", 0, 1);
  const found = spreadsOf(share, byPrompt.covariance, byRater.covariance);
  if (found === undefined)
    return undetermined("the votes covary more than any spread would explain");
  const floored = Math.min(byPrompt.covariance, byRater.covariance) < 0;
  return ok({ share, ...found, votes: votes.length }, floored ? [negative] : []);
}

const negative: Note = {
  code: "varianceFloored",
  text: "a spread came out below 0 and was set to 0: the pilot is too small to show one",
};

/** The pairs of votes that share a key, and the sum of their products. */
function pairsOf(residuals: readonly number[], keys: readonly string[]) {
  const groups = new Map<string, { sum: number; squares: number; count: number }>();
  for (const [i, key] of keys.entries()) {
    const group = groups.get(key) ?? { sum: 0, squares: 0, count: 0 };
    const value = at(residuals, i);
    group.sum += value;
    group.squares += value * value;
    group.count += 1;
    groups.set(key, group);
  }
  let [pairs, products] = [0, 0];
  for (const { sum, squares, count } of groups.values()) {
    pairs += (count * (count - 1)) / 2;
    products += (sum * sum - squares) / 2;
  }
  return { pairs, products };
}

/** Spreads in logits whose shares vary as seen, each found with the other held, in turn. */
function spreadsOf(share: number, byPrompt: number, byRater: number) {
  let [promptSd, raterSd] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    const nextPrompt = sdOf(share, byPrompt, raterSd);
    if (nextPrompt === undefined) return undefined;
    const nextRater = sdOf(share, byRater, nextPrompt);
    if (nextRater === undefined) return undefined;
    const moved = Math.abs(nextPrompt - promptSd) + Math.abs(nextRater - raterSd);
    [promptSd, raterSd] = [nextPrompt, nextRater];
    if (moved < 1e-4) break;
  }
  return { promptSd, raterSd };
}

function sdOf(share: number, variance: number, other: number): number | undefined {
  if (variance <= 0) return 0;
  if (shareVariance(share, widest, other) < variance) return undefined;
  let [low, high] = [0, widest];
  while (high - low > 1e-5) {
    const middle = (low + high) / 2;
    if (shareVariance(share, middle, other) < variance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** How much mean shares vary with an effect of spread sd, another of spread `other` averaged over. */
function shareVariance(share: number, sd: number, other: number): number {
  const typical = typicalLogOdds(share, Math.hypot(sd, other));
  const means = points.map((z) =>
    points.reduce((sum, w, i) => sum + at(weights, i) * logistic(typical + sd * z + other * w), 0),
  );
  return means.reduce((sum, mean, i) => sum + at(weights, i) * (mean - share) ** 2, 0);
}
