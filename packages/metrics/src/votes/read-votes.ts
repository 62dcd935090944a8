import { KnownError } from "@pairlab/domain/errors";
import { csvScanner, type PlainReader } from "./csv-bytes.ts";
import { rowFields } from "./csv-row.ts";
import { hashOf, paddedBytes } from "./id-table.ts";
import { type PlainRows, plainRows } from "./plain-rows.ts";
import { type ColumnNames, voteColumns } from "./vote-columns.ts";
import { type VoteRows, voteRows } from "./vote-rows.ts";
import type { VoteTable } from "./vote-table.ts";

/** Votes from a file in pieces: `push` what was read, then `end`. */
export interface VoteReader<T> {
  push(piece: T): void;
  end(): VoteTable;
}

export interface VoteReaderOptions {
  /** What errors call the file. */
  source: string;
  columns?: ColumnNames;
  /** Further columns to keep, by their names. */
  extras?: readonly string[];
  /** Whether plain rows are read sixteen bytes at a time; the result is the same. Default: true. */
  vectors?: boolean;
  /** How many bytes there will be, where that is known: room is made for all rows at once. */
  bytes?: number;
}

/** Room for more rows than this is made when they come. */
const mostExpected = 2 ** 25;

/**
 * Votes from the bytes of a CSV file, in chunks of any size; nothing of the text is kept.
 *
 * Throws: KnownError (input) with source and line for whatever can't be a vote.
 */
export function csvVotes({
  source,
  columns,
  extras = [],
  vectors = true,
  bytes = 0,
}: VoteReaderOptions): VoteReader<Uint8Array> {
  let pushed = 0;
  /** As many as there will be if all rows are as long as those so far, and a few more. */
  const expected = (soFar: number): number => {
    const all = Math.ceil((soFar * 1.02 * bytes) / Math.max(1, pushed));
    return Math.max(soFar, Math.min(all, mostExpected));
  };
  let rows: VoteRows | undefined;
  const scanner = csvScanner(
    {
      header: (names) => {
        const found = voteColumns(names, source, columns, extras);
        const plain = vectors && extras.length === 0 ? plainRows(found) : undefined;
        const taker = voteRows(found, source, plain, expected);
        rows = taker;
        return plain && plainReader(plain, taker);
      },
      row: (fields, line) => rows?.take(fields, line),
      block: (block, line) => rows?.takeBlock(block, line),
    },
    source,
  );
  return {
    push: (chunk) => {
      pushed += chunk.length;
      scanner.push(chunk);
    },
    end: () => {
      scanner.end();
      return tableOf(rows, source);
    },
  };
}

function plainReader(plain: PlainRows, rows: VoteRows): PlainReader {
  return {
    load: plain.load,
    read: (from) => {
      let count = 0;
      const next = plain.read(from, (columns) => {
        rows.takePlain(columns);
        count += columns.rows;
      });
      return { next, rows: count };
    },
  };
}

/** A record of a file that names the values of each row. */
export type VoteRecord = Readonly<Record<string, unknown>>;

/**
 * Votes from records, whose names are the columns; the first record says which there are.
 *
 * Shape:  `push` takes a record and its line or row, from 1.
 * Throws: KnownError (input) with source and line for whatever can't be a vote.
 */
export function recordVotes({
  source,
  columns,
  extras = [],
}: VoteReaderOptions): VoteReader<{ record: VoteRecord; line: number }> {
  let rows: VoteRows | undefined;
  let names: string[] = [];
  let fields = rowFields(0);
  const open = (record: VoteRecord): VoteRows => {
    names = Object.keys(record);
    fields = rowFields(names.length);
    return voteRows(voteColumns(names, source, columns, extras), source, undefined);
  };
  return {
    push: ({ record, line }) => {
      rows ??= open(record);
      const texts = names.map((name) => textOf(record[name], name, line, source));
      const { view } = paddedBytes(texts.join(""));
      fields.view = view;
      let start = 0;
      for (const [column, text] of texts.entries()) {
        const end = start + byteLength(text);
        fields.start[column] = start;
        fields.end[column] = end;
        fields.hash[column] = hashOf(view, start, end);
        start = end;
      }
      rows.take(fields, line);
    },
    end: () => tableOf(rows, source),
  };
}

const byteLength = (text: string): number => new TextEncoder().encode(text).length;

/** JSON has numbers for ids and nulls for what isn't there; an empty field says the same. */
function textOf(value: unknown, name: string, line: number, source: string): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  throw new KnownError(
    "input",
    `invalid ${name}: neither text nor number (${source} line ${line})`,
    {
      hint: "values are texts or numbers",
    },
  );
}

/**
 * Votes from the bytes of a JSONL file, in chunks of any size: an object a line.
 *
 * Throws: KnownError (input) with source and line for a line that isn't an object, or can't be a vote.
 */
export function jsonlVotes(options: VoteReaderOptions): VoteReader<Uint8Array> {
  const reader = recordVotes(options);
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let held = "";
  let line = 0;
  const take = (text: string): void => {
    line += 1;
    if (text.trim() === "") return;
    reader.push({ record: parsed(text, options.source, line), line });
  };
  const consume = (text: string): void => {
    const lines = (held + text).split("\n");
    held = lines.pop() ?? "";
    lines.forEach(take);
  };
  return {
    push: (chunk) => consume(decode(() => decoder.decode(chunk, { stream: true }), options.source)),
    end: () => {
      consume(decode(() => decoder.decode(), options.source));
      if (held !== "") take(held);
      return reader.end();
    },
  };
}

function parsed(text: string, source: string, line: number): VoteRecord {
  const refuse = (cause?: unknown): KnownError =>
    new KnownError("input", `invalid JSON: not an object (${source} line ${line})`, {
      hint: 'each line is one object, such as {"left":"a","right":"b","winner":"left"}',
      cause,
    });
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return Object.fromEntries(Object.entries(value));
  } catch (cause) {
    throw refuse(cause);
  }
  throw refuse();
}

function decode(read: () => string, source: string): string {
  try {
    return read();
  } catch (cause) {
    throw new KnownError("input", `invalid text: not UTF-8 (${source})`, {
      hint: "save the file as UTF-8",
      cause,
    });
  }
}

function tableOf(rows: VoteRows | undefined, source: string): VoteTable {
  if (rows !== undefined) return rows.table();
  throw new KnownError("input", `missing votes: nothing in ${source}`, {
    hint: "a file of votes begins with a header, or holds an object a line",
  });
}
