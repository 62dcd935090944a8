import { at } from "@pairlab/domain/at";
import type { FitDocument } from "@pairlab/domain/fit-document";
import type { Result } from "@pairlab/domain/result";
import { insufficient, ok } from "../result.ts";
import { chiSquaredUpperTail } from "../special/chi-squared.ts";
import type { PairFit } from "./pair-fit.ts";
import { noTerms } from "./pair-model.ts";
import { add, entry } from "./symmetric-matrix.ts";

const mostResiduals = 10;
/** Triples grow with the cube of items. */
const mostTripleItems = 400;

type Goodness = NonNullable<FitDocument["goodness"]>;

/**
 * How well strengths explain the counts of each pair: deviance, the pairs they explain worst, and how often three
 * items beat each other in a circle, which no strengths explain.
 *
 * Source: McCullagh & Nelder 1989, chapter 4; the p-value takes votes as independent. Kendall & Babington Smith 1940
 *         for circles.
 * Shape:  a fit without covariates.
 */
export function goodnessOfFit(fit: PairFit, items: readonly string[]): Goodness {
  const deviance = Math.max(0, 2 * (saturated(fit) - fit.logLikelihood));
  const free = fit.layout.size - 1;
  const outcomesLess = fit.model.tie === undefined ? 1 : 2;
  const df = fit.cells.first.length * outcomesLess - free;
  const p: Result<number> =
    df > 0
      ? ok(chiSquaredUpperTail(deviance, df), [independent])
      : insufficient(
          "as many parameters as pairs",
          fit.cells.first.length * outcomesLess,
          free + 1,
        );
  return { deviance, df, p, residuals: residuals(fit, items), circles: circles(fit) };
}

const independent = {
  code: "iidAssumed",
  text: "the test of fit takes votes as independent",
} as const;

/** The largest log-likelihood that any chances of each pair's outcomes could have; as the model's, ties by its rule. */
function saturated({ cells: { wins, losses, ties }, model }: PairFit): number {
  let sum = 0;
  for (let c = 0; c < wins.length; c += 1) {
    const [won, lost, even] = [entry(wins, c), entry(losses, c), entry(ties, c)];
    const parts = model.tie === undefined ? [won + even / 2, lost + even / 2] : [won, lost, even];
    const n = won + lost + even;
    for (const part of parts) if (part > 0) sum += part * Math.log(part / n);
  }
  return sum;
}

/** Pearson residuals of what the first got, a tie half, from the largest. */
function residuals(fit: PairFit, items: readonly string[]): Goodness["residuals"] {
  const { cells, parameters, layout, model } = fit;
  const left = layout.position < 0 ? 0 : entry(parameters, layout.position);
  const evenness = layout.tie < 0 ? 0 : entry(parameters, layout.tie);
  const found = Array.from(cells.first, (i, c) => {
    const j = at(cells.second, c);
    const d = entry(parameters, i) - entry(parameters, j) + left;
    const [win, loss] = [chance(fit, d, evenness, 1, 0), chance(fit, d, evenness, 0, 1)];
    const tie = model.tie === undefined ? 0 : 1 - win - loss;
    const [won, lost, even] = [entry(cells.wins, c), entry(cells.losses, c), entry(cells.ties, c)];
    const n = won + lost + even;
    const expected = win + tie / 2;
    const variance = Math.max(0, win + tie / 4 - expected * expected) / n;
    const observed = (won + even / 2) / n;
    const z = variance > 0 ? (observed - expected) / Math.sqrt(variance) : 0;
    return { a: at(items, i), b: at(items, j), n, observed, expected, z };
  });
  return found.sort((one, other) => Math.abs(other.z) - Math.abs(one.z)).slice(0, mostResiduals);
}

/** The chance of one outcome by its log-likelihood. */
function chance({ model }: PairFit, d: number, t: number, won: number, lost: number): number {
  const terms = noTerms();
  model.terms(terms, d, t, won, lost, 0);
  return Math.exp(terms.logLikelihood);
}

/** Triples of items of which each pair has a winner, and how many of them go round. */
function circles({ cells }: PairFit): Goodness["circles"] {
  const { items } = cells;
  if (items > mostTripleItems)
    return { status: "undetermined", reason: `not looked for among over ${mostTripleItems} items` };
  const winner = winnerSigns(cells);
  let [triples, circular] = [0, 0];
  for (let i = 0; i < items; i += 1)
    for (let j = i + 1; j < items; j += 1)
      for (let k = j + 1; k < items; k += 1) {
        const one = entry(winner, i * items + j);
        const two = entry(winner, j * items + k);
        const three = entry(winner, k * items + i);
        triples += Math.abs(one * two * three);
        circular += Number(Math.abs(one + two + three) === 3);
      }
  if (triples === 0) return insufficientTriples;
  return ok({ triples, circular, share: circular / triples });
}

/** 1 where the first won more often than the second, −1 where less, 0 where neither or they never met. */
function winnerSigns({ items, first, second, wins, losses }: PairFit["cells"]): Float64Array {
  const margin = new Float64Array(items * items);
  for (let c = 0; c < first.length; c += 1) {
    const [i, j, gap] = [first[c] ?? 0, second[c] ?? 0, entry(wins, c) - entry(losses, c)];
    add(margin, i * items + j, gap);
    add(margin, j * items + i, -gap);
  }
  return margin.map(Math.sign);
}

const insufficientTriples = {
  status: "insufficient",
  reason: "no three items of which each pair has a winner",
  have: 0,
  need: 1,
} as const;
