// Writes datasets/miniscenes.v1.jsonl: `npx tsx tools/write-miniscenes.ts`. A test says when it is out of date.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promptLines } from "@pairlab/pipeline/prompts/prompt-lines";
import { miniscenesPrompts } from "./miniscenes-prompts.ts";

writeFileSync(
  path.resolve(import.meta.dirname, "../datasets/miniscenes.v1.jsonl"),
  promptLines(miniscenesPrompts()),
);
