import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { z } from "zod";
import { ByItem, expectClose, golden } from "../golden.fixture.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import type { NewtonFit } from "./newton.ts";
import { countVotes, pairCells } from "./pair-cells.ts";
import { penalised, type Regularisation, regularisedFit } from "./regularised-fit.ts";
import { goldenTable, tableOf } from "./table.fixture.ts";

const Fit = z.object({ logAbilityCentered: ByItem, seCentered: ByItem });
const Case = z.object({
  firthMeanBiasReduced_AS_mean: Fit,
  pseudoCountHalfPerSide: ByItem,
  "ghostNpseudo0.5": z.object({ centered: ByItem }),
  ridgeLambda1: ByItem,
  "ridgeLambda0.01": ByItem,
});
const known = golden(
  z.object({ alwaysWins: Case, twoGroups: Case, chain: Case }),
  "22-separable/expected.json",
);

const cellsOf = (table: VoteTable) =>
  pairCells(countVotes(table), table.items.length, { ties: "half", sides: false });

function expectStrengths(
  table: VoteTable,
  fit: NewtonFit,
  strengths: z.infer<typeof ByItem>,
): void {
  for (const [i, id] of table.items.entries())
    expectClose(at(fit.parameters, i), strengths[id] ?? Number.NaN, 1e-7);
}

test.each([
  ["always-wins", known.alwaysWins],
  ["two-groups", known.twoGroups],
  ["chain", known.chain],
] as const)("every penalty gives the known strengths of the separable case %s", (name, wanted) => {
  const table = goldenTable(`22-separable/input-${name}.csv`);
  const fit = (kind: Regularisation, amount: number): NewtonFit => {
    const found = regularisedFit(cellsOf(table), kind, amount);
    if (found.status !== "ok") throw new Error(found.reason);
    expect(found.notes.map(({ code }) => code)).toEqual(["regularised"]);
    return found.value;
  };
  const firth = fit("firth", 0);
  expectStrengths(table, firth, wanted.firthMeanBiasReduced_AS_mean.logAbilityCentered);
  for (const [i, id] of table.items.entries()) {
    const error = Math.sqrt(at(firth.covariance, i * table.items.length + i));
    expectClose(error, wanted.firthMeanBiasReduced_AS_mean.seCentered[id] ?? Number.NaN, 1e-7);
  }
  expectStrengths(table, fit("pseudo-pair", 0.5), wanted.pseudoCountHalfPerSide);
  expectStrengths(table, fit("ghost", 0.5), wanted["ghostNpseudo0.5"].centered);
  expectStrengths(table, fit("ridge", 1), wanted.ridgeLambda1);
  expectStrengths(table, fit("ridge", 0.01), wanted["ridgeLambda0.01"]);
});

test("parts that never met stay undetermined, whatever number a ghost or a ridge would give", () => {
  const table = goldenTable("21-disconnected/input.csv");
  const wanted = golden(
    z.object({ "ghostNpseudo0.5": ByItem, ridgeLambda1: ByItem }),
    "21-disconnected/expected.json",
  );
  for (const kind of ["firth", "ghost", "pseudo-pair", "ridge"] as const)
    expect(regularisedFit(cellsOf(table), kind).status).toBe("undetermined");
  const [ghost, ridge] = [
    penalised(cellsOf(table), "ghost", 0.5),
    penalised(cellsOf(table), "ridge", 1),
  ];
  if (ghost.status !== "ok" || ridge.status !== "ok") throw new Error("no fit");
  expectStrengths(table, ghost.value, wanted["ghostNpseudo0.5"]);
  expectStrengths(table, ridge.value, wanted.ridgeLambda1);
  const idle = tableOf("item_i,item_j,wins_i,wins_j\na,b,1,0\nb,c,0,0\n");
  expect(regularisedFit(cellsOf(idle), "firth")).toMatchObject({
    status: "insufficient",
    have: 2,
    need: 3,
  });
});
