import type { Interval } from "@pairlab/domain/interval";
import type { Robustness } from "@pairlab/domain/robustness";
import type { PairResult } from "@pairlab/domain/summary";

const level = 0.95;
const twoWay = (lower: number, upper: number): Interval => ({
  kind: "two-way",
  level,
  lower,
  upper,
});
const plain = <T>(value: T) => ({ status: "ok" as const, value, notes: [] });

/** Hand-made numbers of a question's robustness: nothing was estimated, and they fit no votes. */
export function robustnessFixture(pairs: readonly PairResult[], ties = false): Robustness {
  return {
    ties: pairs.map(({ a, b }, i) => tiesOf(a, b, ties ? 0.04 * (i + 1) : 0)),
    tieModels: ties
      ? plain(pairs.map(({ a, b }, i) => modelsOf(a, b, 0.3 * (i - 2))))
      : { status: "insufficient", reason: "no ties: every model says the same", have: 0, need: 1 },
    missing: pairs.map(({ a, b, winsA, n }) => ({
      a,
      b,
      planned: 74,
      bounds: plain({
        lower: winsA / 74,
        upper: (winsA + 74 - n.votes) / 74,
        missing: 74 - n.votes,
        conclusionSurvives: winsA / 74 > 0.5 || (winsA + 74 - n.votes) / 74 < 0.5,
      }),
    })),
    missingByArm: [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].map((armId, i) => ({
      armId,
      planned: 222,
      missing: 6 + i,
      adjustedP: plain(1),
    })),
    subsets: subsetsOf(pairs),
    categories: ["animals", "signs"].map((category, i) => ({
      category,
      prompts: 18,
      pairs: pairs.map(({ a, b }) => ({
        a,
        b,
        share: plain({
          share: 0.4 + i / 4,
          votes: 36,
          interval: plain(twoWay(0.2 + i / 3, 0.6 + i / 3)),
        }),
      })),
    })),
    sides: [
      {
        part: "first third",
        share: plain({ share: 0.49, interval: twoWay(0.41, 0.57), votes: 144 }),
      },
      {
        part: "middle third",
        share: plain({ share: 0.53, interval: twoWay(0.45, 0.61), votes: 144 }),
      },
      {
        part: "last third",
        share: { status: "insufficient", reason: "no decisive votes", have: 0, need: 1 },
      },
    ],
    circumstances: circumstancesOf(pairs),
    fatigue: {
      leftShare: plain({ value: 0.002, standardError: 0.003, lower: -0.004, upper: 0.008, p: 0.5 }),
      tieShare: { status: "undetermined", reason: "the votes don't vary: no standard error" },
    },
    drift: {
      days: 5,
      pairs: pairs.map(({ a, b }) => ({
        a,
        b,
        slope: plain({ value: 0.01, standardError: 0.02, lower: -0.03, upper: 0.05, p: 0.62 }),
      })),
    },
    repeats: plain({
      repeats: 72,
      flipRate: 0.25,
      flipInterval: { lower: 0.16, upper: 0.36 },
      sameSideRate: 0.2,
      noiseCeiling: plain(0.85),
    }),
    agreement: plain({
      alpha: 0.21,
      interval: plain({ lower: 0.08, upper: 0.33, level }),
      units: 216,
      votes: 432,
    }),
  };
}

function tiesOf(a: string, b: string, width: number): Robustness["ties"][number] {
  const policies = (["drop", "half", "all-to-a", "all-to-b"] as const).map((policy) => {
    const share = 0.56 + { drop: 0, half: -0.01, "all-to-a": width, "all-to-b": -width }[policy];
    return {
      policy,
      share: plain({
        share,
        votes: policy === "drop" ? 66 : 72,
        interval: plain({ lower: share - 0.08, upper: share + 0.08 }),
      }),
      verdict: share > 0.58 ? ("supported" as const) : ("inconclusive" as const),
    };
  });
  return { a, b, policies, verdictChanges: width > 0.02 };
}

function modelsOf(a: string, b: string, value: number) {
  const models = (["bt-drop", "bt-half", "davidson", "rao-kupper"] as const).map((model) => ({
    model,
    contrast: plain({ value, standardError: 0.2, lower: value - 0.4, upper: value + 0.4 }),
    verdict: value > 0.4 ? ("supported" as const) : ("inconclusive" as const),
  }));
  return { a, b, models, verdictChanges: false };
}

const subsetsOf = (pairs: readonly PairResult[]): Robustness["subsets"] => [
  {
    rule: "fast",
    text: "answers given within 0.5 s",
    leftOut: { votes: 7, raters: 0 },
    pairs: pairs.map(({ a, b }, i) => ({
      a,
      b,
      share: plain({ share: 0.4, votes: 70, interval: plain(twoWay(0.28, 0.53)) }),
      verdictChanges: i === 3,
    })),
  },
  {
    rule: "one-sided",
    text: "raters who chose the same side in every one of at least 8 votes",
    leftOut: { votes: 0, raters: 0 },
    pairs: pairs.map(({ a, b }) => ({
      a,
      b,
      share: plain({ share: 0.4, votes: 72, interval: plain(twoWay(0.28, 0.53)) }),
      verdictChanges: false,
    })),
  },
  {
    rule: "repeats",
    text: "trials that were shown again counted as votes of their own",
    leftOut: { votes: 0, raters: 0 },
    takenIn: 72,
    pairs: pairs.map(({ a, b }) => ({
      a,
      b,
      share: plain({ share: 0.41, votes: 84, interval: plain(twoWay(0.29, 0.52)) }),
      verdictChanges: false,
    })),
  },
];

/** Two sizes, the second seen by few; one pixel ratio. */
const circumstancesOf = (
  pairs: readonly PairResult[],
): NonNullable<Robustness["circumstances"]> => [
  {
    of: "display size",
    unrecorded: 0,
    groups: ["384 px", "320 px"].map((group, i) => ({
      group,
      votes: i === 0 ? 372 : 60,
      raters: i === 0 ? 31 : 5,
      pairs: pairs.map(({ a, b }) => ({
        a,
        b,
        share: plain({
          share: 0.4 + i / 10,
          votes: 62 - 52 * i,
          interval: plain(twoWay(0.2, 0.7)),
        }),
      })),
    })),
    differences: pairs.map(({ a, b }, i) => ({
      a,
      b,
      group: "320 px",
      difference:
        i === 0
          ? {
              status: "insufficient",
              reason: "too few raters in one of the groups",
              have: 4,
              need: 5,
            }
          : plain({ value: 0.1, lower: -0.2, upper: 0.4, p: 0.4, adjustedP: 1 }),
    })),
  },
  {
    of: "pixel ratio",
    unrecorded: 2,
    groups: [{ group: "whole", votes: 430, raters: 36, pairs: [] }],
    differences: [],
  },
];
