import { at } from "@pairlab/domain/at";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { bradleyTerry } from "../bradley-terry.ts";
import { ByItem, expectClose, golden } from "../golden.fixture.ts";
import type { VoteTable } from "../votes/vote-table.ts";
import { existence } from "./existence.ts";
import { layoutOf, newton, type Penalty } from "./newton.ts";
import { countVotes, type PairCells, pairCells } from "./pair-cells.ts";
import { type PairFit, type PairFitOptions, pairFit, pairModels } from "./pair-fit.ts";
import { davidsonModel, noTerms } from "./pair-model.ts";
import { goldenTable, tableOf } from "./table.fixture.ts";

const Fit = z.object({
  logAbilityCentered: ByItem,
  seCentered: ByItem,
  logLikKernel: z.number(),
});
const bt: PairFitOptions = { model: "bt", ties: "half", position: false };

function fitted(table: VoteTable, options: PairFitOptions): PairFit {
  const fit = pairFit(countVotes(table), table.items.length, options);
  if (fit.status !== "ok") throw new Error(fit.reason);
  return fit.value;
}

function expectFit(table: VoteTable, fit: PairFit, known: z.infer<typeof Fit>, strengths: number) {
  const { size } = fit.layout;
  for (const [i, id] of table.items.entries()) {
    expectClose(at(fit.parameters, i), known.logAbilityCentered[id] ?? Number.NaN, strengths);
    const error = Math.sqrt(at(fit.covariance, i * size + i));
    expectClose(error, known.seCentered[id] ?? Number.NaN, strengths * 100);
  }
  expectClose(fit.logLikelihood, known.logLikKernel, 1e-8);
}

test.each(["01-bt-citations", "04-bt-wikipedia"])("Bradley-Terry equals R on %s", (name) => {
  const table = goldenTable(`${name}/input.csv`);
  expectFit(table, fitted(table, bt), golden(Fit, `${name}/expected.json`), 1e-9);
});

test("Davidson and Rao-Kupper equal R's on 745 tastings of six puddings", () => {
  const table = goldenTable("05-davidson-pudding/input.csv");
  const davidson = golden(
    Fit.extend({ logNu: z.number(), se_logNu: z.number() }),
    "05-davidson-pudding/expected.json",
  );
  const raoKupper = golden(
    Fit.extend({ logTheta: z.number(), se_logTheta: z.number() }),
    "05-davidson-pudding/expected-raokupper.json",
  );
  const one = fitted(table, { ...bt, model: "davidson", ties: "model" });
  expectFit(table, one, davidson, 1e-8);
  expectClose(at(one.parameters, 6), davidson.logNu, 1e-6);
  expectClose(Math.sqrt(at(one.covariance, 48)), davidson.se_logNu, 1e-6);
  const other = fitted(table, { ...bt, model: "rao-kupper", ties: "model" });
  expectFit(table, other, raoKupper, 1e-8);
  expectClose(at(other.parameters, 6), raoKupper.logTheta, 1e-8);
  expectClose(Math.sqrt(at(other.covariance, 48)), raoKupper.se_logTheta, 1e-6);
});

test.each(Object.values(pairModels))(
  "the terms of $name are the derivatives of its likelihood",
  (model) => {
    const of = (d: number, t: number) => {
      const out = noTerms();
      model.terms(out, d, t, 3, 2.5, 1.5);
      return out;
    };
    const [d, t, h] = [0.7, 0.4, 1e-5];
    const here = of(d, t);
    expectClose((of(d + h, t).logLikelihood - of(d - h, t).logLikelihood) / (2 * h), here.d, 1e-7);
    expectClose((of(d + h, t).d - of(d - h, t).d) / (-2 * h), here.dd, 1e-7);
    if (model.tie === undefined) return;
    expectClose((of(d, t + h).logLikelihood - of(d, t - h).logLikelihood) / (2 * h), here.t, 1e-7);
    expectClose((of(d, t + h).t - of(d, t - h).t) / (-2 * h), here.tt, 1e-7);
    expectClose((of(d, t + h).d - of(d, t - h).d) / (-2 * h), here.dt, 1e-7);
  },
);

test.each([
  ["item_i,item_j,wins_i,wins_j\na,b,5,0\nb,c,2,2\n", "undetermined"],
  ["item_i,item_j,wins_i,wins_j\na,b,5,1\nc,d,2,2\n", "undetermined"],
  ["item_i,item_j,wins_i,wins_j\na,b,5,1\nb,c,0,0\n", "insufficient"],
  ["item_i,item_j,wins_i,wins_j\n", "insufficient"],
])("without a finite maximum there is a word: %j is %s", (text, status) => {
  const table = tableOf(text);
  expect(pairFit(countVotes(table), table.items.length, bt).status).toBe(status);
});

test("ties of a pair that only one side ever wins let the tie parameter grow for ever", () => {
  const table = tableOf("item_i,item_j,wins_i,wins_j,ties\na,b,5,0,3\n");
  for (const model of ["davidson", "rao-kupper"] as const)
    expect(pairFit(countVotes(table), 2, { model, ties: "model", position: false })).toMatchObject({
      status: "undetermined",
      reason: "ties can't be told from strengths: a larger tie parameter always fits better",
    });
  expect(pairFit(countVotes(table), 2, bt).status).toBe("ok");
});

test("only ties are undetermined, no ties are Bradley-Terry at the boundary", () => {
  const ties = tableOf("item_i,item_j,wins_i,wins_j,ties\na,b,0,0,3\n");
  expect(pairFit(countVotes(ties), 2, { ...bt, model: "davidson", ties: "model" }).status).toBe(
    "undetermined",
  );
  const none = tableOf("item_i,item_j,wins_i,wins_j\na,b,3,1\n");
  const fit = fitted(none, { ...bt, model: "davidson", ties: "model" });
  expect(fit.boundary).toBe(true);
  expect(fit.parameters).toEqual(fitted(none, bt).parameters);
});

