import { createReadStream, existsSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { Design, DesignForm } from "@pairlab/domain/design";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { parseJson, readDocument } from "./read-document.ts";

/** Forms from a file, one at a time, and the hash of the plan that the file says they come from. */
export interface GivenForms {
  planSha256: string | undefined;
  forms: Iterable<DesignForm> | AsyncIterable<DesignForm>;
}

/**
 * The forms of a `design.json`, as a study's export holds it, or of a file with a form a line, as
 * `study design --out` writes it; of the latter a line at a time is held.
 *
 * Throws: KnownError: missing for a file that isn't there; input, with the line, for what can't be a form.
 */
export function givenForms(file: string): GivenForms {
  if (!file.endsWith(".jsonl")) return readDocument(Design, file);
  const name = path.relative(process.cwd(), file) || file;
  if (existsSync(file)) return { planSha256: undefined, forms: formsOfLines(file, name) };
  throw new KnownError("missing", `missing file: ${name}`, {
    hint: "npx pairlab study design <study.json> --out <file> writes one",
  });
}

async function* formsOfLines(file: string, name: string): AsyncGenerator<DesignForm> {
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  })) {
    line += 1;
    const source = `${name} line ${line}`;
    yield parseDocument(DesignForm, parseJson(text, source), source);
  }
}
