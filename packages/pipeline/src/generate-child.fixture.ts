import path from "node:path";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import { parseDocument } from "@pairlab/domain/parse-document";
import { readJson } from "./adapters/read-json.ts";
import { generate } from "./generate.ts";
import { inspectRun } from "./inspect-run.ts";

// A generation in a process of its own, for tests that kill it. Says "ready" and then a line a picture.
const [specFile = "", models = "", runs = "", stamps = ""] = process.argv.slice(2);
const folders = {
  models,
  added: path.join(runs, "added"),
  runs,
  stamps,
  speeds: path.join(path.dirname(stamps), "speeds.json"),
};
const spec = parseDocument(GenerationSpec, await readJson(specFile), specFile);
const run = await inspectRun(spec, path.dirname(specFile), folders, false);
const say = (line: string | number) => process.stdout.write(`${line}\n`);
say("ready");
await generate(run, {
  folders,
  provider: "cpu",
  signal: new AbortController().signal,
  now: () => new Date(),
  verify: false,
  dryRun: false,
  onProgress: say,
  onRemark: say,
});