test("the left side's effect is infinite when left always won, finite when sides and winners mix", () => {
  const rows = (lines: readonly string[]) =>
    tableOf(["left,right,winner", ...lines, ""].join("\n"));
  const always = rows(["a,b,left", "b,a,left", "a,c,left", "c,a,left"]);
  const options = { ...bt, position: true };
  expect(pairFit(countVotes(always), 3, options)).toMatchObject({ status: "undetermined" });
  const mixed = rows(["a,b,left", "b,a,left", "a,b,right", "b,a,right", "a,b,left"]);
  const fit = fitted(mixed, options);
  // 3 of 5 wins on the left; of a's: 2 of 3 on the left, 1 of 2 on the right.
  expectClose(at(fit.parameters, fit.layout.position), Math.log(2) / 2, 1e-9);
});

const pair = fc.record({
  left: fc.integer({ min: 0, max: 3 }),
  right: fc.integer({ min: 0, max: 3 }),
  winner: fc.constantFrom("left", "right", "tie"),
});
const votes = fc
  .array(pair, { minLength: 1, maxLength: 40 })
  .map((drawn) => drawn.filter(({ left, right }) => left !== right));
const tableFrom = (drawn: readonly { left: number; right: number; winner: string }[]): VoteTable =>
  tableOf(
    ["left,right,winner", ...drawn.map((v) => `m${v.left},m${v.right},${v.winner}`), ""].join("\n"),
  );

test("whenever existence holds every model settles, with and without a side effect", () => {
  fc.assert(
    fc.property(votes, fc.boolean(), (drawn, position) => {
      const table = tableFrom(drawn);
      const counts = countVotes(table);
      for (const model of ["bt", "davidson", "rao-kupper"] as const) {
        const ties = model === "bt" ? "half" : "model";
        const fit = pairFit(counts, table.items.length, { model, ties, position });
        expect(fit.status).not.toBe("failed");
        if (fit.status === "ok")
          expect(Math.max(...fit.value.parameters.map(Math.abs))).toBeLessThan(40);
      }
    }),
    { numRuns: 300 },
  );
});

test("where existence finds none, what holds parameters back is all that keeps them finite", () => {
  /** The largest parameter under a pull of strength λ towards 0. */
  const reach = (cells: PairCells, lambda: number): number => {
    const layout = layoutOf(cells.items, davidsonModel, true);
    const penalty: Penalty = (parameters, gradient, information) => {
      for (let p = 0; p < layout.size; p += 1) {
        gradient[p] = at(gradient, p) - lambda * at(parameters, p);
        information[p * layout.size + p] = at(information, p * layout.size + p) + lambda;
      }
      return 0;
    };
    const fit = newton(cells, davidsonModel, layout, { penalty });
    if (fit.status !== "ok") throw new Error(fit.reason);
    return Math.max(...fit.value.parameters.map(Math.abs));
  };
  const found = new Set<string | undefined>();
  fc.assert(
    fc.property(votes, (drawn) => {
      const table = tableFrom(drawn);
      const cells = pairCells(countVotes(table), table.items.length, {
        ties: "model",
        sides: true,
      });
      if (cells.first.length === 0 || cells.ties.every((ties) => ties === 0)) return;
      const { missing, components } = existence(cells, { position: true, tie: true });
      if (components.length > 1) return;
      found.add(missing);
      // An alias leaves the likelihood flat along it, whatever else grows.
      if (missing === "alias") return;
      const grows = reach(cells, 1e-5) > reach(cells, 1e-3) + 0.5;
      expect(grows).toBe(missing !== undefined);
    }),
    { numRuns: 1000, seed: 5 },
  );
  expect([...found].sort()).toEqual(["alias", "position", "tie", undefined]);
});

test("mirroring the sides of every vote changes the sign of the side effect only", () => {
  fc.assert(
    fc.property(votes, (drawn) => {
      const mirror = { left: "right", right: "left", tie: "tie" };
      const [one, other] = [
        tableFrom(drawn),
        tableFrom(
          drawn.map(({ left, right, winner }) => ({
            left: right,
            right: left,
            winner: mirror[winner],
          })),
        ),
      ];
      const options: PairFitOptions = { model: "davidson", ties: "model", position: true };
      const [there, back] = [one, other].map((table) =>
        pairFit(countVotes(table), table.items.length, options),
      );
      expect(back?.status).toBe(there?.status);
      if (there?.status !== "ok" || back?.status !== "ok") return;
      const { position } = there.value.layout;
      there.value.parameters.forEach((value, p) => {
        expectClose(at(back.value.parameters, p), p === position ? -value : value, 1e-7);
      });
    }),
  );
});

test("without sides and with half ties the fit is that of the report", () => {
  fc.assert(
    fc.property(votes, (drawn) => {
      const table = tableFrom(drawn);
      const wins = table.items.map(() => table.items.map(() => 0));
      table.first.forEach((i, v) => {
        const j = at(table.second, v);
        const share = [1, 0, 0.5][at(table.outcome, v)] ?? 0.5;
        at(wins, i)[j] = at(at(wins, i), j) + share;
        at(wins, j)[i] = at(at(wins, j), i) + 1 - share;
      });
      const [ours, report] = [
        pairFit(countVotes(table), table.items.length, bt),
        bradleyTerry(wins),
      ];
      expect(ours.status).toBe(report.status);
      if (ours.status !== "ok" || report.status !== "ok") return;
      for (const [i, value] of report.value.strengths.entries())
        expectClose(at(ours.value.parameters, i), value, 1e-9);
    }),
  );
});
