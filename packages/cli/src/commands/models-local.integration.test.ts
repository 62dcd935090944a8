import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { expectError, modelsCommand } from "../models-command.fixture.ts";

const Listed = z.object({
  models: z.array(z.object({ id: z.string(), added: z.boolean() })),
  presets: z.array(z.object({ id: z.string() })),
});
const terms = ["--licence", "Apache-2.0", "--accept-licence"];

test("a folder is added where it lies, listed, and left when it is removed", async () => {
  const { folder, models, added, optimumFolder } = await modelsCommand();
  const source = optimumFolder("exported");
  const done = await models("add", source, ...terms);
  expect(done.stdout).toMatch(/^added exported: 18 files in .*exported$/m);
  expect(done.stdout).toMatch(/^the files stay there/m);
  expect(done.stdout).toMatch(/^steps and guidance are a guess/m);
  expect(added("exported").folder).toBe(source);
  const stamps = JSON.parse(readFileSync(path.join(folder, "state/model-stamps.json"), "utf8"));
  expect(Object.keys(stamps)).toContain(path.join(source, "unet/model.onnx"));

  const listed = Listed.parse(JSON.parse((await models("list", "--json")).stdout));
  expect(listed.models).toEqual([
    { id: "mini-sdxl-base", added: false },
    { id: "mini-sdxl-turbo", added: false },
    { id: "mini-sdxl-lcm", added: false },
    { id: "exported", added: true },
  ]);
  expect(listed.presets).toContainEqual({ id: "sdxl-turbo" });

  const removed = await models("remove", "exported");
  expect(removed.stdout).toBe(`removed exported; its files stay in ${source}\n`);
  expect(existsSync(path.join(source, "unet/model.onnx"))).toBe(true);
  expectError(await models("remove", "exported"), 3, /^error {2}unknown model: exported/m);
});

test("a damaged document of an added model is named, and can be removed without being read", async () => {
  const { folder, models } = await modelsCommand();
  mkdirSync(path.join(folder, "state/models"), { recursive: true });
  writeFileSync(path.join(folder, "state/models/spoilt.json"), "garbage");
  const listed = await models("list");
  expectError(listed, 2, /^error {2}invalid JSON: .*spoilt\.json/m);
  expect(listed.stderr).toContain("npx pairlab models remove spoilt");
  expect((await models("remove", "spoilt")).status).toBe(0);
  expect((await models("list")).status).toBe(0);
});

test("a folder called after a published model gets its settings and terms", async () => {
  const { models, added, optimumFolder } = await modelsCommand();
  const words = ["add", optimumFolder("exported"), "--id", "sdxl-turbo"];
  const refused = await models(...words);
  expectError(refused, 5, /^error {2}missing acceptance of the licence: sai-nc-community/m);
  const secondHand = await models("add", optimumFolder("exported"), "--id", "sd-turbo");
  expect(secondHand.stderr).toMatch(/second-hand: the model's own page decides$/m);
  const done = await models(...words, "--accept-licence");
  expect(done.stdout).toMatch(
    /^unless a spec says otherwise: 1 step, guidance 0, euler_a, 512×512$/m,
  );
  expect(done.stdout).toMatch(/^settings and terms as published for stabilityai\/sdxl-turbo$/m);
  expect(done.stderr).not.toMatch(/second-hand/);
  expect(added("sdxl-turbo").model.notice).toMatch(/stability\.ai\/license/);
});

test("what can't be added is refused by name and leaves nothing", async () => {
  const { folder, models, stored, optimumFolder } = await modelsCommand();
  const source = optimumFolder("exported");
  const unlicensed = await models("add", source, "--accept-licence");
  expectError(unlicensed, 2, /^error {2}missing licence of the model/m);
  const embedded = await models("add", source, ...terms, "--id", "mini-sdxl-turbo");
  expectError(embedded, 4, /^error {2}duplicate model: mini-sdxl-turbo/m);
  const outside = await models("add", source, ...terms, "--id", "../x");
  expectError(outside, 2, /^error {2}invalid model id: \.\.\/x/m);
  mkdirSync(path.join(folder, "empty"));
  const empty = await models("add", "empty", ...terms);
  expectError(empty, 3, /^error {2}missing model_index\.json .*it holds no ONNX graphs/m);
  expect(empty.stderr).toMatch(/^hint .*optimum-cli export onnx/m);
  expect(stored()).toEqual([]);
  expect((await models("add", source, ...terms)).status).toBe(0);
  const twice = await models("add", source, ...terms);
  expectError(twice, 4, /^error {2}duplicate model: exported/m);
  const own = await models("remove", "mini-sdxl-turbo");
  expectError(own, 5, /^error {2}invalid model to remove: mini-sdxl-turbo comes with Pairlab/m);
});

test("a folder whose parts don't fit together is refused when it is added, not when it draws", async () => {
  const { models, stored, optimumFolder } = await modelsCommand();
  const source = optimumFolder("mixed");
  copyFileSync(path.join(source, "text_encoder/model.onnx"), path.join(source, "unet/model.onnx"));
  const mixed = await models("add", source, ...terms, "--quiet");
  expectError(mixed, 2, /^error {2}mismatched model: no input sample in .*unet\/model\.onnx/m);
  expect(stored()).toEqual([]);
});

test("verify names each file that isn't what it was, and doctor the first", async () => {
  const { pairlab, models, optimumFolder } = await modelsCommand();
  const source = optimumFolder("exported");
  await models("add", source, ...terms);
  const whole = await models("verify", "exported");
  expect(whole).toMatchObject({
    status: 0,
    stdout: "18 files of 1 model are what they should be\n",
  });
  appendFileSync(path.join(source, "unet/model.onnx"), "x");
  rmSync(path.join(source, "tokenizer/vocab.json"));
  const damaged = await models("verify", "exported");
  expect(damaged.status).toBe(1);
  expect(damaged.stdout.split("\n").filter((line) => line !== "")).toEqual([
    expect.stringMatching(/^exported: missing model file: tokenizer\/vocab\.json/),
    expect.stringMatching(/^exported: mismatched model file: unet\/model\.onnx has sha256/),
  ]);
  const { status, stdout } = await pairlab(["doctor"]);
  expect(stdout).toMatch(
    /^missing {2}added models {2}exported: no tokenizer\/vocab\.json in .*exported$/m,
  );
  expect(status).toBe(3);
});
