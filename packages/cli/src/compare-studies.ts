import { KnownError } from "@pairlab/domain/errors";
import type { StudyComparison } from "@pairlab/domain/study-comparison";
import {
  type PairDifferenceOptions,
  pairDifferences,
} from "@pairlab/metrics/between-studies/pair-differences";
import { studyVotes } from "@pairlab/metrics/between-studies/study-votes";
import type { VoteTable } from "@pairlab/metrics/votes/vote-table";

/** What votes are clustered by; `none` takes them as independent. */
export const compareClusters = ["two-way", "rater", "prompt", "none"] as const;
export type CompareCluster = (typeof compareClusters)[number];

const estimandOf = {
  "two-way": "raters-and-prompts-like-these",
  rater: "raters-like-these",
  prompt: "prompts-like-these",
  none: undefined,
} as const;

export type CompareOptions = Omit<PairDifferenceOptions, "estimand"> & {
  cluster: CompareCluster | undefined;
};

/**
 * Two tables of votes compared pair by pair, clustered by the most that both say unless the caller chose: a column
 * with one name in it says nothing, and is noted.
 *
 * Throws: KnownError (input) when a chosen kind needs a column that a file hasn't got.
 */
export function compareStudies(
  first: VoteTable,
  second: VoteTable,
  { cluster, ...options }: CompareOptions,
): StudyComparison {
  const both = (name: "raters" | "prompts") =>
    first[name] !== undefined && second[name] !== undefined;
  const several = (name: "raters" | "prompts") =>
    both(name) && new Set([...(first[name]?.ids ?? []), ...(second[name]?.ids ?? [])]).size > 1;
  const chosen = cluster ?? mostClustered(several("raters"), several("prompts"));
  for (const [name, column] of [
    ["raters", "rater"],
    ["prompts", "prompt"],
  ] as const)
    if ((chosen === "two-way" || chosen === column) && !both(name))
      throw new KnownError("input", `missing column: ${column}, for --cluster ${chosen}`, {
        hint: "both files must say whose votes they are; --cluster none takes votes as independent",
      });
  const estimand = estimandOf[chosen];
  const { margin } = options;
  return {
    status: "ok",
    ...pairDifferences(studyVotes(first), studyVotes(second), { ...options, estimand }),
    shared: {
      raters: sharedIds(first.raters?.ids, second.raters?.ids),
      prompts: sharedIds(first.prompts?.ids, second.prompts?.ids),
    },
    options: {
      estimand: estimand ?? "independent-votes",
      ties: options.ties,
      method: options.method,
      level: options.level,
      ...(margin === undefined ? {} : { margin }),
    },
    notes: (["raters", "prompts"] as const)
      .filter((name) => cluster === undefined && both(name) && !several(name))
      .map((name) => ({
        code: "fewClusters" as const,
        text: `the files name fewer than two ${name}: nothing says how much ${name} differ`,
      })),
  };
}

function mostClustered(raters: boolean, prompts: boolean): CompareCluster {
  if (raters && prompts) return "two-way";
  if (raters) return "rater";
  return prompts ? "prompt" : "none";
}

function sharedIds(first: readonly string[] = [], second: readonly string[] = []): number {
  const known = new Set(first);
  return second.filter((id) => known.has(id)).length;
}
