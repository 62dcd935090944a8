import type {
  BradleyTerryResult,
  EloResult,
  PairResult,
  QuestionResult,
} from "@pairlab/domain/summary";
import { robustnessFixture } from "./robustness.fixture.ts";

/** The fixture's arms: id, label, model, steps, guidance, sampler, seconds a picture. */
export const armRows = [
  ["turbo-1", "Turbo, 1 step", "mini-sdxl-turbo", 1, 0, "euler_a", 0.11],
  ["turbo-4", "Turbo, 4 steps", "mini-sdxl-turbo", 4, 0, "euler_a", 0.34],
  ["lcm-4", "LCM, 4 steps", "mini-sdxl-lcm", 4, 4, "lcm", 0.36],
  ["base-25", "Base, 25 steps", "mini-sdxl-base", 25, 5, "euler", 3.82],
] as const;
export const level = 0.95;

function pair(a: string, b: string, winsA: number, votes = 72): PairResult {
  const share = winsA / votes;
  const spread = (z: number, kind: "wilson" | "two-way") => {
    const centre = (share + (z * z) / (2 * votes)) / (1 + (z * z) / votes);
    const half =
      (z * Math.sqrt((share * (1 - share)) / votes + (z * z) / (4 * votes * votes))) /
      (1 + (z * z) / votes);
    return { kind, level, lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
  };
  return {
    a,
    b,
    n: { votes, raters: Math.min(36, votes), prompts: Math.min(36, votes) },
    winsA,
    winsB: votes - winsA,
    ties: 0,
    winRate: {
      status: "ok",
      value: {
        share,
        wilson: spread(1.96, "wilson"),
        clustered: {
          status: "ok",
          value: {
            interval: spread(2.44, "two-way"),
            standardError: 0.06,
            effectiveN: votes / 1.5,
          },
          notes: [],
        },
      },
      notes: [],
    },
  };
}

function withGaps(pairs: PairResult[]): PairResult[] {
  return pairs.map((found, i) => {
    if (i === 1)
      return {
        ...found,
        n: { votes: 0, raters: 0, prompts: 0 },
        winsA: 0,
        winsB: 0,
        winRate: { status: "insufficient", reason: "no votes for this pair", have: 0, need: 1 },
      };
    if (i !== 2 || found.winRate.status !== "ok") return found;
    const small = pair(found.a, found.b, 2, 3);
    if (small.winRate.status !== "ok") return small;
    return {
      ...small,
      n: { votes: 3, raters: 1, prompts: 3 },
      winRate: {
        ...small.winRate,
        value: {
          ...small.winRate.value,
          clustered: { status: "insufficient", reason: "votes of one rater", have: 1, need: 2 },
        },
      },
    };
  });
}

/** A question of the fixture: `wins` are those of the first arm of each pair, of 72 votes. */
export function questionFixture(
  id: string,
  title: string,
  text: string,
  wins: readonly number[],
  { gaps, ties }: { gaps: boolean; ties: boolean },
): QuestionResult {
  const ids = armRows.map(([armId]) => armId);
  const met = ids.flatMap((a, i) => ids.slice(i + 1).map((b) => [a, b] as const));
  const complete = met.map(([a, b], i) => pair(a, b, wins[i] ?? 36));
  return {
    id,
    title,
    text,
    n: { votes: 432, raters: 36, prompts: 36 },
    skips: 2,
    pairs: gaps ? withGaps(complete) : complete,
    elo: elo([958.4, 1003.1, 991.2, 1047.3]),
    bradleyTerry: gaps
      ? {
          status: "undetermined",
          reason: "no path of votes joins all arms",
          detail: [["turbo-1", "turbo-4"], ["lcm-4"], ["base-25"]],
        }
      : bradleyTerry([-0.61, 0.05, -0.11, 0.67]),
    leftShare: {
      status: "ok",
      value: {
        share: 0.512,
        interval: { kind: "two-way", level, lower: 0.463, upper: 0.561 },
        n: { votes: 432, raters: 36, prompts: 36 },
      },
      notes: [],
    },
    responseTimeMs: { status: "ok", value: { median: 2140, p10: 890, p90: 5230 }, notes: [] },
    robustness: robustnessFixture(complete, ties),
  };
}

const elo = (values: readonly number[]): EloResult => ({
  status: "ok",
  value: {
    orders: 1000,
    k: 1,
    start: 1000,
    items: armRows.map(([armId], i) => ({
      armId,
      elo: values[i] ?? 1000,
      orderSd: 1.9,
      games: 216,
      interval: {
        status: "ok",
        value: {
          kind: "cluster-bootstrap",
          level,
          lower: (values[i] ?? 1000) - 15,
          upper: (values[i] ?? 1000) + 16,
        },
        notes: [],
      },
    })),
  },
  notes: [],
});

const bradleyTerry = (strengths: readonly number[]): BradleyTerryResult => ({
  status: "ok",
  value: {
    items: armRows.map(([armId], i) => {
      const logStrength = strengths[i] ?? 0;
      const elo400 = 1000 + (logStrength * 400) / Math.LN10;
      return {
        armId,
        logStrength,
        standardError: 0.17,
        elo400,
        elo400Interval: { kind: "two-way", level, lower: elo400 - 62, upper: elo400 + 62 },
      };
    }),
    iterations: 5,
    logLikelihood: -271.3,
  },
  notes: [],
});
