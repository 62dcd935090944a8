import { at } from "@pairlab/domain/at";
import type { Result } from "@pairlab/domain/result";
import { failed, insufficient, ok, undetermined } from "../result.ts";

/** What a rater said of an item; all three are places from 0. */
export interface Label {
  item: number;
  rater: number;
  label: number;
}

export interface DawidSkeneSize {
  items: number;
  raters: number;
  classes: number;
}

export interface DawidSkene {
  /** The share of items in each class. */
  marginals: number[];
  /** errorRates[rater][true class][label]; "undetermined" for a class that holds no item the rater saw. */
  errorRates: Result<number[]>[][];
  /** posterior[item][class]; "insufficient" for an item without labels. */
  posterior: Result<number[]>[];
  logLikelihood: number;
  /** After each iteration; never falls, but for rounding. */
  trace: number[];
}

const mostIterations = 10_000;
/** Gains of the log-likelihood below this end the iteration. */
const leastGain = 1e-13;

/**
 * Dawid and Skene's error rates of raters and classes of items, by expectation maximisation.
 *
 * A diagnostic: a local optimum, reached from the shares of labels, which also fixes which class is which.
 * Nothing is smoothed, and nothing here reweights votes.
 *
 * Source: Dawid & Skene 1979 (Appl. Stat. 28:20).
 * Shape:  labels in any number for an item and a rater, also several of one rater.
 * Unit:   natural log-likelihood.
 * Throws: RangeError for a label outside the given sizes.
 * Result: "insufficient" without labels or with fewer than two classes; "failed" when it doesn't settle.
 */
export function dawidSkene(labels: readonly Label[], size: DawidSkeneSize): Result<DawidSkene> {
  checkLabels(labels, size);
  if (labels.length === 0) return insufficient("no labels", 0, 1);
  if (size.classes < 2) return insufficient("fewer than two classes", size.classes, 2);
  const { classes } = size;
  const columns = {
    shares: Int32Array.from(labels, ({ item }) => item * classes),
    cell: Int32Array.from(labels, ({ rater, label }) => (rater * classes + label) * classes),
    ...cellsByItem(labels, size),
  };
  const seen = new Uint8Array(size.items);
  for (const { item } of labels) seen[item] = 1;
  const posterior = labelShares(labels, size);
  const trace: number[] = [];
  for (let iteration = 0; iteration < mostIterations; iteration += 1) {
    const model = maximised(columns, size, posterior, seen);
    const logLikelihood = expected(columns, size, posterior, seen, model);
    if (Number.isNaN(logLikelihood)) return failed("an item's labels have no chance in any class");
    const gain = logLikelihood - (trace.at(-1) ?? Number.NEGATIVE_INFINITY);
    trace.push(logLikelihood);
    if (gain < leastGain) return ok(described(size, posterior, seen, model, trace));
  }
  return failed(`the likelihood still rose after ${mostIterations} iterations`);
}

/** Of each label: where its item's shares begin, and where its rater's rates for it do. */
interface Columns {
  shares: Int32Array;
  cell: Int32Array;
  /** The cells again by item, in the order of labels: those of item i from starts[i] to starts[i + 1]. */
  itemCells: Int32Array;
  starts: Int32Array;
}

function cellsByItem(labels: readonly Label[], { items, classes }: DawidSkeneSize) {
  const starts = new Int32Array(items + 1);
  for (const { item } of labels) starts[item + 1] = (starts[item + 1] ?? 0) + 1;
  for (let i = 0; i < items; i += 1) starts[i + 1] = (starts[i + 1] ?? 0) + (starts[i] ?? 0);
  const next = starts.slice();
  const itemCells = new Int32Array(labels.length);
  for (const { item, rater, label } of labels) {
    const place = next[item] ?? 0;
    itemCells[place] = (rater * classes + label) * classes;
    next[item] = place + 1;
  }
  return { itemCells, starts };
}

interface Model {
  marginals: Float64Array;
  /** [rater][label][class]: posterior-weighted counts. */
  counts: Float64Array;
  /** [rater][class]: their sums over labels. */
  totals: Float64Array;
}

function checkLabels(labels: readonly Label[], { items, raters, classes }: DawidSkeneSize): void {
  for (const { item, rater, label } of labels)
    if (!(isPlace(item, items) && isPlace(rater, raters) && isPlace(label, classes)))
      throw new RangeError(`dawidSkene: label ${label} of item ${item} by rater ${rater}`);
}

const isPlace = (value: number, below: number): boolean =>
  Number.isInteger(value) && value >= 0 && value < below;

/** Adds to a place of an array; the places were checked when the labels came in. */
function add(values: Float64Array, place: number, amount: number): void {
  values[place] = (values[place] ?? 0) + amount;
}

