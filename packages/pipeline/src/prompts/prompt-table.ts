import { KnownError } from "@pairlab/domain/errors";
import { type Dialect, delimitedRows } from "./delimited-rows.ts";
import type { FoundPrompt } from "./found-prompt.ts";

const columns = {
  text: ["prompt", "text", "prompts"],
  id: ["id"],
  category: ["category"],
  challenge: ["challenge"],
  note: ["note"],
} as const;

/**
 * The prompts of a table with a header: `prompt` or `text`, and if there are any `id`, `category`, `challenge` and
 * `note`; other columns are ignored, capitals don't matter.
 *
 * Throws: KnownError (input) with source and line for a header without prompts, a ragged row or an open quote.
 */
export function promptTable(text: string, dialect: Dialect, source: string): FoundPrompt[] {
  const [header, ...rows] = delimitedRows(text, dialect, source);
  const names = header?.fields.map((name) => name.trim().toLowerCase()) ?? [];
  const placeOf = (wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name));
  const places = {
    text: placeOf(columns.text),
    id: placeOf(columns.id),
    category: placeOf(columns.category),
    challenge: placeOf(columns.challenge),
    note: placeOf(columns.note),
  };
  if (places.text === -1)
    throw new KnownError("input", `missing column: prompt (${source} line ${header?.line ?? 1})`, {
      hint: "the first line names the columns, one of them prompt or text; for a prompt a line use --format text",
    });
  return rows.map(({ line, fields }) => {
    if (fields.length > names.length)
      throw new KnownError(
        "input",
        `invalid row: ${fields.length} fields, the header has ${names.length} (${source} line ${line})`,
        { hint: "a field that holds the separator or a line end goes in double quotes" },
      );
    const value = (place: number) => fields[place]?.trim() || undefined;
    return {
      line,
      text: value(places.text),
      id: value(places.id),
      category: value(places.category),
      challenge: value(places.challenge),
      note: value(places.note),
    };
  });
}
