import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { Prompt } from "@pairlab/domain/prompt";
import type { FoundPrompt } from "./found-prompt.ts";
import { detectedFormat, type PromptFormat } from "./prompt-format.ts";
import { promptJsonLines } from "./prompt-json-lines.ts";
import { promptTable } from "./prompt-table.ts";

/** A prompt set read from a file. */
export interface ParsedPrompts {
  format: PromptFormat;
  prompts: Prompt[];
  /** Prompts whose text stood before, with the id it had there. They are kept. */
  repeats: { id: string; firstId: string }[];
}

/** Where a text is from, and what is said about it. */
export interface PromptSource {
  /** The file as errors name it. */
  file: string;
  /** Default: told by the file's ending and first line. */
  format?: PromptFormat;
  /** What ids begin with where the file has none. Default: the published set's name, or the file's. */
  name?: string;
}

/**
 * The prompts of a text in any of the known formats, in its order.
 *
 * Prompts without an id get one from the set's name and their place, such as `parti-0001`, so that the same file gives
 * the same ids.
 * Throws: KnownError (input) with file and line for what isn't a prompt, an id given twice, or a set without a prompt.
 */
export function parsePrompts(text: string, source: PromptSource): ParsedPrompts {
  const body = text.replace(/^\uFEFF/, "");
  const format = source.format ?? detectedFormat(body, source.file);
  const found = readers[format](body, source.file);
  const stem = source.name ?? stemOf(format, source.file);
  const prompts = found.map((one, index) => ({
    line: one.line,
    prompt: checked(one, `${stem}-${String(index + 1).padStart(4, "0")}`, source.file),
  }));
  assertNewIds(prompts, source.file);
  if (prompts.length === 0)
    throw new KnownError("input", `invalid prompt set: no prompt in ${source.file}`, {
      hint: 'a line is a prompt: {"id": "p001", "text": "a red circle"}',
    });
  return {
    format,
    prompts: prompts.map(({ prompt }) => prompt),
    repeats: repeatsOf(prompts.map(({ prompt }) => prompt)),
  };
}

const readers: Record<PromptFormat, (text: string, file: string) => FoundPrompt[]> = {
  jsonl: promptJsonLines,
  geneval: promptJsonLines,
  parti: (text, file) => promptTable(text, { separator: "\t", quotes: "literal" }, file),
  drawbench: (text, file) => promptTable(text, { separator: ",", quotes: "rfc4180" }, file),
  csv: (text, file) => promptTable(text, { separator: ",", quotes: "rfc4180" }, file),
  tsv: (text, file) => promptTable(text, { separator: "\t", quotes: "rfc4180" }, file),
  text: (text) =>
    text.split(/\r\n|\n|\r/).flatMap((line, index) => {
      const prompt = line.trim();
      return prompt === "" ? [] : [{ line: index + 1, text: prompt }];
    }),
};

function checked({ line, ...found }: FoundPrompt, id: string, file: string): Prompt {
  const given = Object.entries({ ...found, id: found.id ?? id }).filter(
    ([, value]) => value !== undefined,
  );
  return parseDocument(Prompt, Object.fromEntries(given), `${file} line ${line}`);
}

function assertNewIds(prompts: readonly { line: number; prompt: Prompt }[], file: string): void {
  const lineOf = new Map<string, number>();
  for (const { line, prompt } of prompts) {
    const first = lineOf.get(prompt.id);
    if (first !== undefined)
      throw new KnownError(
        "input",
        `duplicate prompt id: ${prompt.id} (${file} line ${line}, first on line ${first})`,
        { hint: "each may be given once; rename or remove one" },
      );
    lineOf.set(prompt.id, line);
  }
}

function repeatsOf(prompts: readonly Prompt[]): ParsedPrompts["repeats"] {
  const firstIds = new Map<string, string>();
  return prompts.flatMap(({ id, text }) => {
    const firstId = firstIds.get(text);
    if (firstId === undefined) firstIds.set(text, id);
    return firstId === undefined ? [] : [{ id, firstId }];
  });
}

/** The published set's own name, or the file's name as far as an id allows it. */
function stemOf(format: PromptFormat, file: string): string {
  if (format === "parti" || format === "drawbench" || format === "geneval") return format;
  const name = file.split(/[\\/]/).at(-1) ?? "";
  const stem = name
    .replace(/\.[^.]*$/, "")
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 60);
  return stem === "" ? "prompt" : stem;
}
