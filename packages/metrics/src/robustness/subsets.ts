import type { Interval } from "@pairlab/domain/interval";
import type { Plan } from "@pairlab/domain/plan";
import type { Result } from "@pairlab/domain/result";
import type { Subset } from "@pairlab/domain/robustness";
import type { Vote } from "@pairlab/domain/vote";
import { toComparison } from "../comparison.ts";
import { pairResult } from "../pair-result.ts";
import { plannedPairs } from "../planned-pairs.ts";
import { ok } from "../result.ts";
import type { CarelessRaters } from "./careless-raters.ts";

/** Faster than pictures can be looked at: milliseconds from both visible to the answer. */
const fastMs = 500;
/** Fewer decisive votes for one side alone prove nothing. */
const fewestForOneSide = 8;

interface Rule {
  rule: Subset["rule"];
  text: string;
  keeps: (vote: Vote) => boolean;
}

/**
 * A question's pairs once more, without votes that a sceptic might leave out, or with repeats counted. The rules are
 * the same for every study and look at no preference; none of them excludes anybody from the numbers elsewhere.
 *
 * Shape:  trial votes of the question; `everyVote` holds its repeats too. Rules about checks and controls appear
 *         where votes say what was expected, that about repeats where the plan has some.
 */
export function subsets(
  votes: readonly Vote[],
  everyVote: readonly Vote[],
  careless: CarelessRaters,
  plan: Plan,
): Subset[] {
  const everyShare = sharesOf(votes, plan);
  const withVerdicts = (kept: readonly Vote[]): Subset["pairs"] =>
    sharesOf(kept, plan).map((found, i) => ({
      ...found,
      verdictChanges: sideOf(found.share) !== sideOf(everyShare[i]?.share),
    }));
  const before = new Set(votes.map(({ raterId }) => raterId)).size;
  const without = rulesOf(votes, careless).map(({ rule, text, keeps }): Subset => {
    const kept = votes.filter(keeps);
    const after = new Set(kept.map(({ raterId }) => raterId)).size;
    const leftOut = { votes: votes.length - kept.length, raters: before - after };
    return { rule, text, leftOut, pairs: withVerdicts(kept) };
  });
  if ((plan.extras?.repeats ?? 0) === 0) return without;
  const repeats = everyVote.filter(({ role, choice }) => role === "repeat" && choice !== "skip");
  return [
    ...without,
    {
      rule: "repeats",
      text: "trials that were shown again counted as votes of their own",
      leftOut: { votes: 0, raters: 0 },
      takenIn: repeats.length,
      pairs: withVerdicts([...votes, ...repeats]),
    },
  ];
}

function rulesOf(votes: readonly Vote[], { failedChecks, failedControls }: CarelessRaters): Rule[] {
  const oneSided = oneSidedRaters(votes);
  const rules: Rule[] = [
    {
      rule: "fast",
      text: `answers given within ${fastMs / 1000} s`,
      keeps: ({ rtMs }) => rtMs >= fastMs,
    },
    {
      rule: "one-sided",
      text: `raters who chose the same side in every one of at least ${fewestForOneSide} votes`,
      keeps: ({ raterId }) => !oneSided.has(raterId),
    },
  ];
  if (failedChecks !== undefined)
    rules.push({
      rule: "failed-checks",
      text: "raters who failed at least two attention checks",
      keeps: ({ raterId }) => !failedChecks.has(raterId),
    });
  if (failedControls !== undefined)
    rules.push({
      rule: "failed-controls",
      text: "raters who chose the picture of another prompt in a control",
      keeps: ({ raterId }) => !failedControls.has(raterId),
    });
  return rules;
}

function oneSidedRaters(votes: readonly Vote[]): Set<string> {
  const sides = new Map<string, { left: number; right: number }>();
  for (const { raterId, choice } of votes) {
    if (choice !== "left" && choice !== "right") continue;
    const own = sides.get(raterId) ?? { left: 0, right: 0 };
    own[choice] += 1;
    sides.set(raterId, own);
  }
  const isOneSided = ({ left, right }: { left: number; right: number }): boolean =>
    left + right >= fewestForOneSide && (left === 0 || right === 0);
  return new Set([...sides].filter(([, own]) => isOneSided(own)).map(([raterId]) => raterId));
}

export type PairShare = Omit<Subset["pairs"][number], "verdictChanges">;

/** Each planned pair's share of some votes, with the plan's interval. */
export function sharesOf(votes: readonly Vote[], plan: Plan): PairShare[] {
  const comparisons = votes.flatMap((vote) => toComparison(vote, plan.arms) ?? []);
  return plannedPairs(plan).map((pair) => {
    const { a, b, n, winRate } = pairResult(comparisons, pair, plan);
    if (winRate.status !== "ok") return { a, b, share: winRate };
    const { share, wilson, clustered } = winRate.value;
    return {
      a,
      b,
      share: ok({ share, votes: n.votes, interval: primary(plan, wilson, clustered) }),
    };
  });
}

function primary(
  { interval }: Plan,
  wilson: Interval,
  clustered: Result<{ interval: Interval }>,
): Result<Interval> {
  if (interval === "wilson") return ok(wilson);
  return clustered.status === "ok" ? ok(clustered.value.interval, clustered.notes) : clustered;
}

/** Where a share's interval lies of one half. */
function sideOf(found: PairShare["share"] | undefined): "above" | "below" | "neither" {
  if (found?.status !== "ok" || found.value.interval.status !== "ok") return "neither";
  const { lower, upper } = found.value.interval.value;
  if (lower > 0.5) return "above";
  return upper < 0.5 ? "below" : "neither";
}