function labelShares(labels: readonly Label[], { items, classes }: DawidSkeneSize): Float64Array {
  const shares = new Float64Array(items * classes);
  const counts = new Float64Array(items);
  for (const { item, label } of labels) {
    add(shares, item * classes + label, 1);
    add(counts, item, 1);
  }
  return shares.map((count, place) => count / Math.max(1, at(counts, Math.floor(place / classes))));
}

/** The M step: class shares and error counts under the posterior. */
function maximised(
  { shares, cell }: Columns,
  { items, raters, classes }: DawidSkeneSize,
  posterior: Float64Array,
  seen: Uint8Array,
): Model {
  const marginals = new Float64Array(classes);
  const labelledItems = seen.reduce((sum, one) => sum + one, 0);
  for (let i = 0; i < items; i += 1) addRow(marginals, 0, posterior, i * classes, classes);
  for (let k = 0; k < classes; k += 1) marginals[k] = (marginals[k] ?? 0) / labelledItems;
  const counts = new Float64Array(raters * classes * classes);
  for (let n = 0; n < cell.length; n += 1)
    addRow(counts, cell[n] ?? 0, posterior, shares[n] ?? 0, classes);
  const totals = new Float64Array(raters * classes);
  for (let place = 0; place < counts.length; place += 1)
    add(totals, totalOf(place, classes), counts[place] ?? 0);
  return { marginals, counts, totals };
}

/** The E step, in place and in logs; its result is the log-likelihood, NaN when some item has none. */
function expected(
  columns: Columns,
  { items, classes }: DawidSkeneSize,
  posterior: Float64Array,
  seen: Uint8Array,
  { marginals, counts, totals }: Model,
): number {
  const logRates = counts.map((count, place) =>
    count === 0 ? Number.NEGATIVE_INFINITY : Math.log(count / at(totals, totalOf(place, classes))),
  );
  const logs = marginals.map(Math.log);
  sumLogs(columns, items, classes, logs, logRates, posterior);
  let logLikelihood = 0;
  for (let i = 0; i < items; i += 1) {
    if (seen[i] === 1) logLikelihood += normalised(posterior, i * classes, classes);
    else posterior.fill(0, i * classes, (i + 1) * classes);
  }
  return logLikelihood;
}

/** The log of each item and class: its share's, and those of the rates of the item's labels. */
function sumLogs(
  { itemCells, starts }: Columns,
  items: number,
  classes: number,
  logs: Float64Array,
  logRates: Float64Array,
  posterior: Float64Array,
): void {
  for (let i = 0; i < items; i += 1) {
    const from = starts[i] ?? 0;
    const end = starts[i + 1] ?? 0;
    for (let k = 0; k < classes; k += 1) {
      let sum = logs[k] ?? 0;
      for (let n = from; n < end; n += 1) sum += logRates[(itemCells[n] ?? 0) + k] ?? 0;
      posterior[i * classes + k] = sum;
    }
  }
}

/** Where the total over labels belongs that a count of [rater][label][class] is part of. */
const totalOf = (place: number, classes: number): number =>
  Math.floor(place / (classes * classes)) * classes + (place % classes);

/** Adds a row of one table to a row of another. */
function addRow(
  to: Float64Array,
  toPlace: number,
  from: Float64Array,
  fromPlace: number,
  length: number,
): void {
  for (let k = 0; k < length; k += 1) add(to, toPlace + k, from[fromPlace + k] ?? 0);
}

/** Turns logs from a place on into shares that sum to 1; its result is the log of their sum. */
function normalised(logs: Float64Array, from: number, length: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = from; k < from + length; k += 1) largest = Math.max(largest, logs[k] ?? 0);
  if (largest === Number.NEGATIVE_INFINITY) return Number.NaN;
  let sum = 0;
  for (let k = from; k < from + length; k += 1) {
    const weight = Math.exp((logs[k] ?? 0) - largest);
    logs[k] = weight;
    sum += weight;
  }
  for (let k = from; k < from + length; k += 1) logs[k] = (logs[k] ?? 0) / sum;
  return largest + Math.log(sum);
}

function described(
  { items, raters, classes }: DawidSkeneSize,
  posterior: Float64Array,
  seen: Uint8Array,
  { marginals, counts, totals }: Model,
  trace: number[],
): DawidSkene {
  const places = Array.from({ length: classes }, (_, k) => k);
  return {
    marginals: [...marginals],
    errorRates: Array.from({ length: raters }, (_, r) =>
      places.map((k) => {
        const total = at(totals, r * classes + k);
        if (total === 0) return undetermined("the class holds no item this rater saw");
        return ok(places.map((label) => at(counts, (r * classes + label) * classes + k) / total));
      }),
    ),
    posterior: Array.from({ length: items }, (_, i) =>
      seen[i] === 1
        ? ok([...posterior.subarray(i * classes, (i + 1) * classes)])
        : insufficient("the item has no labels", 0, 1),
    ),
    logLikelihood: trace.at(-1) ?? Number.NaN,
    trace,
  };
}
