import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "vitest";
import { drawRun } from "./drawn-run.fixture.ts";

const bin = path.resolve(import.meta.dirname, "../bin/pairlab.mjs");
const arms = ["red", "green", "blue"];
const consent = {
  runBy: "A test.",
  task: "Nothing.",
  minutes: 1,
  pay: "None.",
  content: "Noise.",
  storage: "None.",
  publication: "None.",
  ethics: "None needed.",
  contact: "Nobody.",
};
export const drawnPlan = {
  version: 1,
  arms,
  questions: [
    { id: "quality", title: "Quality", text: "Which looks better?", showPrompt: false },
    { id: "following", title: "Following", text: "Which fits better?", showPrompt: true },
  ],
  votesPerTask: 2,
  trialsPerForm: 12,
  seed: 3,
  display: { displayPx: 64, kernel: "nearest" },
};
export const drawnStudyDocument = {
  version: 1,
  id: "noise",
  title: "Noise",
  plan: "plan.json",
  manifest: "run/manifest.json",
  consent,
};

/** A folder with a small run and its documents: studies `noise` (live) and `made-up` (simulated), 6 forms of 12. */
export async function drawnStudy() {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-study-"));
  await drawRun(path.join(folder, "run"), { arms, prompts: 6 });
  const write = (name: string, document: unknown): string => {
    const file = path.join(folder, name);
    writeFileSync(file, JSON.stringify(document));
    return file;
  };
  write("plan.json", drawnPlan);
  write("study.json", drawnStudyDocument);
  write("simulated.study.json", { ...drawnStudyDocument, id: "made-up", mode: "simulated" });

  /** The real command line, with its state in a folder. */
  const run = (state: string, ...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [bin, ...words, "--data-dir", state],
      { cwd: folder, encoding: "utf8" },
    );
    return { status, stdout, stderr };
  };
  const pairlab = (state: string, ...words: string[]) => run(state, "study", ...words);

  /** One error line, one hint, the exit code of its kind, nothing on stdout. */
  const expectRefusal = (state: string, words: string[], status: number, message: RegExp) => {
    const done = pairlab(state, ...words);
    expect(done.stderr).toMatch(message);
    expect(done.stderr.split("\n").filter((line) => /^(error|hint) /.test(line))).toHaveLength(2);
    expect(done.status).toBe(status);
    expect(done.stdout).toBe("");
  };

  /** Neither rows nor pictures nor half of them. */
  const expectNothingWritten = (state: string) => {
    const stimuli = path.join(state, "stimuli");
    expect(existsSync(stimuli) ? readdirSync(stimuli) : []).toEqual([]);
    expect(JSON.parse(pairlab(state, "list", "--json").stdout)).toEqual([]);
  };

  return {
    folder,
    write,
    run,
    /** As `run`, below `study`. */
    pairlab,
    /** What every file below a folder says. */
    textsBelow: (below: string) =>
      readdirSync(below, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"))
        .join("\n"),
    expectRefusal,
    expectNothingWritten,
    freshState: () => mkdtempSync(path.join(folder, "state-")),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export type DrawnStudy = Awaited<ReturnType<typeof drawnStudy>>;
