import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AddedModel } from "@pairlab/domain/model-registry";
import { startHubServer } from "@pairlab/pipeline/hub/hub-server.fixture";
import { repositoryFiles } from "@pairlab/pipeline/hub/tiny-model.fixture";
import { expect, onTestFinished } from "vitest";

const bin = path.resolve(import.meta.dirname, "../bin/pairlab.mjs");
export const token = "hf_secret";
export const tiny = repositoryFiles();

export interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The real command line with its state in a folder, and a server of one repository that it asks. */
export async function modelsCommand({
  name,
  files = tiny,
}: {
  name?: string;
  files?: typeof tiny;
} = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-models-"));
  const server = await startHubServer(files, {
    cardData: { license: "apache-2.0" },
    ...(name === undefined ? {} : { name }),
  });
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** `whileRunning` gets a way to press Ctrl-C. */
  const pairlab = async (
    words: readonly string[],
    whileRunning: (interrupt: () => void) => void = () => undefined,
  ): Promise<Ended> => {
    const child = spawn(process.execPath, [bin, ...words, "--data-dir", "state"], {
      cwd: folder,
      env: { HF_ENDPOINT: server.url, HF_TOKEN: token },
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    whileRunning(() => child.kill("SIGINT"));
    const [status] = await once(child, "close");
    expect(stdout + stderr).not.toContain(token);
    return { status, stdout, stderr };
  };
  const state = path.join(folder, "state/models");
  return {
    folder,
    server,
    pairlab,
    models: (...words: string[]) => pairlab(["models", ...words]),
    /** The document of an added model. */
    added: (id: string) =>
      AddedModel.parse(JSON.parse(readFileSync(path.join(state, `${id}.json`), "utf8"))),
    /** Names in a folder of the added models. */
    stored: (below = ""): string[] =>
      existsSync(path.join(state, below)) ? readdirSync(path.join(state, below)) : [],
    /** The embedded turbo model as a folder of its own, in Optimum's layout. */
    optimumFolder: (name: string): string => {
      for (const [file, bytes] of Object.entries(tiny)) {
        const place = path.join(folder, name, file);
        mkdirSync(path.dirname(place), { recursive: true });
        writeFileSync(place, bytes);
      }
      return path.join(folder, name);
    },
  };
}

/** One error line, one hint, the exit code of its kind, nothing on stdout. */
export function expectError(
  { status, stderr, stdout }: Ended,
  code: number,
  message: RegExp,
): void {
  expect(stderr).toMatch(message);
  expect(stderr.split("\n").filter((line) => /^(error|hint) /.test(line))).toHaveLength(2);
  expect(status).toBe(code);
  expect(stdout).toBe("");
}
