import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { CommandContext } from "../../packages/cli/src/command-context.ts";
import { createStudy } from "../../packages/cli/src/create-study.ts";
import { drawRun } from "../../packages/cli/src/drawn-run.fixture.ts";
import { stateFolders } from "../../packages/cli/src/state-folders.ts";
import { createTerminal } from "../../packages/cli/src/terminal.ts";

export const labStudyId = "leak-lab";
const arms = ["arm-heron", "arm-otter", "arm-lynx", "arm-viper"];

/** A study that only the lab has: four painted arms whose files differ in length before they are prepared. */
export async function labStudy(): Promise<{ context: CommandContext; remove(): void }> {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-leak-lab-"));
  const root = path.resolve(import.meta.dirname, "../..");
  await drawRun(path.join(folder, "run"), { arms, prompts: 24 });
  writeFileSync(path.join(folder, "plan.json"), JSON.stringify(plan));
  const file = path.join(folder, "study.json");
  writeFileSync(file, JSON.stringify(study));
  const data = path.join(folder, "state");
  mkdirSync(data);
  const context: CommandContext = {
    terminal: createTerminal(options, process.stdout, process.stderr),
    ...{ root, folders: stateFolders(root, data) },
    ...{ signal: new AbortController().signal, now: () => new Date() },
  };
  await createStudy(context, file);
  return { context, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

const options = { json: false, quiet: true, verbose: false, color: false, now: Date.now };

const plan = {
  version: 1,
  arms,
  questions: [
    { id: "quality", title: "Quality", text: "Which looks better?", showPrompt: false },
    { id: "following", title: "Following", text: "Which fits better?", showPrompt: true },
  ],
  votesPerTask: 2,
  trialsPerForm: 24,
  seed: 770_077_001,
  display: { displayPx: 256, kernel: "nearest" },
};

const study = {
  version: 1,
  id: labStudyId,
  title: "Which of two pictures do people prefer?",
  plan: "plan.json",
  manifest: "run/manifest.json",
  consent: {
    ...{ runBy: "A test.", task: "Nothing.", minutes: 1, pay: "None.", content: "Noise." },
    ...{ storage: "None.", publication: "None.", ethics: "None needed.", contact: "Nobody." },
  },
};
