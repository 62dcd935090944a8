import { KnownError } from "@pairlab/domain/errors";
import type { FitDocument } from "@pairlab/domain/fit-document";
import { createRng } from "@pairlab/domain/random";
import type { Note } from "@pairlab/domain/result";
import { outcomes, selectVotes, tieCount, type VoteTable, voteCount } from "../votes/vote-table.ts";
import { crowdBt } from "./crowd-bt.ts";
import { crowdCells } from "./crowd-likelihood.ts";
import { eloFindings } from "./elo-document.ts";
import type { FitFindings } from "./fit-findings.ts";
import { checkRequest, type FitRequest, fitCounts } from "./fit-request.ts";
import { mostFittedItems } from "./pair-cells.ts";
import { pairFindings } from "./pair-document.ts";

const eloPerLog = 400 / Math.LN10;

/** Counts are played game by game. */
const mostEloGames = 100_000_000;

/** The prior of `--model crowd-bt`. */
const crowdPrior = { lambda: 1, a: 4, b: 2 };

/**
 * A model fitted to votes, as the document that `pairlab fit --json` prints.
 *
 * Shape:  a table of one question. Without votes, the document says "insufficient".
 * Throws: KnownError (input) for a request that these votes can't be asked.
 */
export function fitVotes(table: VoteTable, request: FitRequest): FitDocument {
  checkRequest(table, request);
  checkSize(table, request);
  const { ties } = tieCount(table);
  const drops = request.ties === "drop" || (request.model === "elo" && request.ties === undefined);
  const used = drops
    ? selectVotes(table, (v) => (table.outcome[v] ?? 0) < outcomes.tie, { keepItems: true })
    : table;
  const dropped: Note[] =
    drops && ties > 0 ? [{ code: "tiesDropped", text: `${ties} ties were left out` }] : [];
  const found = voteCount(used) === 0 ? noVotes(used, ties) : findings(used, request);
  const { notes, options, ...rest } = found;
  return {
    model: request.model,
    reference: request.reference ?? null,
    n: voteCount(used),
    position: null,
    tie: null,
    ...rest,
    counts: fitCounts(table),
    options: { ...optionsOf(request), ...options },
    notes: [...dropped, ...notes],
  };
}

function findings(table: VoteTable, request: FitRequest): FitFindings {
  const { model } = request;
  if (model === "elo") return eloFindings(table, request);
  if (model === "crowd-bt") return crowdFindings(table, request.seed);
  return pairFindings(table, { ...request, model });
}

const noVotes = ({ items }: VoteTable, ties: number): FitFindings => ({
  status: "insufficient",
  reason: ties > 0 ? "only ties" : "no votes",
  have: 0,
  need: 1,
  items: items.map((id) => ({ id })),
  components: [],
  notes: [],
});

function optionsOf(request: FitRequest): FitDocument["options"] {
  const { model, ties, position, bootstrap, cluster, level, seed } = request;
  return {
    ...(model === "bt" || model === "elo" || model === "crowd-bt"
      ? { ties: ties ?? (model === "elo" ? "drop" : "none") }
      : { ties: "modelled" }),
    ...(position ? { positionEffect: true } : {}),
    ...(request.link === "probit" ? { link: request.link } : {}),
    ...(request.regularise === undefined ? {} : { regularise: request.regularise }),
    ...(bootstrap === undefined ? {} : { bootstrap, level, seed }),
    ...(cluster === undefined ? {} : { cluster }),
  };
}

function crowdFindings(table: VoteTable, seed: number): FitFindings {
  const fit = crowdBt(crowdCells(table), crowdPrior, createRng(seed, "crowd-bt starts"));
  const options = {
    prior: "strengths normal with mean 0 and variance 1, reliabilities beta(4, 2)",
    lambda: crowdPrior.lambda,
    a: crowdPrior.a,
    b: crowdPrior.b,
    seed,
  };
  if (fit.status !== "ok")
    return {
      status: "failed",
      reason: fit.reason,
      items: table.items.map((id) => ({ id })),
      components: [[...table.items]],
      options,
      notes: [],
    };
  const { strengths, reliability, logLikelihood } = fit.value;
  const votes = new Array<number>(reliability.length).fill(0);
  table.raters?.of.forEach((rater, v) => {
    votes[rater] = (votes[rater] ?? 0) + (table.weight?.[v] ?? 1);
  });
  return {
    status: "ok",
    items: table.items.map((id, item) => ({
      id,
      logStrength: strengths[item] ?? 0,
      elo400: 1000 + (strengths[item] ?? 0) * eloPerLog,
      component: 0,
    })),
    raters: (table.raters?.ids ?? []).map((id, k) => ({
      id,
      reliability: reliability[k] ?? 0,
      votes: votes[k] ?? 0,
    })),
    components: [[...table.items]],
    logLikelihood,
    options,
    notes: [],
  };
}

function checkSize({ items, shape, weight }: VoteTable, { model }: FitRequest): void {
  if (items.length > mostFittedItems)
    throw new KnownError(
      "input",
      `invalid votes: ${items.length} items, at most ${mostFittedItems} can be fitted`,
      { hint: "are the columns of items the right ones?" },
    );
  if (model !== "elo" || weight === undefined) return;
  if (shape === "votes" || weight.some((count) => !Number.isInteger(count)))
    throw new KnownError("input", "invalid weight: Elo plays whole games", {
      hint: "leave the weight column out, or fit --model bt",
    });
  const games = weight.reduce((sum, count) => sum + count, 0);
  if (games > mostEloGames)
    throw new KnownError(
      "input",
      `invalid votes: ${games} games, Elo plays ${mostEloGames} at most`,
      {
        hint: "fit --model bt takes counts of any size",
      },
    );
}
