import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ImportedManifest } from "@pairlab/domain/imported-manifest";
import { drawFile } from "@pairlab/pipeline/adapters/drawn-file.fixture";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import {
  type DrawnStudy,
  drawnPlan,
  drawnStudy,
  drawnStudyDocument,
} from "../drawn-study.fixture.ts";

// Pictures made elsewhere, from a list of prompts to a report: the programs that draw are stood in for by a loop
// over the requests, as in docs/guides/draw_with_diffusers.py.
const Request = z.object({
  file: z.string(),
  promptId: z.string(),
  prompt: z.string(),
  seed: z.int(),
});
const models = drawnPlan.arms;
const sidePx = 16;
let drawn: DrawnStudy;
let state = "";

const at = (name: string) => path.join(drawn.folder, name);
const pairlab = (...words: string[]) => drawn.run(state, ...words);
/** A command that must succeed; what it prints as JSON. */
const json = (...words: string[]) => {
  const done = pairlab(...words, "--json");
  expect(done.stderr).not.toMatch(/^error/m);
  expect(done.status).toBe(0);
  return JSON.parse(done.stdout);
};

beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  const prompts = Array.from({ length: 8 }, (_, index) => `the text of prompt ${index}, "quoted"`);
  writeFileSync(at("words.txt"), `${prompts.join("\r\n")}\r\n`);
  json("prompts", "import", "words.txt", "--name", "w", "--out", "all.jsonl");
  json("prompts", "sample", "all.jsonl", "--size", "6", "--seed", "2", "--out", "set.jsonl");
  json("prompts", "export", "set.jsonl", "--out", "requests.jsonl");
  const lines = readFileSync(at("requests.jsonl"), "utf8").trimEnd().split("\n");
  const requests = lines.map((line) => Request.parse(JSON.parse(line)));
  for (const [index, { file }] of requests.entries())
    for (const [arm, model] of models.entries())
      await drawFile(at(`pictures/${file.replace("MODEL", model)}`), 40 * arm + index, sidePx);
  const rows = requests.flatMap(({ file, prompt, seed }) =>
    models.map((model) =>
      [
        model,
        `"${prompt.replaceAll('"', '""')}"`,
        `pictures/${file.replace("MODEL", model)}`,
        seed,
        model === "red" ? "4,7.5,Some Sampler,rev 9,1.25" : ",,,,",
      ].join(","),
    ),
  );
  const header = "model,prompt,file,seed,steps,guidance,scheduler,revision,seconds";
  writeFileSync(at("table.csv"), `\uFEFF${[header, ...rows].join("\n")}\n`);
});
afterAll(() => drawn.remove());

test("the commands for prompts say what they did and keep what is there", () => {
  const again = pairlab("prompts", "import", "words.txt", "--name", "w", "--out", "all.jsonl");
  expect(again.stdout).toMatch(/^unchanged all\.jsonl: 8 prompts, read as text$/m);
  const other = pairlab("prompts", "import", "words.txt", "--name", "v", "--out", "all.jsonl");
  expect(other.stderr).toMatch(/^error {2}duplicate file: .*all\.jsonl holds something else$/m);
  expect(other.status).toBe(4);
  const sample = json("prompts", "sample", "all.jsonl", "--size", "3", "--out", "three.jsonl");
  expect(sample).toMatchObject({ size: 3, seed: 0, setSize: 8, population: 8 });
  const bad = pairlab("prompts", "sample", "all.jsonl", "--size", "3", "--exclude", "Basic");
  expect(bad.stderr).toMatch(/^error {2}invalid --exclude: Basic$/m);
  expect(bad.status).toBe(2);
});

test("requests of a spec name every arm's settings and the files to make", () => {
  writeFileSync(
    at("spec.json"),
    JSON.stringify({
      version: 1,
      name: "small",
      prompts: "words.txt",
      sample: { size: 2, seed: 1 },
      seeds: [3, 4],
      arms: [{ id: "quick", model: "any-model", steps: 1 }],
    }),
  );
  const requests = json("prompts", "export", "spec.json");
  expect(requests).toHaveLength(4);
  expect(requests[0]).toMatchObject({ model: "any-model", steps: 1, seed: 3 });
  expect(requests[0].file).toBe(`quick/${requests[0].promptId}-3.png`);
});

