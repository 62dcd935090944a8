import type { FeatureTable } from "./feature-table.ts";

const rounds = 60;
const rate = 0.3;
const mostBins = 24;
/** Keeps a stump that only a few rows speak for from shouting. */
const shrinkage = 20;

interface Stump {
  feature: number;
  /** Values up to this one go left. */
  threshold: number;
  left: number;
  right: number;
}

/** What was learnt: for each row of a table, the arm it most likely is of. */
export type Classifier = (table: FeatureTable) => Uint32Array;

/**
 * Gradient-boosted stumps for several classes: each round adds, for each arm, the one split that explains most of
 * what is still unexplained.
 *
 * Source: Friedman 2001, "Greedy function approximation", algorithm 6 (multi-class logistic loss).
 */
export function trainStumps(table: FeatureTable): Classifier {
  const { labels, arms } = table;
  const bins = table.columns.map(binned);
  const scores = arms.map(() => new Float64Array(labels.length));
  const ensembles: Stump[][] = arms.map(() => []);
  for (let round = 0; round < rounds; round += 1) {
    const residuals = residualsOf(scores, labels);
    for (const [arm, residual] of residuals.entries()) {
      const stump = bestStump(bins, residual);
      if (stump === undefined) continue;
      ensembles[arm]?.push(stump);
      addScores(scores[arm], stump, table);
    }
  }
  return (other) => {
    const total = arms.map(() => new Float64Array(other.labels.length));
    for (const [arm, stumps] of ensembles.entries())
      for (const stump of stumps) addScores(total[arm], stump, other);
    return Uint32Array.from(other.labels, (_, row) => largest(total, row));
  };
}

interface Binned {
  edges: Float64Array;
  bin: Uint8Array;
}

function binned(column: Float64Array): Binned {
  const sorted = column.slice().sort();
  const quantiles = Array.from(
    { length: mostBins },
    (_, index) => sorted[Math.floor((index * sorted.length) / mostBins)] ?? 0,
  );
  const edges = Float64Array.from(new Set(quantiles));
  const bin = Uint8Array.from(column, (value) => {
    const found = edges.findIndex((edge) => value <= edge);
    return found === -1 ? edges.length : found;
  });
  return { edges, bin };
}

/** Label less probability, for each arm and row. */
function residualsOf(scores: readonly Float64Array[], labels: Uint32Array): Float64Array[] {
  const residuals = scores.map((score) => new Float64Array(score.length));
  for (let row = 0; row < labels.length; row += 1) {
    const powers = scores.map((score) => Math.exp(score[row] ?? 0));
    const sum = powers.reduce((total, power) => total + power, 0);
    for (const [arm, residual] of residuals.entries())
      residual[row] = (labels[row] === arm ? 1 : 0) - (powers[arm] ?? 0) / sum;
  }
  return residuals;
}

function bestStump(bins: readonly Binned[], residual: Float64Array): Stump | undefined {
  const candidates = bins.flatMap((one, feature) => splitsOf(one, residual, feature));
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (found, one) => (found === undefined || one.gain > found.gain ? one : found),
    undefined,
  );
  return best?.stump;
}

function splitsOf({ edges, bin }: Binned, residual: Float64Array, feature: number) {
  const sums = new Float64Array(edges.length + 1);
  const counts = new Float64Array(edges.length + 1);
  for (let row = 0; row < bin.length; row += 1) {
    const place = bin[row] ?? 0;
    sums[place] = (sums[place] ?? 0) + (residual[row] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  const [sumOfAll, countOfAll] = [total(sums), total(counts)];
  let [sum, count] = [0, 0];
  return [...edges].map((threshold, place) => {
    sum += sums[place] ?? 0;
    count += counts[place] ?? 0;
    const [rest, others] = [sumOfAll - sum, countOfAll - count];
    const gain = sum ** 2 / (count + shrinkage) + rest ** 2 / (others + shrinkage);
    const [left, right] = [sum / (count + shrinkage), rest / (others + shrinkage)];
    return { gain, stump: { feature, threshold, left: rate * left, right: rate * right } };
  });
}

function addScores(score: Float64Array | undefined, stump: Stump, { columns }: FeatureTable): void {
  const column = columns[stump.feature];
  if (score === undefined || column === undefined) return;
  for (let row = 0; row < score.length; row += 1)
    score[row] =
      (score[row] ?? 0) + ((column[row] ?? 0) <= stump.threshold ? stump.left : stump.right);
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

const largest = (scores: readonly Float64Array[], row: number): number =>
  scores.reduce(
    (best, score, arm) => ((score[row] ?? 0) > (scores[best]?.[row] ?? 0) ? arm : best),
    0,
  );
