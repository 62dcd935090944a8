import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { DeclaredSettings } from "@pairlab/domain/imported-manifest";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { Prompt } from "@pairlab/domain/prompt";
import { delimitedRows } from "../prompts/delimited-rows.ts";
import { declaredNumber } from "./declared-number.ts";
import { knownPrompt } from "./known-prompt.ts";
import type { PictureClaim } from "./picture-claim.ts";

const required = ["model", "prompt", "file"] as const;
const optional = ["seed", "steps", "guidance", "scheduler", "revision", "seconds"] as const;
type Column = (typeof required)[number] | (typeof optional)[number];

/**
 * What a table says of its pictures: a row a picture, files named from the table's folder, prompts by id or exact text.
 *
 * Throws: KnownError: input with the line for a column, row or value that can't be one, missing for an unknown prompt.
 */
export function claimsOfTable(
  text: string,
  tableFile: string,
  prompts: readonly Prompt[],
): PictureClaim[] {
  const source = path.basename(tableFile);
  const folder = path.dirname(tableFile);
  const [header, ...rows] = delimitedRows(
    text.replace(/^\uFEFF/, ""),
    { separator: ",", quotes: "rfc4180" },
    source,
  );
  const names = header?.fields.map((name) => name.trim().toLowerCase()) ?? [];
  assertColumns(names, `${source} line ${header?.line ?? 1}`);
  const promptOf = knownPrompt(prompts);
  return rows.map(({ line, fields }) => {
    const place = `${source} line ${line}`;
    if (fields.length !== names.length)
      throw new KnownError(
        "input",
        `invalid row: ${fields.length} fields, the header has ${names.length} (${place})`,
        { hint: "a field that holds a comma or a line end goes in double quotes" },
      );
    const value = (column: Column) => fields[names.indexOf(column)]?.trim() ?? "";
    const number = (column: "seed" | "steps" | "guidance" | "seconds") =>
      declaredNumber(column, value(column), place);
    for (const column of required)
      if (value(column) === "")
        throw new KnownError("input", `missing ${column} (${place})`, {
          hint: `every row has ${required.join(", ")}`,
        });
    const file = path.resolve(folder, value("file"));
    return {
      place,
      path: file,
      file: path.relative(folder, file).split(path.sep).join("/"),
      promptId: promptOf(value("prompt"), place).id,
      settings: parseDocument(
        DeclaredSettings,
        given({
          model: value("model"),
          revision: value("revision") || undefined,
          steps: number("steps"),
          guidance: number("guidance"),
          scheduler: value("scheduler") || undefined,
        }),
        place,
      ),
      ...given({ seed: number("seed"), seconds: number("seconds") }),
    };
  });
}

/** An object without its members that are undefined. */
const given = <T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } => {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
};

function assertColumns(names: readonly string[], place: string): void {
  const hint = `the first line names the columns: ${required.join(",")}, and if known ${optional.join(",")}`;
  const absent = required.filter((name) => !names.includes(name));
  if (absent.length > 0)
    throw new KnownError("input", `missing column: ${absent.join(", ")} (${place})`, { hint });
  const known: readonly string[] = [...required, ...optional];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new KnownError("input", `unknown column: ${unknown} (${place})`, { hint });
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new KnownError("input", `duplicate column: ${twice} (${place})`, { hint });
}