test("pictures listed in a table become a study, votes and a report that says declared", () => {
  const run = json(
    "images",
    "import",
    "table.csv",
    "--name",
    "brought",
    "--prompts",
    "set.jsonl",
    "--label",
    "red=The Red One",
  );
  expect(run).toMatchObject({ pictures: 18, complete: true, gaps: [] });
  expect(json("images", "verify", "brought")).toMatchObject({ pictures: 18 });
  drawn.write("brought.study.json", {
    ...drawnStudyDocument,
    id: "brought",
    mode: "simulated",
    manifest: path.relative(drawn.folder, run.manifestFile),
  });
  json("study", "create", "brought.study.json");
  json("study", "open", "brought");
  json("study", "simulate", "brought", "--participants", "6", "--seed", "7");
  expect(pairlab("study", "design", "brought", "--verify").status).toBe(0);
  const report = json("report", "brought");
  expect(report.examples).toBeGreaterThan(0);
  const page = readFileSync(path.join(report.folder, "index.html"), "utf8");
  const said = [
    "The Red One",
    "red, revision rev 9 (declared)",
    "7.5 (declared)",
    "Some Sampler (declared)",
    "s (declared)",
    "not stated",
    "and can't make them again",
  ];
  expect(said.filter((words) => !page.includes(words))).toEqual([]);
  expect(page.includes("can be made again from")).toBe(false);
  expect(pairlab("report", report.folder, "--check").status).toBe(0);
  const regenerated = pairlab("regenerate", "brought");
  expect(regenerated.stderr).toMatch(/^error {2}mismatched run: brought was brought in/m);
  expect(regenerated.status).toBe(5);
  const exported = json("study", "export", "brought", "--out", "exported");
  expect(exported).toBeDefined();
  expect(pairlab("analyse", "./exported").status).toBe(0);
});

test("a folder imports like the table; gaps are named and kept in the manifest", () => {
  cpSync(at("pictures"), at("holes"), { recursive: true });
  const [first] = readFileSync(at("set.jsonl"), "utf8").split("\n");
  const { id } = z.object({ id: z.string() }).parse(JSON.parse(first ?? ""));
  rmSync(at(`holes/green/${id}-0.png`));
  const done = pairlab("images", "import", "holes", "--name", "holes", "--prompts", "set.jsonl");
  expect(done.stdout).toMatch(/^17.pictures of blue, green, red, 1 missing: /);
  expect(done.stderr).toContain(`missing: green/${id}-0`);
  const manifest = ImportedManifest.parse(
    JSON.parse(readFileSync(path.join(state, "runs/holes/manifest.json"), "utf8")),
  );
  expect(manifest.gaps).toEqual([{ armId: "green", promptId: id, seed: 0 }]);
  drawn.write("holes.study.json", {
    ...drawnStudyDocument,
    id: "holes",
    manifest: path.relative(drawn.folder, path.join(state, "runs/holes/manifest.json")),
  });
  drawn.expectRefusal(
    state,
    ["create", "holes.study.json"],
    3,
    /error {2}missing picture: arm green, prompt w-\d{4}, seed 0/,
  );
});

test("bad input is an error line and a hint; a run that Pairlab made is never overwritten", () => {
  const runs = mkdtempSync(path.join(drawn.folder, "state-"));
  mkdirSync(path.join(runs, "runs"));
  cpSync(at("run"), path.join(runs, "runs/made"), { recursive: true });
  const before = readFileSync(path.join(runs, "runs/made/manifest.json"));
  const words = ["images", "import", "table.csv", "--name", "made", "--prompts", "set.jsonl"];
  const done = drawn.run(runs, ...words);
  expect(done.stderr).toMatch(/^error {2}duplicate run: made holds pictures that Pairlab made$/m);
  expect(done.stderr).toMatch(/^hint {3}.+/m);
  expect(done.status).toBe(4);
  expect(readFileSync(path.join(runs, "runs/made/manifest.json")).equals(before)).toBe(true);
  const unknown = pairlab(
    "images",
    "import",
    "table.csv",
    "--name",
    "x",
    "--prompts",
    "all.jsonl",
    "--label",
    "rde=Red",
  );
  expect(unknown.stderr).toMatch(/^error {2}unknown model: rde/m);
  expect(pairlab("images", "polish").stderr).toMatch(/^error {2}unknown command: images polish/m);
});

test("a picture that changed after the import is named by verify", async () => {
  json("images", "import", "table.csv", "--name", "spoilt", "--prompts", "set.jsonl");
  const [image] = ImportedManifest.parse(
    JSON.parse(readFileSync(path.join(state, "runs/spoilt/manifest.json"), "utf8")),
  ).images;
  const file = path.join(state, "runs/spoilt", image?.file ?? "");
  rmSync(file);
  await drawFile(file, 250, sidePx);
  const done = pairlab("images", "verify", path.join(state, "runs/spoilt"), "--json");
  const damaged = [{ file: image?.file, reason: "its bytes have another hash" }];
  expect(JSON.parse(done.stdout)).toMatchObject({ pictures: 18, damaged });
  expect(done.status).toBe(1);
});
