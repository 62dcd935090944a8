import { expect, test } from "vitest";
import { fitBootstrap } from "./fit-bootstrap.ts";
import { countVotes } from "./pair-cells.ts";
import { type PairFitOptions, pairFit } from "./pair-fit.ts";
import { simulated } from "./table.fixture.ts";

/** Votes with weights of 1 are the same votes; they are counted and fitted one replicate at a time. */
const bothWays = (
  votes: number,
  kind: "rater" | "prompt",
  { model = "bt", position = false, link }: Partial<PairFitOptions> = {},
) => {
  const table = simulated(votes, votes);
  const fit = pairFit(countVotes(table), 4, { model, ties: "half", position, link });
  if (fit.status !== "ok") throw new Error(fit.reason);
  const options = { kind, replicates: 50, seed: 4 };
  return {
    together: fitBootstrap(table, fit.value, options),
    apart: fitBootstrap({ ...table, weight: new Float64Array(votes).fill(1) }, fit.value, options),
  };
};

test.each([
  [2000, "rater"],
  [300, "prompt"],
  [60, "rater"],
  [16, "prompt"],
] as const)(
  "sixteen refits at once equal refits one by one, bit for bit: %i votes by %s",
  (votes, kind) => {
    const { together, apart } = bothWays(votes, kind);
    expect(together).toEqual(apart);
    expect(together.parameters.length + together.unusable).toBe(50);
  },
);

test.each([{ link: "probit" }, { position: true }, { model: "davidson" }] as const)(
  "other models are refitted as they are: %o",
  (options) => {
    const { together, apart } = bothWays(300, "rater", options);
    expect(together).toEqual(apart);
    expect(together.parameters).not.toEqual(bothWays(300, "rater").together.parameters);
  },
);

test("replicates without a finite fit are counted among sixteen too", () => {
  expect(bothWays(16, "prompt").together.unusable).toBeGreaterThan(0);
});
