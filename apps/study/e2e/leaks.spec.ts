import { appendFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { LeakCertificate } from "@pairlab/domain/leak-certificate";
import { Summary } from "@pairlab/domain/summary";
import { afterAll, beforeAll, expect, test } from "vitest";
import { drawRun } from "../../../packages/cli/src/drawn-run.fixture.ts";
import {
  type DrawnStudy,
  drawnPlan,
  drawnStudy,
  drawnStudyDocument,
} from "../../../packages/cli/src/drawn-study.fixture.ts";

let drawn: DrawnStudy;
let state: string;
beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  expect(drawn.pairlab(state, "create", path.join(drawn.folder, "study.json")).status).toBe(0);
});
afterAll(() => drawn.remove());

test("a study's double holds every exact check, a certificate says so, and the study has no visitor", async () => {
  const { status, stdout } = drawn.pairlab(state, "leaks", "noise", "--json");
  const certificate = LeakCertificate.parse(JSON.parse(stdout));
  expect(certificate.checks.filter(({ holds }) => !holds)).toEqual([]);
  expect(certificate).toMatchObject({ studyId: "noise", depth: "exact", passes: true });
  expect(certificate.served.trials).toBeGreaterThanOrEqual(100);
  expect(status).toBe(0);
  const kept = readFileSync(path.join(state, "stimuli/noise/leaks.json"), "utf8");
  expect(JSON.parse(kept)).toEqual(certificate);
  const database = await prepareDatabase(path.join(state, "pairlab.db"));
  expect(await database.session.count()).toBe(0);
  expect(await database.study.findMany({ select: { state: true } })).toEqual([{ state: "draft" }]);
  await database.$disconnect();
});

test("every display size, language and set is served, and all are held against the checks", async () => {
  await drawRun(path.join(drawn.folder, "sets"), { arms: drawnPlan.arms, prompts: 6, seeds: 3 });
  drawn.write("wide.plan.json", {
    ...drawnPlan,
    set: { pictures: 3 },
    display: {
      ...{ displayPx: 128, kernel: "nearest" },
      smaller: [{ displayPx: 70, kernel: "lanczos3" }],
    },
  });
  const { minutes: _minutes, ...words } = drawnStudyDocument.consent;
  const questions = { quality: "¿Cuál es mejor?", following: "¿Cuál se ajusta más?" };
  const file = drawn.write("wide.json", {
    ...drawnStudyDocument,
    ...{ id: "wide", plan: "wide.plan.json", manifest: "sets/manifest.json" },
    translations: { es: { title: "Ruido", consent: words, questions } },
  });
  expect(drawn.pairlab(state, "create", file).status).toBe(0);
  const { status, stdout } = drawn.pairlab(state, "leaks", "wide", "--json");
  const certificate = LeakCertificate.parse(JSON.parse(stdout));
  expect(certificate.checks.filter(({ holds }) => !holds)).toEqual([]);
  expect(certificate.served).toMatchObject({ displaySizes: [128, 70], languages: ["en", "es"] });
  const names = certificate.checks.map(({ name }) => name);
  for (const px of [128, 70]) expect(names).toContain(`one IHDR for all pictures of ${px} px`);
  expect(names).toContain("every display size and every language of the study was served");
  expect(status).toBe(0);
});

test("a study's certificate travels to its export and its numbers, until its pictures are others", async () => {
  const evidence = (name: string) => {
    const out = path.join(drawn.folder, name);
    expect(drawn.pairlab(state, "export", "noise", "--out", out).status).toBe(0);
    const analysed = drawn.run(state, "analyse", out, "--out", `${out}.json`, "--json");
    return Summary.parse(JSON.parse(analysed.stdout)).leaks;
  };
  const opened = drawn.pairlab(state, "open", "noise");
  expect(opened.stderr).toContain("exact checks passed; timing on this host was not tested");
  expect(evidence("certified")).toMatchObject({ verdict: "exact checks passed" });
  const folder = path.join(state, "stimuli/noise");
  const [first = ""] = preparedIn(folder);
  const bytes = readFileSync(path.join(folder, first));
  writeFileSync(path.join(folder, first), bytes.with(bytes.length - 20, 1));
  expect(evidence("changed")?.verdict).toBe("made for other pictures");
  writeFileSync(path.join(folder, first), bytes);
  expect(evidence("mended")?.verdict).toBe("exact checks passed");
});

test("a study without a certificate opens, and opening says that nothing was tested", () => {
  const other = drawn.freshState();
  drawn.pairlab(other, "create", path.join(drawn.folder, "study.json"));
  const { status, stderr } = drawn.pairlab(other, "open", "noise");
  expect(stderr).toContain("leaks: not tested; npx pairlab study leaks noise --full");
  expect(status).toBe(0);
});

test("one picture that is a byte longer than the others is found: exit 1, and the lengths are named", () => {
  const folder = path.join(state, "stimuli/noise");
  const [first = ""] = preparedIn(folder);
  appendFileSync(path.join(folder, first), " ");
  const { status, stdout } = drawn.pairlab(state, "leaks", "noise");
  expect(status).toBe(1);
  expect(stdout).toMatch(/BROKEN one body length for all pictures: 2 different ones/);
  expect(stdout).toContain("LEAK: don't open this study");
});

test("a study that isn't there is said to be missing", () => {
  drawn.expectRefusal(state, ["leaks", "nothing"], 3, /unknown study: nothing/);
});

const preparedIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => /^[0-9a-f]{32}\.png$/.test(name));
