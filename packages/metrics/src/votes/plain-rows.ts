import { winnerWords } from "./outcome-reader.ts";
import { type PlainMemory, plainMemory } from "./plain-memory.ts";
import { type PlainTable, plainTable } from "./plain-table.ts";
import type { FieldName, VoteColumns } from "./vote-columns.ts";

/** What plain rows were: as many of each column, good until more are read. */
export interface PlainColumns {
  rows: number;
  first: Uint16Array;
  second: Uint16Array;
  outcome: Uint8Array;
  /** Raters, prompts and questions, where the file has them. */
  others: readonly Uint32Array[];
}

/** A reader of plain rows: no quotes, each a trial's vote whose fields are all there. */
export interface PlainRows {
  items: PlainTable;
  /** Of raters, prompts and questions, where the file has them. */
  others: readonly PlainTable[];
  /** Takes a copy of bytes to read from. */
  load(bytes: Uint8Array): void;
  /** Reads on from a place in them, as far as rows are plain; where the first other row begins. */
  read(from: number, take: (columns: PlainColumns) => void): number;
  /** The number of an id whose bytes lie elsewhere. */
  intern(table: PlainTable, bytes: Uint8Array): number;
}

/** Rows at a time: their columns stay in the processor's cache. */
const mostRows = 8192;
/** Two bytes an item. */
export const mostItems = 65_535;
/** Sixteen bytes are read at a time. */
const margin = 16;
const otherFields = ["rater", "prompt", "question"] as const;
const kinds = { item: 1, id: 2, word: 3, trial: 4, empty: 5 };

/**
 * A reader for a file with these columns; undefined for one of counts or weights.
 *
 * What isn't a trial's vote is looked at before any id is taken: a row that is left out names nothing.
 */
export function plainRows(columns: VoteColumns): PlainRows | undefined {
  const { shape, of } = columns;
  if (shape === "counts" || of("weight") >= 0) return undefined;
  const memory = plainMemory();
  const present = otherFields.filter((name) => of(name) >= 0);
  const items = plainTable(memory, { open: true, most: mostItems });
  const others = present.map(() => plainTable(memory, { open: true }));
  const roles = plainTable(memory, { known: ["trial"], open: false });
  const words = plainTable(memory, { known: winnerWords[shape].known, open: false });
  const nothing = plainTable(memory, { open: false });
  const meaning = memory.room(16);
  memory.bytes().set(winnerWords[shape].outcome, meaning);
  const [left, right] = [memory.room(2 * mostRows), memory.room(2 * mostRows)];
  const outcome = memory.room(mostRows);
  const written = present.map(() => memory.room(4 * mostRows));
  const wanted: [FieldName, number[]][] = [
    ["role", [kinds.trial, roles.address, 0, 0]],
    ["tie_kind", [kinds.empty, nothing.address, 0, 0]],
    ["winner", [kinds.word, words.address, outcome, meaning]],
    ["left", [kinds.item, items.address, left, 0]],
    ["right", [kinds.item, items.address, right, 0]],
    ...present.map((name, i): [FieldName, number[]] => [
      name,
      [kinds.id, others[i]?.address ?? 0, written[i] ?? 0, 0],
    ]),
  ];
  const wants = wanted.filter(([name]) => of(name) >= 0);
  const plan = memory.room(columns.count);
  const table = memory.room(16 * wants.length);
  for (const [place, [name, values]] of wants.entries()) {
    memory.bytes()[plan + of(name)] = place + 1;
    for (const [word, value] of values.entries()) memory.set(table + 16 * place + 4 * word, value);
  }
  const taken = takenColumns(memory, { left, right, outcome, written });
  const input = byteRoom(memory);
  const single = byteRoom(memory);
  const grown = (): boolean =>
    [items, ...others].map((one) => one.grow(memory.needed())).every((fits) => fits);
  return {
    ...{ items, others },
    load: (bytes) => {
      input.put(bytes);
    },
    read: (from, take) => {
      let at = input.at() + from;
      for (;;) {
        const end = input.at() + input.size();
        at = memory.scan(at, end, columns.count, plan, table, wants.length, left, right, mostRows);
        const rows = memory.rows();
        if (rows > 0) take(taken(rows));
        const why = memory.stopped();
        if (why === 0 || (why === 1 && !grown())) return at - input.at();
      }
    },
    intern: (one, bytes) => {
      single.put(bytes);
      return one.intern(single.at(), bytes.length);
    },
  };
}

/** The columns of rows that were read, where they lie. */
const takenColumns =
  (
    memory: PlainMemory,
    at: { left: number; right: number; outcome: number; written: readonly number[] },
  ) =>
  (rows: number): PlainColumns => {
    const { buffer } = memory.bytes();
    return {
      rows,
      first: new Uint16Array(buffer, at.left, rows),
      second: new Uint16Array(buffer, at.right, rows),
      outcome: new Uint8Array(buffer, at.outcome, rows),
      others: at.written.map((address) => new Uint32Array(buffer, address, rows)),
    };
  };

/** A place in the memory for bytes, one after the other. */
function byteRoom(memory: PlainMemory) {
  let at = 0;
  let size = 0;
  let room = 0;
  return {
    put: (bytes: Uint8Array): void => {
      size = bytes.length;
      if (size > room) {
        room = 2 * size;
        at = memory.room(room + margin);
      }
      memory.bytes().set(bytes, at);
    },
    at: () => at,
    size: () => size,
  };
}
