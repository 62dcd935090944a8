import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadTokenizer } from "./load-tokenizer.ts";

const components = path.resolve(import.meta.dirname, "../../../../models/mini-sdxl/components");
const [start, end, bang] = [930, 931, 0];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "pairlab-tokenizer-"));
  cpSync(path.join(components, "tokenizer_2"), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const place = (name: string) => path.join(folder, name);
/** Changes keys of a file; undefined takes a key out. */
function change(name: string, keys: Record<string, unknown>): void {
  const before = JSON.parse(readFileSync(place(name), "utf8"));
  writeFileSync(place(name), JSON.stringify({ ...before, ...keys }));
}

test("a folder without special_tokens_map.json takes its tokens from the configuration", async () => {
  const whole = await loadTokenizer(folder);
  rmSync(place("special_tokens_map.json"));
  const silent = await loadTokenizer(folder);
  expect(silent("red star!")).toEqual(whole("red star!"));
  change("tokenizer_config.json", { bos_token: null, eos_token: null, pad_token: null });
  expect((await loadTokenizer(folder))("star").ids.slice(-1)).toEqual([end]); // CLIPTokenizer's own padding
});

// SD 2's repositories: the configuration pads with the end token, the map with "!", and the map is right.
test("the map names the padding where the configuration lists no added tokens", async () => {
  change("tokenizer_config.json", { pad_token: "<|endoftext|>", added_tokens_decoder: undefined });
  expect((await loadTokenizer(folder))("star").ids.at(-1)).toBe(bang);
});

// transformers 4.34 and later don't read the map beside such a configuration.
test("the configuration names the padding where it lists the added tokens", async () => {
  change("tokenizer_config.json", { pad_token: "<|endoftext|>" });
  expect((await loadTokenizer(folder))("star").ids.at(-1)).toBe(end);
});

test.each([
  [1e30, 77],
  [undefined, 77],
  [20, 20],
])("a prompt is as long as its encoder reads: %s tokens say the files", async (most, length) => {
  change("tokenizer_config.json", { model_max_length: most });
  const tokenize = await loadTokenizer(folder);
  expect(tokenize("star").ids).toHaveLength(length);
  expect(tokenize("star ".repeat(80)).ids.at(-1)).toBe(end);
});

test("an encoder of fewer positions cuts earlier", async () => {
  const encoder = { vocab_size: 932, max_position_embeddings: 16 };
  const { ids, dropped } = (await loadTokenizer(folder, encoder))("star ".repeat(15));
  expect(ids).toHaveLength(16);
  expect([ids[0], dropped]).toEqual([start, 1]);
});

test("tokens are objects or texts, and an added one needn't say that it is special", async () => {
  const whole = await loadTokenizer(folder);
  change("special_tokens_map.json", { pad_token: { content: "!", lstrip: false } });
  change("tokenizer_config.json", {
    pad_token: { __type: "AddedToken", content: "!", lstrip: false },
    added_tokens_decoder: { 0: { content: "!" } },
  });
  expect((await loadTokenizer(folder))("red star!")).toEqual(whole("red star!"));
});

test("a file that is missing or malformed is refused by its name", async () => {
  writeFileSync(place("vocab.json"), '{"a": "b"}');
  await expect(loadTokenizer(folder)).rejects.toMatchObject({
    kind: "input",
    code: "MODEL_LAYOUT",
    message: expect.stringMatching(/vocab\.json at a/),
  });
  rmSync(place("tokenizer_config.json"));
  await expect(loadTokenizer(folder)).rejects.toMatchObject({
    kind: "missing",
    code: "MODEL_LAYOUT",
    message: expect.stringContaining("tokenizer_config.json"),
  });
});
