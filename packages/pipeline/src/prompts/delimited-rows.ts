import { KnownError } from "@pairlab/domain/errors";

/** One row of a table: its fields, and the line it begins on, from 1. */
export interface DelimitedRow {
  line: number;
  fields: string[];
}

/** How a table's fields are told apart, and whether a quote at a field's start means anything. */
export interface Dialect {
  separator: "," | "\t";
  quotes: "rfc4180" | "literal";
}

// A field, then what ends it: the separator, the end of a line, or of the text.
const pieces = {
  ",": {
    rfc4180: /("(?:[^"]|"")*"|(?!")[^,\r\n]*)(,|\r\n|\n|\r|$)/y,
    literal: /([^,\r\n]*)(,|\r\n|\n|\r|$)/y,
  },
  "\t": {
    rfc4180: /("(?:[^"]|"")*"|(?!")[^\t\r\n]*)(\t|\r\n|\n|\r|$)/y,
    literal: /([^\t\r\n]*)(\t|\r\n|\n|\r|$)/y,
  },
} as const;

/**
 * The rows of a table as text; LF, CRLF or CR end a row outside of quotes, rows without any text are left out.
 *
 * Source: RFC 4180; literal: quotes are ordinary characters.
 * Throws: KnownError (input) with source and line for a quote that is never closed or is followed by text.
 */
export function delimitedRows(
  text: string,
  { separator, quotes }: Dialect,
  source: string,
): DelimitedRow[] {
  const piece = new RegExp(pieces[separator][quotes]);
  const rows: DelimitedRow[] = [];
  let line = 1;
  let open: DelimitedRow = { line, fields: [] };
  while (piece.lastIndex < text.length || open.fields.length > 0) {
    const found = piece.exec(text);
    if (found === null) throw badQuote(line, source);
    const [, field = "", end = ""] = found;
    open.fields.push(quotes === "rfc4180" ? unquoted(field) : field);
    line += lineEnds(field) + lineEnds(end);
    if (end === separator) continue;
    if (open.fields.some((value) => value.trim() !== "")) rows.push(open);
    open = { line, fields: [] };
  }
  return rows;
}

const unquoted = (field: string): string =>
  field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;

const lineEnds = (text: string): number => text.match(/\r\n|\n|\r/g)?.length ?? 0;

const badQuote = (line: number, source: string) =>
  new KnownError("input", `invalid quote (${source} line ${line})`, {
    hint: 'a field that begins with a quote ends with one; a quote inside it is doubled: ""',
  });
