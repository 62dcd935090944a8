import type { RowBlock } from "./csv-row.ts";
import type { Column } from "./growing.ts";
import { findId, type IdTable, idTable, internId } from "./id-table.ts";
import { winnerWords } from "./outcome-reader.ts";
import type { VoteColumns } from "./vote-columns.ts";
import type { VoteStore } from "./vote-store.ts";

interface OpenColumn {
  at: number;
  table: IdTable;
  column: Column<Uint32Array>;
}

/** Nobody has as many columns in a block. */
const mostRows = 4096;
/** As in `voteRows`. */
const mostItems = 65_535;

/**
 * A reader of blocks of plain votes: without roles, kinds of ties or weights, column by column.
 *
 * Result: false when something is wrong with a row; nothing of the block is kept then.
 */
export function blockReader(
  { of, shape }: VoteColumns,
  items: IdTable,
  kept: VoteStore,
  open: readonly OpenColumn[],
): (block: RowBlock) => boolean {
  const words = idTable(winnerWords[shape].known);
  const meaning = Int32Array.from(winnerWords[shape].outcome);
  const first = new Int32Array(mostRows);
  const second = new Int32Array(mostRows);
  const outcome = new Int32Array(mostRows);
  const others = open.map(() => new Int32Array(mostRows));
  return (block) => {
    const { rows } = block;
    const read =
      readIds(block, of("left"), items, first) &&
      readIds(block, of("right"), items, second) &&
      readWords(block, of("winner"), words, meaning, outcome) &&
      open.every(({ at, table }, i) => readIds(block, at, table, others[i] ?? first)) &&
      differ(first, second, rows) &&
      items.count <= mostItems;
    if (!read) return false;
    kept.append(first, second, outcome, rows);
    for (const [i, { column }] of open.entries()) column.append(others[i] ?? first, rows);
    return true;
  };
}

function readIds(block: RowBlock, column: number, table: IdTable, into: Int32Array): boolean {
  const { view, start, end, hash, columns, rows } = block;
  for (let row = 0, place = column; row < rows; row += 1, place += columns) {
    const from = start[place] ?? 0;
    const to = end[place] ?? 0;
    if (from === to) return false;
    into[row] = internId(table, view, from, to, hash[place] ?? 0);
  }
  return true;
}

function readWords(
  block: RowBlock,
  column: number,
  words: IdTable,
  meaning: Int32Array,
  into: Int32Array,
): boolean {
  const { view, start, end, hash, columns, rows } = block;
  for (let row = 0, place = column; row < rows; row += 1, place += columns) {
    const word = findId(words, view, start[place] ?? 0, end[place] ?? 0, hash[place] ?? 0);
    if (word < 0) return false;
    into[row] = meaning[word] ?? 0;
  }
  return true;
}

function differ(first: Int32Array, second: Int32Array, rows: number): boolean {
  for (let row = 0; row < rows; row += 1) if (first[row] === second[row]) return false;
  return true;
}
