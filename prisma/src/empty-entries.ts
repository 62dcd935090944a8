import { z } from "zod";
import { commitOf } from "./chain-link.ts";

const Emptied = z.object({ emptied: z.array(z.int()) });

interface EntryRow {
  seq: number;
  kind: string;
  salt: string | null;
  payload: string | null;
  commit: string;
}

/** Entries without a payload that no erasure of the same chain names: somebody has emptied them otherwise. */
export function unnamedFaults(entries: readonly EntryRow[]): string[] {
  const named = new Set(entries.flatMap(emptiedBy));
  return entries
    .filter(({ seq, salt, payload }) => (salt === null || payload === null) && !named.has(seq))
    .map(
      ({ seq, kind }) => `missing payload: entry ${seq} (${kind}) is empty, and no erasure says so`,
    );
}

/** The entries that an erasure has emptied; an edited one says nothing. */
function emptiedBy({ kind, salt, payload, commit }: EntryRow): number[] {
  if (kind !== "erasure" || salt === null || payload === null) return [];
  if (commitOf(salt, payload) !== commit) return [];
  return Emptied.parse(JSON.parse(payload)).emptied;
}
