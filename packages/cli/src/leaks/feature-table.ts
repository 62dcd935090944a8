import { grouped } from "@pairlab/domain/grouped";
import type { ServedSide } from "./served-side.ts";

/** Rows as columns, sessions together: what the adversaries read. */
export interface FeatureTable {
  names: readonly string[];
  /** Features that are the same in every row: no column. */
  constant: string[];
  /** One array a name, in the order of the rows. */
  columns: readonly Float64Array[];
  /** 0-based number of the arm of each row. */
  labels: Uint32Array;
  arms: readonly string[];
  /** First row of each session, then the number of rows. */
  starts: readonly number[];
}

/** The table of served pictures; features that never differ are left out: the exact checks look at them. */
export function featureTable(rows: readonly ServedSide[]): FeatureTable {
  const groups = [...grouped(rows, ({ session }) => session).values()];
  const ordered = groups.flat();
  const arms = [...new Set(rows.map(({ armId }) => armId))].sort();
  const number = new Map(arms.map((armId, index) => [armId, index]));
  const all = Object.keys(ordered[0]?.features ?? {}).map((name) => ({
    name,
    column: Float64Array.from(ordered, ({ features }) => features[name] ?? 0),
  }));
  const varying = all.filter(({ column }) => column.some((value) => value !== column[0]));
  const constant = all.filter((one) => !varying.includes(one));
  const starts = [0];
  for (const group of groups) starts.push((starts.at(-1) ?? 0) + group.length);
  return {
    names: varying.map(({ name }) => name),
    constant: constant.map(({ name }) => name),
    columns: varying.map(({ column }) => column),
    labels: Uint32Array.from(ordered, ({ armId }) => number.get(armId) ?? 0),
    arms,
    starts,
  };
}

/** The same table with the sessions from one number to before another. */
export function sessionsOf(table: FeatureTable, from: number, to: number): FeatureTable {
  const first = table.starts[from] ?? 0;
  const last = table.starts[to] ?? table.labels.length;
  return {
    ...table,
    columns: table.columns.map((column) => column.subarray(first, last)),
    labels: table.labels.subarray(first, last),
    starts: table.starts.slice(from, to + 1).map((start) => start - first),
  };
}
