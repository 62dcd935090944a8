import { KnownError } from "@pairlab/domain/errors";

/** One row of a table with a header: its values by column, and the line it begins on, from 1. */
export interface CsvRecord {
  line: number;
  value(column: string): string;
}

/**
 * The rows of a CSV text whose first line names the columns; further columns are ignored.
 *
 * Source: RFC 4180; LF or CRLF.
 * Throws: KnownError (input) with source and line for a missing or repeated column, a ragged row or an open quote.
 */
export function csvRecords(text: string, required: readonly string[], source: string): CsvRecord[] {
  const [header, ...rows] = csvRows(text.replace(/^\uFEFF/, ""), source); // spreadsheets begin with a mark
  const names = header?.fields ?? [];
  const columns = new Map(names.map((name, index) => [name, index]));
  const twice = names.find((name, index) => columns.get(name) !== index);
  if (twice !== undefined)
    throw new KnownError("input", `duplicate column: ${twice} (${source} line 1)`, {
      hint: "each column is named once",
    });
  const absent = required.filter((name) => !columns.has(name));
  if (absent.length > 0)
    throw new KnownError("input", `missing column: ${absent.join(", ")} (${source} line 1)`, {
      hint: `the first line names the columns: ${required.join(",")}`,
    });
  return rows.map(({ line, fields }) => {
    if (fields.length !== columns.size)
      throw new KnownError(
        "input",
        `invalid row: ${fields.length} fields, the header has ${columns.size} (${source} line ${line})`,
        { hint: "a field that holds a comma or a line end goes in double quotes" },
      );
    return { line, value: (column) => fields[columns.get(column) ?? -1] ?? "" };
  });
}

interface Row {
  line: number;
  fields: string[];
}

const pieces = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/y;

function csvRows(text: string, source: string): Row[] {
  const rows: Row[] = [];
  let line = 1;
  let open: Row = { line, fields: [] };
  pieces.lastIndex = 0;
  while (pieces.lastIndex < text.length || open.fields.length > 0) {
    const [, field, end] = pieces.exec(text) ?? openQuote(open.line, source);
    open.fields.push(unquoted(field ?? ""));
    line += (field ?? "").split("\n").length - 1;
    if (end === ",") continue;
    line += 1;
    if (open.fields.length > 1 || open.fields[0] !== "") rows.push(open);
    open = { line, fields: [] };
  }
  return rows;
}

const unquoted = (field: string): string =>
  field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;

function openQuote(line: number, source: string): never {
  throw new KnownError("input", `invalid quote (${source} line ${line})`, {
    hint: 'a quote inside a quoted field is doubled: ""',
  });
}
