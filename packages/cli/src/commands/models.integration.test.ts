import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
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
import { Manifest } from "@pairlab/domain/manifest";
import { AddedModel } from "@pairlab/domain/model-registry";
import {
  answers,
  commit,
  type HubServer,
  repository,
  stallsAfter,
  startHubServer,
} from "@pairlab/pipeline/hub/hub-server.fixture";
import { repositoryFiles } from "@pairlab/pipeline/hub/tiny-model.fixture";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";

const bin = path.resolve(import.meta.dirname, "../../bin/pairlab.mjs");
const token = "hf_secret";
const tiny = repositoryFiles();
let folder: string;
let server: HubServer;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-models-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(async () => {
  server = await startHubServer(tiny, { cardData: { license: "apache-2.0" } });
});
afterEach(() => server.close());

interface Ended {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** The real command line, asking this test's server; `onSaid` sees what it says on stderr. */
async function pairlab(
  words: readonly string[],
  onSaid: (said: string, kill: () => void) => void = () => undefined,
): Promise<Ended> {
  const child = spawn(process.execPath, [bin, ...words], {
    cwd: folder,
    env: { HF_ENDPOINT: server.url, HF_TOKEN: token },
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    onSaid(stderr, () => child.kill("SIGINT"));
  });
  const [status] = await once(child, "close");
  expect(stdout + stderr).not.toContain(token);
  return { status, stdout, stderr };
}

const models = (state: string, ...words: string[]) =>
  pairlab(["models", ...words, "--data-dir", state]);
const expectError = ({ status, stderr, stdout }: Ended, code: number, message: RegExp) => {
  expect(stderr).toMatch(message);
  expect(stderr.split("\n").filter((line) => /^(error|hint) /.test(line))).toHaveLength(2);
  expect(status).toBe(code);
  expect(stdout).toBe("");
};
const added = (state: string, id: string) =>
  AddedModel.parse(
    JSON.parse(readFileSync(path.join(folder, state, "models", `${id}.json`), "utf8")),
  );
const stateFiles = (state: string) =>
  existsSync(path.join(folder, state, "models"))
    ? readdirSync(path.join(folder, state, "models"))
    : [];

/** The embedded turbo model as a folder of its own, in Optimum's layout. */
function optimumFolder(name: string): string {
  for (const [file, bytes] of Object.entries(tiny)) {
    const place = path.join(folder, name, file);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, bytes);
  }
  return name;
}

const spec = (model: string) => ({
  version: 1,
  name: "both",
  prompts: "prompts.jsonl",
  arms: [
    { id: "embedded", model: "mini-sdxl-turbo", steps: 1, guidance: 0 },
    { id: "own", model, steps: 1, guidance: 0 },
  ],
});

test("a downloaded model draws the same pixels as the embedded one it is a copy of", async () => {
  const done = await models("trip", "add", repository, "--id", "own", "--accept-licence", "--json");
  expect(done.stderr).toMatch(/^licence {2}apache-2\.0$/m);
  expect(done.status).toBe(0);
  expect(JSON.parse(done.stdout)).toMatchObject({
    id: "own",
    licence: "apache-2.0",
    family: "sdxl",
  });
  const document = added("trip", "own");
  expect(document.folder).toBe("own");
  expect(document.model.upstream).toEqual({ repository, revision: commit });
  expect(server.asked.every(({ authorization }) => authorization === `Bearer ${token}`)).toBe(true);

  writeFileSync(path.join(folder, "spec.json"), JSON.stringify(spec("own")));
  writeFileSync(path.join(folder, "prompts.jsonl"), '{"id":"star","text":"a red star"}\n');
  const drawn = await pairlab(["generate", "spec.json", "--data-dir", "trip"]);
  expect(drawn.stderr).not.toMatch(/^error/m);
  expect(drawn.status).toBe(0);
  const manifest = Manifest.parse(
    JSON.parse(readFileSync(path.join(folder, "trip/runs/both/manifest.json"), "utf8")),
  );
  const [first, second] = manifest.images.map(({ pixelsSha256 }) => pixelsSha256);
  expect(manifest.images.map(({ armId }) => armId)).toEqual(["embedded", "own"]);
  expect(second).toBe(first);

  const removed = await models("trip", "remove", "own");
  expect(removed.stdout).toBe("removed own and its files\n");
  expect(stateFiles("trip")).toEqual([]);
});

test("without acceptance the licence is shown, nothing is downloaded and nothing written", async () => {
  const done = await models("refused", "add", repository);
  expectError(done, 5, /^error {2}missing acceptance of the licence: apache-2\.0$/m);
  expect(done.stderr).toMatch(/^hint .*--accept-licence/m);
  expect(server.asked.map((request) => request.path)).toEqual([
    `/api/models/${repository}/revision/main`,
  ]);
  expect(stateFiles("refused")).toEqual([]);
});

