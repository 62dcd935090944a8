const [comma, quote, lineFeed, carriageReturn] = [44, 34, 10, 13];

/** The field that was read last: where its bytes lie, and what comes after it. */
export interface CsvField {
  bytes: Uint8Array;
  start: number;
  end: number;
  /** Where the next field or row begins. */
  next: number;
  /** Whether another field follows in this row. */
  more: boolean;
  /** Line ends inside quotes, in this row. */
  breaks: number;
}

export const emptyField = (): CsvField => ({
  bytes: new Uint8Array(0),
  start: 0,
  end: 0,
  next: 0,
  more: false,
  breaks: 0,
});

/** `cut`: its end isn't in these bytes. `quote`, `return`: one where none may be. */
export type FieldFound = "read" | "cut" | "quote" | "return";

/**
 * Reads the field that begins at `from`; `last` says that no more bytes come.
 *
 * Source: RFC 4180; LF or CRLF.
 */
export function readField(
  field: CsvField,
  bytes: Uint8Array,
  from: number,
  last: boolean,
): FieldFound {
  if (bytes[from] === quote) return readQuoted(field, bytes, from, last);
  let at = from;
  while (at < bytes.length && !isSpecial(bytes[at] ?? 0)) at += 1;
  field.bytes = bytes;
  field.start = from;
  field.end = at;
  return readEnd(field, bytes, at, last);
}

const isSpecial = (byte: number): boolean =>
  byte === comma || byte === lineFeed || byte === carriageReturn || byte === quote;

/** What follows a field: a comma, a line end, or the end of the file. */
function readEnd(field: CsvField, bytes: Uint8Array, at: number, last: boolean): FieldFound {
  const byte = bytes[at];
  field.more = byte === comma;
  field.next = at + 1;
  if (byte === comma || byte === lineFeed) return "read";
  if (byte === undefined) return last ? "read" : "cut";
  return byte === carriageReturn ? readReturn(field, bytes, at, last) : "quote";
}

function readReturn(field: CsvField, bytes: Uint8Array, at: number, last: boolean): FieldFound {
  field.next = at + 2;
  if (bytes[at + 1] === lineFeed) return "read";
  if (at + 1 < bytes.length) return "return";
  return last ? "read" : "cut";
}

function readQuoted(field: CsvField, bytes: Uint8Array, from: number, last: boolean): FieldFound {
  const { end, doubled } = closingQuote(bytes, from + 1);
  if (end === bytes.length) return last ? "quote" : "cut";
  // A quote at the very end of the bytes may be the first half of a doubled one.
  if (end + 1 === bytes.length && !last) return "cut";
  const content = bytes.subarray(from + 1, end);
  field.bytes = doubled ? withoutDoubles(content) : content;
  field.start = 0;
  field.end = field.bytes.length;
  for (const byte of content) if (byte === lineFeed) field.breaks += 1;
  return readEnd(field, bytes, end + 1, last);
}

function closingQuote(bytes: Uint8Array, from: number): { end: number; doubled: boolean } {
  let doubled = false;
  let at = from;
  for (;;) {
    at = bytes.indexOf(quote, at);
    if (at < 0) return { end: bytes.length, doubled };
    if (bytes[at + 1] !== quote) return { end: at, doubled };
    doubled = true;
    at += 2;
  }
}

/** Every quote in here has a twin beside it: one of each two stays. */
function withoutDoubles(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let i = 0; i < bytes.length; i += 1) {
    kept.push(bytes[i] ?? 0);
    if (bytes[i] === quote) i += 1;
  }
  return Uint8Array.from(kept);
}
