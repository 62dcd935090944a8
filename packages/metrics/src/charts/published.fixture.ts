import { PublishedClaim } from "@pairlab/domain/published";
import type { PublishedResult } from "@pairlab/domain/summary";

const base = {
  questionId: "quality",
  a: "turbo-4",
  b: "base-25",
  margin: 0.1,
  enteredBy: "a test",
};
const kinds = [
  {
    id: "printed",
    claim: "Turbo, 4 steps wins 45 % (made up)",
    value: 0.45,
    kind: "quoted",
    n: 400,
    ties: "none",
    source: "a made-up table",
  },
  {
    id: "drawn",
    claim: "A bar of a made-up figure",
    value: 0.62,
    kind: "digitised",
    digitisationHalfWidth: 0.02,
    prefers: "a",
    source: "a made-up figure",
  },
  {
    id: "picture-only",
    claim: "Turbo is preferred, says a drawing without numbers",
    value: null,
    kind: "not published as numbers",
    prefers: "a",
    source: "a made-up drawing",
  },
  {
    id: "from-memory",
    claim: "Somebody remembers 70 %",
    value: 0.7,
    kind: "recalled",
    source: "nobody knows",
  },
] as const;

/** Claims that nobody made, beside numbers that nobody estimated. */
export const publishedFixture = (): PublishedResult[] =>
  kinds.map((kind) => {
    const claim = PublishedClaim.parse({ ...base, ...kind });
    return {
      claim,
      ours: {
        status: "ok",
        value: {
          share: 25 / 72,
          standardError: 0.056,
          interval: { kind: "two-way", level: 0.95, lower: 0.23, upper: 0.49 },
        },
        notes: [],
      },
      verdict: verdicts[kind.id],
      ...(claim.prefers === undefined ? {} : { direction: "contradicted" as const }),
      remarks: kind.id === "drawn" ? ["their value was read off a drawing to ± 0.02"] : [],
    };
  });

const verdicts = {
  printed: "inconclusive",
  drawn: "differs",
  "picture-only": "not published as numbers",
  "from-memory": "not confirmed",
} as const;
