import { outcomes, type VoteTable } from "../votes/vote-table.ts";
import { countCodes, type TieRule } from "./pair-cells.ts";
import type { PairFit } from "./pair-fit.ts";
import { noTerms } from "./pair-model.ts";
import { add, entry } from "./symmetric-matrix.ts";
import type { VoteGroups } from "./vote-groups.ts";

/**
 * Squared influences of groups of votes on each parameter, summed.
 *
 * The influence of a group is M s for the sum s of its votes' scores and the inverse information M. Entries are
 * in the order of the fit's parameters; with a reference item, strengths are differences from it.
 */
export interface Influence {
  /** Each vote on its own. */
  byVote(): Float64Array;
  byGroup(groups: VoteGroups): Float64Array;
}

/**
 * The influence of a table's votes on a fit.
 *
 * Source: Huber 1967; White 1982; the meat of any sandwich estimator.
 * Shape:  `reference` is an item's number; undefined: strengths with mean 0.
 */
export function influenceOf(
  table: VoteTable,
  fit: PairFit,
  ties: TieRule,
  reference: number | undefined,
): Influence {
  const codes = countCodes(table);
  const scores = scoreTable(fit, table.items.length, ties);
  const { size } = fit.layout;
  const sum = summedScores(fit);
  const squares = (weight: number, into: Float64Array): void => {
    const influence = sum.take();
    const base = reference === undefined ? 0 : entry(influence, reference);
    for (let p = 0; p < size; p += 1) {
      const value = entry(influence, p) - (p < table.items.length ? base : 0);
      add(into, p, weight * value * value);
    }
  };
  const weightOf = (vote: number): number => table.weight?.[vote] ?? 1;
  const { first, second } = table;
  // A count stands for as many votes, any other weight for one.
  const alike = table.shape === "pairs";
  const scoreOf = fit.covariates === undefined ? undefined : covariateScores(table, fit, ties);
  const addVote = (vote: number, weight: number): void => {
    const code = codes[vote] ?? 0;
    const score = scoreOf?.(vote) ?? { d: entry(scores.d, code), t: entry(scores.t, code) };
    const d = weight * score.d;
    sum.add(first[vote] ?? 0, second[vote] ?? 0, d, weight * score.t);
    for (const [q, { values }] of (fit.covariates ?? []).entries())
      sum.addTo(fit.layout.covariates[q] ?? 0, d * entry(values, vote));
  };
  const byEach = (): Float64Array => {
    const total = new Float64Array(size);
    for (const vote of codes.keys()) {
      addVote(vote, alike ? 1 : weightOf(vote));
      squares(alike ? weightOf(vote) : 1, total);
    }
    return total;
  };
  return {
    byVote: () => {
      const total = new Float64Array(size);
      if (fit.covariates !== undefined) return byEach();
      const { counts, each } = distinct(table, codes, scores.d.length);
      for (let code = 0; code < counts.length; code += 1) {
        if (entry(counts, code) === 0) continue;
        const pair = Math.floor(code / 3);
        const [i, j] = [Math.floor(pair / table.items.length), pair % table.items.length];
        sum.add(i, j, entry(scores.d, code), entry(scores.t, code));
        squares(entry(counts, code), total);
      }
      for (const vote of each) {
        addVote(vote, weightOf(vote));
        squares(1, total);
      }
      return total;
    },
    byGroup: ({ order, starts }) => {
      const total = new Float64Array(size);
      for (let g = 0; g + 1 < starts.length; g += 1) {
        for (let i = starts[g] ?? 0; i < (starts[g + 1] ?? 0); i += 1) {
          const vote = order[i] ?? 0;
          addVote(vote, weightOf(vote));
        }
        squares(1, total);
      }
      return total;
    },
  };
}

