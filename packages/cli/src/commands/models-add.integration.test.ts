import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Manifest } from "@pairlab/domain/manifest";
import { answers, commit, repository, stallsAfter } from "@pairlab/pipeline/hub/hub-server.fixture";
import { expect, test } from "vitest";
import { expectError, modelsCommand, tiny, token } from "../models-command.fixture.ts";

const spec = {
  version: 1,
  name: "both",
  prompts: "prompts.jsonl",
  arms: [
    { id: "embedded", model: "mini-sdxl-turbo", steps: 1, guidance: 0 },
    { id: "own", model: "own", steps: 1, guidance: 0 },
  ],
};

test("a downloaded model draws the same pixels as the embedded one it is a copy of", async () => {
  const { folder, server, pairlab, models, added, stored } = await modelsCommand();
  const done = await models("add", repository, "--id", "own", "--accept-licence", "--json");
  expect(done.stderr).toMatch(/^licence {2}apache-2\.0$/m);
  expect(done.status).toBe(0);
  expect(JSON.parse(done.stdout)).toMatchObject({
    id: "own",
    licence: "apache-2.0",
    family: "sdxl",
  });
  const document = added("own");
  expect(document.folder).toBe("own");
  expect(document.model.upstream).toEqual({ repository, revision: commit });
  expect(server.asked.every(({ authorization }) => authorization === `Bearer ${token}`)).toBe(true);

  writeFileSync(path.join(folder, "spec.json"), JSON.stringify(spec));
  writeFileSync(path.join(folder, "prompts.jsonl"), '{"id":"star","text":"a red star"}\n');
  const drawn = await pairlab(["generate", "spec.json"]);
  expect(drawn.stderr).not.toMatch(/^error/m);
  expect(drawn.status).toBe(0);
  const file = path.join(folder, "state/runs/both/manifest.json");
  const { images } = Manifest.parse(JSON.parse(readFileSync(file, "utf8")));
  expect(images.map(({ armId }) => armId)).toEqual(["embedded", "own"]);
  expect(images[1]?.pixelsSha256).toBe(images[0]?.pixelsSha256);

  const removed = await models("remove", "own");
  expect(removed.stdout).toBe("removed own and its files\n");
  expect(stored()).toEqual([]);
});

test("without acceptance the licence is shown, nothing is downloaded and nothing written", async () => {
  const { server, models, stored } = await modelsCommand();
  const done = await models("add", repository);
  expectError(done, 5, /^error {2}missing acceptance of the licence: apache-2\.0$/m);
  expect(done.stderr).toMatch(/^hint .*--accept-licence/m);
  expect(server.asked.map((request) => request.path)).toEqual([
    `/api/models/${repository}/revision/main`,
  ]);
  expect(stored()).toEqual([]);
});

test("a published model's terms are shown before anything is asked of a server", async () => {
  const { server, models } = await modelsCommand();
  const turbo = await models("add", "stabilityai/sdxl-turbo");
  expectError(turbo, 5, /^error {2}missing acceptance of the licence: sai-nc-community$/m);
  expect(turbo.stderr).toMatch(/^notice .*stability\.ai\/license/m);
  expect(turbo.stderr).not.toMatch(/second-hand/);
  const lcm = await models("add", "latent-consistency/lcm-sdxl", "--accept-licence");
  expectError(lcm, 3, /^error {2}missing ONNX files: latent-consistency\/lcm-sdxl/m);
  expect(lcm.stderr).toMatch(/^hint .*SDXL base.*optimum-cli/m);
  expect(server.asked).toEqual([]);
});

test("a published model is asked for at the revision that holds its export", async () => {
  const { server, models } = await modelsCommand();
  const done = await models("add", "stabilityai/sdxl-turbo", "--accept-licence");
  expectError(done, 3, /^error {2}unknown model, revision or file: 404/m);
  expect(server.asked.map((request) => request.path)).toEqual([
    "/api/models/stabilityai/sdxl-turbo/revision/refs%2Fpr%2F15",
  ]);
});

test("a published export that can't be run after all is refused with what to do instead", async () => {
  const name = "onnx-community/stable-diffusion-v1-5-ONNX";
  const { "unet/config.json": _absent, ...files } = tiny;
  const { models, stored } = await modelsCommand({ name, files });
  const done = await models("add", "runwayml/stable-diffusion-v1-5", "--accept-licence");
  expectError(done, 3, /^error {2}missing unet\/config\.json \(onnx-community.* at c0ffee00\)/m);
  expect(done.stderr).toMatch(/^hint .*optimum-cli export onnx --model stable-diffusion-v1-5/m);
  expect(stored()).toEqual([]);
});

test("Ctrl-C ends a download in order, and the same command goes on from there", async () => {
  const { server, pairlab, models, stored } = await modelsCommand();
  const graph = "text_encoder/model.onnx";
  server.misbehave(graph, stallsAfter(600_000));
  const words = ["models", "add", repository, "--accept-licence"];
  const hasBegun = () => stored("tiny/text_encoder").some((name) => name.endsWith(".partial"));
  const stopped = await pairlab(words, (interrupt) => {
    const timer = setInterval(() => {
      if (!hasBegun()) return;
      clearInterval(timer);
      setTimeout(interrupt, 300); // some bytes later
    }, 20);
  });
  expect(stopped.stderr).toMatch(
    /^stopped; what has arrived is kept\. Continue: run the same command again$/m,
  );
  expect(stopped.status).toBe(130);
  expect(stored()).toEqual(["tiny"]);
  expect((await models("list")).stdout).toMatch(/^tiny\n {2}unfinished download: /m);
  server.asked.length = 0;
  const resumed = await pairlab(words);
  expect(resumed.status).toBe(0);
  expect(resumed.stderr).toMatch(/100%/);
  const again = server.asked.find((request) => request.path.endsWith(graph));
  expect(again?.range).toMatch(/^bytes=[1-9]\d*-$/);
  expect((await models("verify", "tiny")).status).toBe(0);
});

test.each([
  ["gated", answers(403), 5, /^error {2}missing permission: 403/m, /HF_TOKEN/],
  ["unknown", answers(404), 3, /^error {2}unknown model, revision or file: 404/m, /--revision/],
])(
  "a repository that is %s is one error and one hint",
  async (_, answer, status, message, hint) => {
    const { server, models, stored } = await modelsCommand();
    server.misbehave("revision", answer);
    const done = await models("add", repository, "--accept-licence");
    expectError(done, status, message);
    expect(done.stderr).toMatch(new RegExp(`^hint .*${hint.source}`, "m"));
    expect(stored()).toEqual([]);
  },
);

test("a name that is neither a folder nor a repository is refused", async () => {
  const { server, models } = await modelsCommand();
  expectError(await models("add", "./nowhere"), 3, /^error {2}missing folder: \.\/nowhere$/m);
  expectError(await models("add", "a/b/c"), 3, /^error {2}missing folder: a\/b\/c$/m);
  expect(server.asked).toEqual([]);
});