test("a published model's terms are shown before anything is asked of a server", async () => {
  const done = await models("preset", "add", "stabilityai/sdxl-turbo");
  expectError(done, 5, /^error {2}missing acceptance of the licence: sai-nc-community$/m);
  expect(done.stderr).toMatch(/^notice .*stability\.ai\/license/m);
  const unet = await models("preset", "add", "latent-consistency/lcm-sdxl", "--accept-licence");
  expectError(unet, 3, /^error {2}missing ONNX files: latent-consistency\/lcm-sdxl/m);
  expect(unet.stderr).toMatch(/^hint .*SDXL base.*optimum-cli/m);
  expect(server.asked).toEqual([]);
});

test("Ctrl-C ends a download in order, and the same command goes on from there", async () => {
  const graph = "text_encoder/model.onnx";
  server.misbehave(graph, stallsAfter(600_000));
  const words = ["models", "add", repository, "--accept-licence", "--data-dir", "stopped"];
  let asked = false;
  const timer = setInterval(() => {
    const partials = existsSync(path.join(folder, "stopped/models/tiny/text_encoder"))
      ? readdirSync(path.join(folder, "stopped/models/tiny/text_encoder"))
      : [];
    asked ||= partials.some((name) => name.endsWith(".partial"));
  }, 20);
  const stopped = await pairlab(words, (said, kill) => {
    if (said.includes("18 files")) setTimeout(kill, 1000);
  });
  clearInterval(timer);
  expect(asked).toBe(true);
  expect(stopped.stderr).toMatch(
    /^stopped; what has arrived is kept\. Continue: run the same command again$/m,
  );
  expect(stopped.status).toBe(130);
  expect(existsSync(path.join(folder, "stopped/models/tiny.json"))).toBe(false);
  server.asked.length = 0;
  const resumed = await pairlab(words);
  expect(resumed.status).toBe(0);
  expect(resumed.stderr).toMatch(/100%/);
  const again = server.asked.find((request) => request.path.endsWith(graph));
  expect(again?.range).toMatch(/^bytes=[1-9]\d*-$/);
  expect((await models("stopped", "verify", "tiny")).status).toBe(0);
});

test.each([
  ["gated", answers(403), 5, /^error {2}missing permission: 403/m, /HF_TOKEN/],
  ["unknown", answers(404), 3, /^error {2}unknown model, revision or file: 404/m, /--revision/],
])(
  "a repository that is %s is one error and one hint",
  async (_, answer, status, message, hint) => {
    server.misbehave("revision", answer);
    const done = await models("denied", "add", repository, "--accept-licence");
    expectError(done, status, message);
    expect(done.stderr).toMatch(new RegExp(`^hint .*${hint.source}`, "m"));
    expect(stateFiles("denied")).toEqual([]);
  },
);

test("a folder is added where it lies, listed, verified file by file, and left when it is removed", async () => {
  const source = optimumFolder("exported");
  const unknown = await models("local", "add", source, "--accept-licence");
  expectError(unknown, 2, /^error {2}missing licence of the model/m);
  const words = ["add", source, "--licence", "Apache-2.0", "--accept-licence"];
  const done = await models("local", ...words);
  expect(done.stdout).toMatch(/^added exported: 18 files in .*exported$/m);
  expect(done.stdout).toMatch(/^the files stay there/m);
  expect(done.stdout).toMatch(/^steps and guidance are a guess/m);
  expect(added("local", "exported").folder).toBe(path.join(folder, "exported"));
  expectError(await models("local", ...words), 4, /^error {2}duplicate model: exported/m);
  const turbo = [...words, "--id", "mini-sdxl-turbo"];
  expectError(await models("local", ...turbo), 4, /^error {2}duplicate model: mini-sdxl-turbo/m);
  expectError(await models("local", ...words, "--id", "../x"), 2, /^error {2}invalid model id/m);

  const listed = JSON.parse((await models("local", "list", "--json")).stdout);
  expect(
    listed.models.map((model: { id: string; added: boolean }) => [model.id, model.added]),
  ).toEqual([
    ["mini-sdxl-base", false],
    ["mini-sdxl-turbo", false],
    ["mini-sdxl-lcm", false],
    ["exported", true],
  ]);
  expect(listed.presets.map((preset: { id: string }) => preset.id)).toContain("sdxl-turbo");

  appendFileSync(path.join(folder, "exported/unet/model.onnx"), "x");
  rmSync(path.join(folder, "exported/tokenizer/vocab.json"));
  const damaged = await models("local", "verify", "exported");
  expect(damaged.status).toBe(1);
  expect(damaged.stdout.split("\n").filter((line) => line !== "")).toEqual([
    expect.stringMatching(/^exported: missing model file: tokenizer\/vocab\.json/),
    expect.stringMatching(/^exported: mismatched model file: unet\/model\.onnx has sha256/),
  ]);

  const removed = await models("local", "remove", "exported");
  expect(removed.stdout).toBe(
    `removed exported; its files stay in ${path.join(folder, "exported")}\n`,
  );
  expect(existsSync(path.join(folder, "exported/unet/model.onnx"))).toBe(true);
  expectError(await models("local", "remove", "exported"), 3, /^error {2}unknown model: exported/m);
  expectError(
    await models("local", "remove", "mini-sdxl-turbo"),
    5,
    /^error {2}invalid model to remove: mini-sdxl-turbo comes with Pairlab/m,
  );
});
