import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { z } from "zod";
import { csvRecords } from "./csv-records.ts";

const own = path.resolve(import.meta.dirname, "../golden");
const besideTheCheckout = path.resolve(import.meta.dirname, "../../../../shared/golden-stats");

/** A known answer of this repository, checked against the shape a test needs. */
export const golden = <S extends z.ZodType>(schema: S, name: string): z.infer<S> =>
  schema.parse(JSON.parse(readFileSync(path.join(own, name), "utf8")));

/** Where other people's votes lie that aren't ours to give away; undefined on most machines. */
export const borrowed = (name: string): string | undefined => {
  const folder = path.join(besideTheCheckout, name);
  return existsSync(folder) ? folder : undefined;
};

/** wins[i][j] of a pair file, with the items in byte order. */
export function pairFile(name: string): { items: string[]; wins: number[][] } {
  const columns = ["item_i", "item_j", "wins_i", "wins_j"];
  const rows = csvRecords(readFileSync(path.join(own, name), "utf8"), columns, name).map(
    ({ value }) => columns.map(value),
  );
  const items = [...new Set(rows.flatMap(([i = "", j = ""]) => [i, j]))].sort();
  const wins = items.map((one) =>
    items.map((other) =>
      rows.reduce((sum, [i, j, winsI, winsJ]) => {
        if (i === one && j === other) return sum + Number(winsI);
        return i === other && j === one ? sum + Number(winsJ) : sum;
      }, 0),
    ),
  );
  return { items, wins };
}

/** |ours − theirs| ≤ tolerance · max(1, |theirs|). */
export function expectClose(ours: number, theirs: number, tolerance: number): void {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(theirs)));
}

/** Numbers by item. */
export const ByItem = z.record(z.string(), z.number());
