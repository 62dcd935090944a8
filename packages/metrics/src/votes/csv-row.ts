import { firstBytes, hashSeed, hashStep } from "./id-table.ts";

/** Where the fields of one row lie, by column: bytes from `start` to `end` in `view`, and their hashes. */
export interface RowFields {
  view: DataView;
  start: Int32Array;
  end: Int32Array;
  hash: Int32Array;
}

/** Room for the fields of a row. */
export const rowFields = (columns: number): RowFields => ({
  view: new DataView(new ArrayBuffer(4)),
  start: new Int32Array(columns),
  end: new Int32Array(columns),
  hash: new Int32Array(columns),
});

/** Rows one after another: row r's column c is at r × columns + c. All lie in one view. */
export interface RowBlock extends RowFields {
  columns: number;
  /** Rows that are there, and as many as fit. */
  rows: number;
  room: number;
}

/** Room for so many rows that their places stay in the processor's cache. */
export function rowBlock(columns: number): RowBlock {
  const room = Math.max(1, Math.floor(4096 / columns));
  return { ...rowFields(columns * room), columns, rows: 0, room };
}

/** Row r of a block as fields of their own. */
export function copyRow(block: RowBlock, row: number, fields: RowFields): void {
  const from = row * block.columns;
  fields.view = block.view;
  for (let column = 0; column < block.columns; column += 1) {
    fields.start[column] = block.start[from + column] ?? 0;
    fields.end[column] = block.end[from + column] ?? 0;
    fields.hash[column] = block.hash[from + column] ?? 0;
  }
}

const [comma, quote, lineFeed, carriageReturn] = [44, 34, 10, 13];
/** A row is judged only when as many bytes follow it: four are read at a time. */
const margin = 8;

/**
 * Reads a row without quotes that ends well inside the block's view, behind the block's other rows.
 *
 * Result: where the next row begins; −1 for any other row, which a slower reader must judge.
 */
export function readPlainRow(block: RowBlock, from: number): number {
  const { start, end, hash, columns, view } = block;
  const base = block.rows * columns;
  let at = from;
  for (let column = 0; column < columns; column += 1) {
    start[base + column] = at;
    at = readPlainField(hash, base + column, view, at);
    if (at < 0) return -1;
    end[base + column] = at;
    if (view.getUint8(at) !== comma) return column === columns - 1 ? afterLine(block, at) : -1;
    at += 1;
  }
  return -1;
}

function afterLine(block: RowBlock, at: number): number {
  const byte = block.view.getUint8(at);
  if (byte !== lineFeed && (byte !== carriageReturn || block.view.getUint8(at + 1) !== lineFeed))
    return -1;
  block.rows += 1;
  return byte === lineFeed ? at + 1 : at + 2;
}

/** Where the field at `from` ends; its hash. −1 near the end of the bytes. */
function readPlainField(hashes: Int32Array, place: number, view: DataView, from: number): number {
  const limit = view.byteLength - margin;
  let hash = hashSeed;
  let at = from;
  while (at <= limit) {
    const word = view.getInt32(at, true);
    const low = (word - 0x2d2d2d2d) & ~word & lowBytes;
    if (low !== 0) {
      const bytes = bytesBeforeEnd(word, low);
      if (bytes < 4) {
        hashes[place] = bytes === 0 ? hash : hashStep(hash, firstBytes(word, bytes));
        return at + bytes;
      }
    }
    hash = hashStep(hash, word);
    at += 4;
  }
  return -1;
}

/** Set in `low` for the first byte of a word that is at most a comma: everything that ends a field is. */
const lowBytes = 0x80808080 | 0;

/** How many bytes of the word come before one that ends a field: 4 when none does. */
function bytesBeforeEnd(word: number, low: number): number {
  // The lowest mark is exact; those above it may be carried over from it.
  let bytes = (31 - Math.clz32(low & -low)) >> 3;
  for (; bytes < 4; bytes += 1) if (endsField((word >>> (8 * bytes)) & 255)) break;
  return bytes;
}

const endsField = (byte: number): boolean =>
  byte <= comma &&
  (byte === comma || byte === lineFeed || byte === carriageReturn || byte === quote);
