import { at } from "@pairlab/domain/at";
import type { FitItem } from "@pairlab/domain/fit-document";
import { createRng } from "@pairlab/domain/random";
import type { Note } from "@pairlab/domain/result";
import type { VoteTable } from "../votes/vote-table.ts";
import { type EloFit, eloFit, eloReplicates } from "./elo-fit.ts";
import type { FitFindings } from "./fit-findings.ts";
import { noBootstrap, replicateFindings, resampledKind } from "./fit-intervals.ts";
import type { FitRequest } from "./fit-request.ts";
import type { ResampledKind } from "./resampled-counts.ts";

const orderNoise: Note = {
  code: "orderNoise",
  text: "the spread over orders is noise of the rule, not a confidence interval; ratings of studies with other numbers of votes can't be compared",
};
const oneOrder = {
  status: "insufficient",
  reason: "one order has no spread",
  have: 1,
  need: 2,
} as const;

/** The document of Elo ratings: start 1000, the mean over orders, order noise and sampling interval apart. */
export function eloFindings(table: VoteTable, request: FitRequest): FitFindings {
  const { k, orders, seed } = request;
  const rule = { k, start: 1000 };
  const halfTies = request.ties === "half";
  const fit = eloFit(table, { rule, orders, seed, halfTies });
  const options = { k, start: 1000, orders, seed };
  const nobody = { items: table.items.map((id) => ({ id })), components: [], options, notes: [] };
  if (fit.status !== "ok") {
    if (fit.status !== "undetermined") return { ...fit, ...nobody };
    const idle = (fit.detail ?? []).flat();
    return { status: fit.status, reason: `${fit.reason}: ${idle.join(", ")}`, ...nobody };
  }
  const { mean, sd } = fit.value;
  const bootstrap = eloBootstrap(table, request, fit.value);
  const items = table.items.map(
    (id, item): FitItem => ({
      id,
      elo: at(mean, item),
      orderSd: sd === undefined ? oneOrder : at(sd, item),
      ...bootstrap.of(item),
    }),
  );
  return {
    status: "ok",
    items,
    components: [[...table.items]],
    options: {
      ...options,
      orders: orders === 0 ? "the file's" : fit.value.orders,
      ...(request.bootstrap === undefined ? {} : { resampled: resampledKind(table, request).kind }),
    },
    notes: [orderNoise, ...bootstrap.notes],
  };
}

function eloBootstrap(table: VoteTable, request: FitRequest, fit: EloFit) {
  const { bootstrap, level, seed, k } = request;
  if (bootstrap === undefined) return noBootstrap;
  const { kind, few, notes } = resampledKind(table, request);
  if (few !== undefined && few.status !== "ok")
    return { ...noBootstrap, of: () => ({ interval: few }) };
  const rngOf = (replicate: number) => createRng(seed, `elo fit bootstrap by ${kind}`, replicate);
  const { rows, unusable } = eloReplicates(
    fit,
    { k, start: 1000 },
    clusterLists(table, kind, fit.games.length),
    { replicates: bootstrap, rngOf },
  );
  const found = replicateFindings(rows, unusable, { kind, level, reference: undefined });
  return { ...found, notes: [...notes, ...found.notes] };
}

function clusterLists({ raters, prompts }: VoteTable, kind: ResampledKind, games: number) {
  if (kind === "vote")
    return [{ of: Uint32Array.from({ length: games }, (_, i) => i), count: games }];
  return [kind === "prompt" ? undefined : raters, kind === "rater" ? undefined : prompts].flatMap(
    (column) => (column === undefined ? [] : [{ of: column.of, count: column.ids.length }]),
  );
}
