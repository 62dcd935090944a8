// Case 09: 8,931 votes of 124 people on 13 prompts, other people's data, read in place.
import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { z } from "zod";
import { ByItem, borrowed, expectClose, golden } from "../golden.fixture.ts";
import { selectVotes, type VoteTable } from "../votes/vote-table.ts";
import { fitBootstrap } from "./fit-bootstrap.ts";
import { fitVotes } from "./fit-votes.ts";
import { countVotes } from "./pair-cells.ts";
import { type PairFit, type PairFitOptions, pairFit } from "./pair-fit.ts";
import { replicateSd } from "./replicate-sd.ts";
import { type StandardErrorOptions, variances } from "./standard-errors.ts";
import { crowdTable, plainRequest } from "./table.fixture.ts";

const table = crowdTable();
const known = <S extends z.ZodType>(schema: S, name: string): z.infer<S> =>
  schema.parse(
    JSON.parse(readFileSync(path.join(borrowed("09-llmfao-crowd") ?? "", name), "utf8")),
  );
const Errors = z.object({ seRef: ByItem, seCentered: ByItem });
const KnownBt = z.object({
  btHalfTies: z.object({
    se: z.record(z.string(), Errors),
    logAbilityCentered: ByItem,
    logAbilityRef: ByItem,
  }),
  btHalfTiesWithLeftEffect: z.object({
    leftEffect: z.number(),
    seModel: z.number(),
    seWorkerCR0: z.number(),
    logAbilityCentered: ByItem,
  }),
});
const TieFit = z.object({
  logAbilityCentered: ByItem,
  logLikKernel: z.number(),
  logNu: z.number().optional(),
  logTheta: z.number().optional(),
  order: z.number().optional(),
  left: z.number().optional(),
});
const KnownTies = z.record(z.string(), TieFit);

function fitted(votes: VoteTable, options: PairFitOptions): PairFit {
  const fit = pairFit(countVotes(votes), votes.items.length, options);
  if (fit.status !== "ok") throw new Error(fit.reason);
  return fit.value;
}

test.skipIf(table === undefined)(
  "every kind of standard error equals R's, by item and reference",
  () => {
    if (table === undefined) return;
    const { btHalfTies } = known(KnownBt, "expected-bt.json");
    const fit = fitted(table, { model: "bt", ties: "half", position: false });
    const errorOf = (value: number) => Math.sqrt(Math.max(0, value));
    const kinds: [string, Pick<StandardErrorOptions, "kind" | "correction">][] = [
      ["model", { kind: "model", correction: "cr0" }],
      ["robustHC0", { kind: "hc0", correction: "cr0" }],
      ["clusterWorkerCR0", { kind: "rater", correction: "cr0" }],
      ["clusterWorkerCR0_GoverGm1", { kind: "rater", correction: "cr1g" }],
      ["clusterWorkerCR1", { kind: "rater", correction: "cr1n" }],
      ["clusterPromptCR0", { kind: "prompt", correction: "cr0" }],
      ["twoWayWorkerPromptCR0", { kind: "two-way", correction: "cr0" }],
    ];
    const scales = [
      { reference: undefined, column: "seCentered" },
      { reference: 0, column: "seRef" },
    ] as const;
    for (const [name, kind] of kinds)
      for (const { reference, column } of scales) {
        const found = variances(table, fit, { ...kind, ties: "half", reference });
        const raw = found.status === "ok" ? found.value.raw : [];
        for (const [i, id] of table.items.entries()) {
          expectClose(errorOf(at(raw, i)), btHalfTies.se[name]?.[column][id] ?? Number.NaN, 1e-7);
        }
      }
  },
);

test.skipIf(table === undefined)("the side effect and its errors equal R's", () => {
  if (table === undefined) return;
  const { btHalfTiesWithLeftEffect } = known(KnownBt, "expected-bt.json");
  const side = fitted(table, { model: "bt", ties: "half", position: true });
  const options = { correction: "cr0", ties: "half", reference: undefined } as const;
  const [model, worker] = (["model", "rater"] as const).map((kind) =>
    variances(table, side, { ...options, kind }),
  );
  if (model?.status !== "ok" || worker?.status !== "ok") throw new Error("no variance");
  const { leftEffect, seModel, seWorkerCR0 } = btHalfTiesWithLeftEffect;
  expectClose(at(side.parameters, 59), leftEffect, 1e-9);
  expectClose(Math.sqrt(at(model.value.values, 59)), seModel, 1e-7);
  expectClose(Math.sqrt(at(worker.value.values, 59)), seWorkerCR0, 1e-7);
});

