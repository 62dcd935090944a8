import type { ChartTable } from "@pairlab/metrics/charts/picture";

/** A chart's table in lines for a terminal: columns as wide as their longest cell, numbers to the right. */
export function tableLines({ caption, columns, rows }: ChartTable): string[] {
  const all = [columns.map(({ head }) => head), ...rows];
  const widths = columns.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) =>
        columns[i]?.numeric ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [caption, ...all.map(line)].map((text) => text.replaceAll("\u00a0", " "));
}
