import { KnownError } from "@pairlab/domain/errors";
import { emptyField, type FieldFound, readField } from "./csv-field.ts";
import { type RowBlock, type RowFields, readPlainRow, rowBlock, rowFields } from "./csv-row.ts";
import { roomFor } from "./growing.ts";
import { hashOf } from "./id-table.ts";

/** What a scanner of CSV does with what it finds. */
export interface CsvRows {
  /** Result: a faster reader of rows like these, if there is one. */
  header(names: readonly string[]): PlainReader | undefined;
  /** The fields are good until the next row. */
  row(fields: RowFields, line: number): void;
  /** Rows of as many lines, the first of them `line`; good until the next. */
  block(rows: RowBlock, line: number): void;
}

const lineFeed = 10;
/** A longer line is taken for a file that isn't CSV. */
const longestRow = 64 * 1024 * 1024;

/** Reads rows it finds plain, and leaves all others where they are. */
export interface PlainReader {
  /** Takes a copy of bytes to read from. */
  load(bytes: Uint8Array): void;
  /** Where the first row begins that isn't plain, and how many were. */
  read(from: number): { next: number; rows: number };
}

/** CSV in chunks of bytes: `push` each, then `end`. */
export interface CsvScanner {
  push(chunk: Uint8Array): void;
  end(): void;
}

/**
 * A scanner of CSV that builds no text: of each row it tells where the wanted fields lie, and their hashes.
 *
 * Source: RFC 4180; LF or CRLF, a byte order mark is skipped, empty lines are skipped.
 * Throws: KnownError (input) with source and line for a ragged row, a stray quote or carriage return.
 */
export function csvScanner(rows: CsvRows, source: string): CsvScanner {
  let held = new Uint8Array(0); // the beginning of a row whose end hasn't come
  let joined = new Uint8Array(0);
  let started = false;
  const scanner = rowScanner(rows, source);
  const consume = (bytes: Uint8Array, last: boolean): void => {
    const rest = scanner.scan(bytes, started ? 0 : afterMark(bytes), last);
    started = true;
    held = bytes.slice(rest);
  };
  return {
    push: (chunk) => {
      if (held.length === 0 && started) return consume(chunk, false);
      const length = held.length + chunk.length;
      joined = roomFor(joined, length, (n) => new Uint8Array(n));
      const bytes = joined.subarray(0, length);
      bytes.set(held);
      bytes.set(chunk, held.length);
      if (bytes.length > longestRow) throw tooLong(source);
      // A byte order mark takes three bytes, a row a line end: less waits for the next chunk.
      if (bytes.length >= 3 && (!started || chunk.includes(lineFeed))) consume(bytes, false);
      else held = bytes.slice();
    },
    end: () => {
      consume(held, true);
      scanner.finish();
    },
  };
}

const afterMark = (bytes: Uint8Array): number =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;

const tooLong = (source: string): KnownError =>
  new KnownError(
    "input",
    `invalid row: over ${longestRow / 1048576} MB without an end (${source})`,
    { hint: "is a quote open, or is it another kind of file?" },
  );

/** The scan of whole rows: answers where the first row begins whose end isn't there. */
function rowScanner(rows: CsvRows, source: string) {
  const slow = quotedRow(source);
  let fields: RowFields | undefined;
  let plain: PlainReader | undefined;
  let block = rowBlock(1);
  let line = 1;
  const flush = (): void => {
    if (block.rows === 0) return;
    rows.block(block, line);
    line += block.rows;
    block.rows = 0;
  };
  /** Reads plain rows for as long as there are some; where the next row begins. */
  const readPlain = (from: number): number => {
    if (plain !== undefined) {
      const { next, rows: found } = plain.read(from);
      line += found;
      return next;
    }
    let at = from;
    for (let next = readPlainRow(block, at); next >= 0; next = readPlainRow(block, at)) {
      at = next;
      if (block.rows === block.room) flush();
    }
    flush();
    return at;
  };
  const readSlow = (bytes: Uint8Array, from: number, last: boolean): number => {
    slow.breaks = 0;
    const { next, names } = slow.read(bytes, from, last, line);
    if (names !== undefined && !isBlank(names)) {
      if (fields === undefined) {
        fields = rowFields(names.length);
        block = { ...rowBlock(names.length), view: block.view };
        plain = rows.header(names);
        plain?.load(bytes);
      } else takeSlow(fields, names);
    }
    if (next >= 0) line += 1 + slow.breaks;
    return next;
  };
  const takeSlow = (held: RowFields, names: readonly string[]): void => {
    if (names.length !== held.start.length) throw ragged(names.length, held, line, source);
    slow.fill(held);
    rows.row(held, line);
  };
  return {
    scan: (bytes: Uint8Array, from: number, last: boolean): number => {
      block.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      plain?.load(bytes);
      let at = from;
      while (at < bytes.length) {
        if (fields !== undefined) at = readPlain(at);
        if (at >= bytes.length) break;
        const next = readSlow(bytes, at, last);
        if (next < 0) return at;
        at = next;
      }
      return Math.min(at, bytes.length);
    },
    finish: (): void => {
      if (fields === undefined) rows.header([]);
    },
  };
}

/** Any row, also one with quotes: its fields are put end to end in bytes of their own. */
function quotedRow(source: string) {
  const field = emptyField();
  let bytes = new Uint8Array(256);
  let ends: number[] = [];
  const keep = (): void => {
    const from = ends.at(-1) ?? 0;
    const length = field.end - field.start;
    bytes = roomFor(bytes, from + length + 4, (n) => new Uint8Array(n));
    bytes.set(field.bytes.subarray(field.start, field.end), from);
    ends.push(from + length);
  };
  const row = {
    /** Line ends inside quotes of the row that was read last. */
    breaks: 0,
    /** Where the next row begins, −1 when the end of this one isn't there; the fields as text. */
    read: (from: Uint8Array, start: number, last: boolean, line: number) => {
      ends = [];
      field.breaks = 0;
      field.next = start;
      do {
        const found = readField(field, from, field.next, last);
        if (found === "cut") return { next: -1, names: undefined };
        if (found !== "read") throw stray(found, line, source);
        keep();
      } while (field.more);
      row.breaks = field.breaks;
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      const names = ends.map((end, i) => decoder.decode(bytes.subarray(ends[i - 1] ?? 0, end)));
      return { next: field.next, names };
    },
    fill: (fields: RowFields): void => {
      const view = new DataView(bytes.buffer);
      fields.view = view;
      let start = 0;
      for (const [column, end] of ends.entries()) {
        fields.start[column] = start;
        fields.end[column] = end;
        fields.hash[column] = hashOf(view, start, end);
        start = end;
      }
    },
  };
  return row;
}

const isBlank = (names: readonly string[]): boolean => names.length === 1 && names[0] === "";

const ragged = (fields: number, { start }: RowFields, line: number, source: string): KnownError =>
  new KnownError(
    "input",
    `invalid row: ${fields} fields, the header has ${start.length} (${source} line ${line})`,
    { hint: "a field that holds a comma or a line end goes in double quotes" },
  );

function stray(found: FieldFound, line: number, source: string): KnownError {
  if (found === "quote")
    return new KnownError("input", `invalid quote (${source} line ${line})`, {
      hint: 'a quote inside a quoted field is doubled: ""',
    });
  return new KnownError(
    "input",
    `invalid line end: a lone carriage return (${source} line ${line})`,
    {
      hint: "lines end with LF or CRLF",
    },
  );
}