test.skipIf(table === undefined)(
  "Davidson and Rao-Kupper equal R's, with and without a side effect",
  () => {
    if (table === undefined) return;
    const all = known(KnownTies, "expected-ties.json");
    for (const [name, model, position] of [
      ["davidson", "davidson", false],
      ["davidsonWithLeftEffect", "davidson", true],
      ["raoKupper", "rao-kupper", false],
      ["raoKupperWithLeftEffect", "rao-kupper", true],
    ] as const) {
      const { parameters, logLikelihood } = fitted(table, { model, ties: "model", position });
      const wanted = all[name];
      for (const [i, id] of table.items.entries())
        expectClose(at(parameters, i), wanted?.logAbilityCentered[id] ?? Number.NaN, 1e-6);
      const others = [wanted?.order ?? wanted?.left, wanted?.logNu ?? wanted?.logTheta].filter(
        (value) => value !== undefined,
      );
      for (const [p, value] of others.entries()) expectClose(at(parameters, 59 + p), value, 1e-6);
      expectClose(logLikelihood, wanted?.logLikKernel ?? Number.NaN, 1e-8);
    }
  },
);

const KnownBootstrap = z.object({
  llmfaoGivenCounts: z.array(
    z.object({ workerCounts: z.record(z.string(), z.int()), logAbilityCentered: ByItem }),
  ),
  llmfaoWorkerBootstrapMC: z.object({ sd: ByItem, q025: ByItem, q975: ByItem }),
});

test.skipIf(table === undefined)("Bradley-Terry of given draws of workers equals R's", () => {
  if (table === undefined) return;
  const { llmfaoGivenCounts } = golden(KnownBootstrap, "19-cluster-bootstrap/expected.json");
  for (const { workerCounts, logAbilityCentered } of llmfaoGivenCounts) {
    const weight = Float64Array.from(
      table.raters?.of ?? [],
      (rater) => workerCounts[table.raters?.ids[rater] ?? ""] ?? 0,
    );
    const votes = selectVotes({ ...table, weight }, (v) => at(weight, v) > 0, { keepItems: true });
    const fit = fitted(votes, { model: "bt", ties: "half", position: false });
    for (const [i, id] of table.items.entries())
      expectClose(at(fit.parameters, i), logAbilityCentered[id] ?? Number.NaN, 1e-8);
  }
});

test.skipIf(table === undefined)(
  "a bootstrap of workers spreads as R's 2,000 replicates do",
  () => {
    if (table === undefined) return;
    const { sd } = golden(
      KnownBootstrap,
      "19-cluster-bootstrap/expected.json",
    ).llmfaoWorkerBootstrapMC;
    const fit = fitted(table, { model: "bt", ties: "half", position: false });
    const { parameters, unusable } = fitBootstrap(table, fit, {
      kind: "rater",
      replicates: 400,
      seed: 3,
    });
    expect(unusable).toBe(0);
    const ours = replicateSd(parameters);
    const off = table.items.map((id, i) => at(ours, i) / (sd[id] ?? Number.NaN) - 1);
    // 400 and 2,000 replicates: a relative standard error of 3.9 %, the largest of 59 within four of them.
    expect(Math.max(...off.map(Math.abs))).toBeLessThan(0.16);
    expect(Math.abs(off.reduce((sum, x) => sum + x, 0) / off.length)).toBeLessThan(0.03);
  },
);

test.skipIf(table === undefined)(
  "Elo in the order of the file equals the known ratings, ties dropped and halved",
  () => {
    if (table === undefined) return;
    const { llmfao } = golden(
      z.object({ llmfao: z.object({ sequential: z.record(z.string(), ByItem) }) }),
      "10-elo/expected.json",
    );
    for (const [name, k, ties] of [
      ["decisiveOnly_K1", 1, undefined],
      ["allVotesTiesHalf_K4", 4, "half"],
      ["allVotesTiesHalf_K30", 30, "half"],
    ] as const) {
      const { items } = fitVotes(table, { ...plainRequest, model: "elo", orders: 0, k, ties });
      for (const { id, elo } of items)
        expectClose(Number(elo), llmfao.sequential[name]?.[id] ?? Number.NaN, 1e-9);
    }
  },
);

// Source: scipy 1.17.1, L-BFGS-B from five starts on the same objective; see tools/known-answers/crowd-bt.
test.skipIf(table === undefined)("Crowd-BT is at the posterior's peak that scipy finds", () => {
  if (table === undefined) return;
  const found = fitVotes(table, { ...plainRequest, model: "crowd-bt", ties: "half" });
  const strength = (id: string) => found.items.find((item) => item.id === id)?.logStrength;
  expect(found.options).toMatchObject({ lambda: 1, a: 4, b: 2 });
  expectClose(Number(strength("GPT 4")), crowdAnswers.gpt4, 2e-6);
  expectClose(Number(strength("command")), crowdAnswers.command, 2e-6);
  const mean = (found.raters ?? []).reduce((sum, { reliability }) => sum + reliability, 0) / 124;
  expectClose(mean, crowdAnswers.meanReliability, 2e-6);
});
const crowdAnswers = {
  gpt4: 1.9164061905800276,
  command: 0.7965552402249789,
  meanReliability: 0.7682149249368201,
};
