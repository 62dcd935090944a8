import { KnownError } from "@pairlab/domain/errors";

/** Bytes as text. Throws: KnownError (input) with file and line where they aren't UTF-8. */
export function utf8Text(bytes: Uint8Array, file: string): string {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw new KnownError("input", `invalid text: not UTF-8 (${file} line ${badLine(bytes)})`, {
      hint: "save the file as UTF-8",
      cause,
    });
  }
}

/** Each line is decoded alone: a line end is never part of another character. */
function badLine(bytes: Uint8Array): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line += 1) {
    const end = bytes.indexOf(10, from);
    const until = end === -1 ? bytes.length : end;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from, until));
    } catch {
      return line;
    }
    from = until + 1;
  }
  return line;
}
