import { at } from "@pairlab/domain/at";
import { displaySizes } from "@pairlab/domain/display";
import type { Plan } from "@pairlab/domain/plan";
import type { Circumstance } from "@pairlab/domain/robustness";
import type { Vote } from "@pairlab/domain/vote";
import { toComparison } from "../comparison.ts";
import { adjustPValues } from "../multiplicity/adjust-p-values.ts";
import { plannedPairs } from "../planned-pairs.ts";
import { ok } from "../result.ts";
import { groupDifference } from "./group-difference.ts";
import { sharesOf } from "./subsets.ts";

/** What may be known of a vote: the name of the group it belongs to, and the groups in the order they are shown. */
interface Kind {
  of: Circumstance["of"];
  groupOf: (vote: Vote) => string | undefined;
  order: readonly string[];
}

const inputs = {
  key: "keyboard",
  pointer: "mouse or pen",
  touch: "touch",
  assistive: "assistive technology",
  simulated: undefined,
} as const;

/**
 * A question's pairs by display size, pixel ratio and input, each where votes say it.
 *
 * Sizes go with screens, and screens with people: a sensitivity check, no experiment. The first group of a kind is
 * the reference: the largest size, whole pixel ratios, the keyboard, or what comes next where nobody had that.
 */
export function byCircumstance(votes: readonly Vote[], plan: Plan): Circumstance[] {
  return kindsOf(plan).flatMap((kind) => {
    const known = votes.filter((vote) => kind.groupOf(vote) !== undefined);
    return known.length === 0 ? [] : [circumstance(kind, known, votes.length, plan)];
  });
}

function kindsOf({ display }: Plan): Kind[] {
  return [
    {
      of: "display size",
      groupOf: ({ displayPx }) => (displayPx === undefined ? undefined : sizeName(displayPx)),
      order: displaySizes(display).map(({ displayPx }) => sizeName(displayPx)),
    },
    {
      of: "pixel ratio",
      groupOf: ({ devicePixelRatio: ratio }) => {
        if (ratio === undefined) return undefined;
        return Number.isInteger(ratio) ? "whole" : "fractional";
      },
      order: ["whole", "fractional"],
    },
    {
      of: "input",
      groupOf: ({ inputDevice }) => (inputDevice === undefined ? undefined : inputs[inputDevice]),
      order: Object.values(inputs).flatMap((name) => name ?? []),
    },
  ];
}

const sizeName = (px: number): string => `${px} px`;

function circumstance(
  { of, groupOf, order }: Kind,
  known: readonly Vote[],
  all: number,
  plan: Plan,
): Circumstance {
  const names = new Set(known.map((vote) => groupOf(vote) ?? ""));
  const groups = [...order.filter((name) => names.has(name)), ...[...names].sort()]
    .filter((name, i, every) => every.indexOf(name) === i)
    .map((group) => ({ group, own: known.filter((vote) => groupOf(vote) === group) }));
  return {
    of,
    unrecorded: all - known.length,
    groups: groups.map(({ group, own }) => ({
      group,
      votes: own.length,
      raters: new Set(own.map(({ raterId }) => raterId)).size,
      pairs: groups.length === 1 ? [] : sharesOf(own, plan),
    })),
    differences: adjusted(differencesOf(groups, plan)),
  };
}

/** Each group against the first, pair by pair. */
function differencesOf(groups: readonly { group: string; own: readonly Vote[] }[], plan: Plan) {
  const [first, ...others] = groups.map(({ group, own }) => ({
    group,
    comparisons: own.flatMap((vote) => toComparison(vote, plan.arms) ?? []),
  }));
  if (first === undefined) return [];
  return others.flatMap(({ group, comparisons }) =>
    plannedPairs(plan).map(([a, b]) => {
      const ofPair = (some: typeof comparisons) =>
        some.filter((one) => at(plan.arms, one.a) === a && at(plan.arms, one.b) === b);
      return {
        a,
        b,
        group,
        found: groupDifference(ofPair(comparisons), ofPair(first.comparisons), plan),
      };
    }),
  );
}

function adjusted(differences: ReturnType<typeof differencesOf>): Circumstance["differences"] {
  const tested = differences.flatMap(({ found }) => (found.status === "ok" ? [found.value.p] : []));
  const adjustedPs = adjustPValues(tested, "holm");
  let next = 0;
  return differences.map(({ found, ...named }) => {
    if (found.status !== "ok") return { ...named, difference: found };
    const { value, lower, upper, p } = found.value;
    const adjustedP = at(adjustedPs, next);
    next += 1;
    return { ...named, difference: ok({ value, lower, upper, p, adjustedP }, found.notes) };
  });
}
