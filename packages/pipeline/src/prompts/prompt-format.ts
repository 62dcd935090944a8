import { z } from "zod";

/**
 * The files that prompts are read from: `jsonl` is Pairlab's own, `parti`, `drawbench` and `geneval` are published
 * prompt sets as their authors give them, `csv` and `tsv` have a header, `text` is a prompt a line.
 */
export const PromptFormat = z.enum([
  "jsonl",
  "parti",
  "drawbench",
  "geneval",
  "csv",
  "tsv",
  "text",
]);
export type PromptFormat = z.infer<typeof PromptFormat>;

const partiHeader = /^Prompt\tCategory\tChallenge\tNote$/;
const drawbenchHeader = /^Prompts,Category$/;
const textColumn = /(^|[,\t])"?(prompt|prompts|text)"?([,\t]|$)/i;
const columnName = /^"?[a-z][\w -]{0,39}"?$/i;

/**
 * What kind of prompt file a text is: by the ending of its name where that decides, else by its first line.
 *
 * A `.txt` is always a prompt a line, since a prompt may look like a header.
 */
export function detectedFormat(text: string, fileName: string): PromptFormat {
  const ending = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase();
  const [first = ""] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (ending === "txt") return "text";
  if (ending === "jsonl" || ending === "ndjson" || first.startsWith("{"))
    return isGeneval(first) ? "geneval" : "jsonl";
  if (partiHeader.test(first)) return "parti";
  if (drawbenchHeader.test(first)) return "drawbench";
  if (ending === "csv" || ending === "tsv") return ending;
  if (!textColumn.test(first)) return "text";
  if (isHeader(first, "\t")) return "tsv";
  return isHeader(first, ",") ? "csv" : "text";
}

const isHeader = (line: string, separator: string): boolean =>
  line.split(separator).every((name) => columnName.test(name.trim()));

function isGeneval(line: string): boolean {
  try {
    return z.object({ tag: z.string(), prompt: z.string() }).safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}