/** Votes that count once are alike when their code is; a weighted vote is taken for itself. */
function distinct(table: VoteTable, codes: Uint32Array, size: number) {
  const counts = new Float64Array(size);
  if (table.shape === "votes" && table.weight !== undefined) return { counts, each: codes.keys() };
  // A count in a file of counts stands for as many votes.
  codes.forEach((code, entryOf) => {
    add(counts, code, table.weight?.[entryOf] ?? 1);
  });
  return { counts, each: [].values() };
}

/** Derivatives of one vote's log-likelihood by d and by the tie parameter, for every code. */
function scoreTable(fit: PairFit, items: number, ties: TieRule) {
  const { parameters, layout, model } = fit;
  const d = new Float64Array(items * items * 3);
  const t = new Float64Array(items * items * 3);
  const terms = noTerms();
  const left = layout.position < 0 ? 0 : entry(parameters, layout.position);
  const evenness = layout.tie < 0 ? 0 : entry(parameters, layout.tie);
  const outcomesOf = ties === "drop" ? decisive : everyOutcome;
  for (let pair = 0; pair < items * items; pair += 1) {
    const [i, j] = [Math.floor(pair / items), pair % items];
    const gap = entry(parameters, i) - entry(parameters, j) + left;
    outcomesOf.forEach(([won, lost, tied], outcome) => {
      model.terms(terms, gap, evenness, won, lost, tied);
      d[pair * 3 + outcome] = terms.d;
      t[pair * 3 + outcome] = terms.t;
    });
  }
  return { d, t };
}

/** The derivatives of each vote's own log-likelihood, where covariates make votes of a pair differ. */
function covariateScores(
  { first, second, outcome }: VoteTable,
  { parameters, layout, model, covariates = [] }: PairFit,
  ties: TieRule,
): (vote: number) => { d: number; t: number } {
  const terms = noTerms();
  const left = layout.position < 0 ? 0 : entry(parameters, layout.position);
  const evenness = layout.tie < 0 ? 0 : entry(parameters, layout.tie);
  return (vote) => {
    const result = Math.min(outcome[vote] ?? 0, outcomes.tie);
    if (ties === "drop" && result === outcomes.tie) return { d: 0, t: 0 };
    const gap = covariates.reduce(
      (sum, { values }, q) =>
        sum + entry(values, vote) * entry(parameters, layout.covariates[q] ?? 0),
      entry(parameters, first[vote] ?? 0) - entry(parameters, second[vote] ?? 0) + left,
    );
    const [won, lost, tied] = everyOutcome[result] ?? everyOutcome[0];
    model.terms(terms, gap, evenness, won, lost, tied);
    return { d: terms.d, t: terms.t };
  };
}

const decisive = [
  [1, 0, 0],
  [0, 1, 0],
] as const;
const everyOutcome = [...decisive, [0, 0, 1]] as const;

/** A sum of scores, kept sparse, and its product with the inverse information. */
function summedScores({ covariance, layout }: PairFit) {
  const { size, position, tie } = layout;
  const scores = new Float64Array(size);
  const isTouched = new Uint8Array(size);
  const touched: number[] = [];
  const influence = new Float64Array(size);
  const touch = (parameter: number, value: number): void => {
    if (isTouched[parameter] === 0) {
      isTouched[parameter] = 1;
      touched.push(parameter);
    }
    add(scores, parameter, value);
  };
  return {
    add: (i: number, j: number, d: number, t: number): void => {
      touch(i, d);
      touch(j, -d);
      if (position >= 0) touch(position, d);
      if (tie >= 0) touch(tie, t);
    },
    addTo: touch,
    /** The influence of what was added since the last call; good until the next. */
    take: (): Float64Array => {
      influence.fill(0);
      for (const parameter of touched) {
        const score = entry(scores, parameter);
        scores[parameter] = 0;
        isTouched[parameter] = 0;
        const row = parameter * size;
        for (let p = 0; p < size; p += 1) add(influence, p, score * entry(covariance, row + p));
      }
      touched.length = 0;
      return influence;
    },
  };
}
