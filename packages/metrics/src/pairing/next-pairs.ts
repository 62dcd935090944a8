import { at } from "@pairlab/domain/at";
import type { NextPairs } from "@pairlab/domain/next-pairs";
import type { Note } from "@pairlab/domain/result";
import { fitCounts } from "../fit/fit-request.ts";
import { outcomes, tieCount, type VoteTable } from "../votes/vote-table.ts";
import { informationGain } from "./information-gain.ts";
import { pairTree } from "./pair-tree.ts";

/** Each pair's gain takes two fits: more items than this take minutes. */
export const mostPairedItems = 60;

const keepProbabilities: Note = {
  code: "adaptivePairs",
  text: "strengths may be fitted to pairs chosen so; average win rates may not, unless each pair's probability is kept",
};

/**
 * Which pairs to show next: what one more vote on each is expected to tell, and a batch that links all items.
 *
 * Shape:  a table of one question with at most `mostPairedItems` items; ties don't count and are noted.
 */
export function nextPairs(table: VoteTable): NextPairs {
  const wins = table.items.map(() => table.items.map(() => 0));
  let n = 0;
  for (let v = 0; v < table.first.length; v += 1) {
    const outcome = table.outcome[v] ?? 0;
    if (outcome >= outcomes.tie) continue;
    const weight = table.weight?.[v] ?? 1;
    const [first, second] = [table.first[v] ?? 0, table.second[v] ?? 0];
    const [winner, loser] = outcome === outcomes.first ? [first, second] : [second, first];
    const row = at(wins, winner);
    row[loser] = at(row, loser) + weight;
    n += weight;
  }
  const { ties } = tieCount(table);
  const dropped: Note[] =
    ties > 0 ? [{ code: "tiesDropped", text: `${ties} ties were left out` }] : [];
  const counts = fitCounts(table);
  const found = informationGain(wins);
  if (found.status === "undetermined")
    throw new RangeError("nextPairs: gains are never undetermined");
  if (found.status !== "ok") return { ...found, counts, notes: dropped };
  const { mean, variance, gain } = found.value;
  const pairOf = ([i, j]: readonly [number, number]) => ({
    a: at(table.items, i),
    b: at(table.items, j),
    gain: at(at(gain, i), j),
  });
  const all = gain.flatMap((row, i) => row.slice(i + 1).map((_, k) => pairOf([i, i + 1 + k])));
  return {
    status: "ok",
    n,
    items: table.items.map((id, i) => ({ id, mean: at(mean, i), variance: at(variance, i) })),
    pairs: all.sort((one, other) => other.gain - one.gain),
    batch: pairTree(gain).map(pairOf),
    counts,
    notes: [...dropped, keepProbabilities],
  };
}
