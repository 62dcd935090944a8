import { mkdirSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type ImportPlace, importPlace, twoPrompts } from "./import.fixture.ts";

let place: ImportPlace;

beforeEach(() => {
  place = importPlace();
});
afterEach(() => place.remove());

const header = "model,prompt,file,seed,steps";
test.each([
  [
    "an unknown prompt, with a near one",
    "a,stra,x.png,,",
    "missing",
    /^unknown prompt: stra \(table\.csv line 2\)$/,
    /star/,
  ],
  [
    "a text with a slip",
    "a,a red stat,x.png,,",
    "missing",
    /^unknown prompt: a red stat/,
    /a red star/,
  ],
  [
    "a file that isn't there",
    "a,star,none.png,,",
    "missing",
    /^missing picture: none\.png \(table\.csv line 2\)$/,
    /table's folder/,
  ],
  [
    "a seed that is no number",
    "a,star,x.png,one,",
    "input",
    /^invalid seed: one \(table\.csv line 2\)$/,
    /4294967295/,
  ],
  [
    "a seed that is too large",
    "a,star,x.png,4294967296,",
    "input",
    /^invalid seed: 4294967296/,
    /4294967295/,
  ],
  ["no steps", "a,star,x.png,,0", "input", /^invalid steps: 0/, /whole number/],
  [
    "an empty model",
    ",star,x.png,,",
    "input",
    /^missing model \(table\.csv line 2\)$/,
    /every row/,
  ],
  ["a model without a letter", "模型,star,x.png,,", "input", /^invalid model: 模型/, /Latin/],
  [
    "a short row",
    "a,star",
    "input",
    /^invalid row: 2 fields, the header has 5 \(table\.csv line 2\)$/,
    /quotes/,
  ],
  [
    "a file that is no picture",
    "a,star,table.csv,,",
    "input",
    /^invalid picture: table\.csv, table\.csv line 2 \(torn, or no picture\)$/,
    /export it again/,
  ],
  [
    "a row given twice",
    "a,star,x.png,3,\na,star,y.png,3,",
    "input",
    /^duplicate picture: a, prompt star, seed 3 \(table\.csv line 3, first in table\.csv line 2\)$/,
    /seed/,
  ],
  [
    "a file named twice",
    "a,star,x.png,,\nb,star,x.png,,",
    "input",
    /^duplicate file: .*x\.png/,
    /one model/,
  ],
  [
    "settings that contradict",
    "a,star,x.png,,1\na,moon,y.png,,4",
    "input",
    /^mismatched steps: 4 \(table\.csv line 3\), 1 \(table\.csv line 2\)$/,
    /another model/,
  ],
  [
    "two models of one id",
    "a b,star,x.png,,\na/b,star,y.png,,",
    "input",
    /^duplicate model: a b and a\/b/,
    /a-b/,
  ],
])("%s is refused before anything is written", async (_, rows, kind, message, hint) => {
  await place.draw("x.png", 1);
  await place.draw("y.png", 2);
  const error = await place.refusal(place.table(header, rows));
  expect(error.kind).toBe(kind);
  expect(error.message).toMatch(message);
  expect(error.hint).toMatch(hint);
});

test.each([
  ["model,prompt", /^missing column: file/],
  ["model,prompt,file,guidence", /^unknown column: guidence/],
  ["model,prompt,file,file", /^duplicate column: file/],
])("the header %s is refused", async (line, message) => {
  expect((await place.refusal(place.table(line, "a,star,x.png"))).message).toMatch(message);
});

test("a folder's pictures that belong to no model or prompt, or to two, are refused", async () => {
  await place.draw("flat/star.png", 1);
  expect((await place.refusal("flat")).message).toBe(
    "invalid place: star.png isn't in a model's folder",
  );
  await place.draw("strange/a/sun-0.png", 1);
  expect((await place.refusal("strange")).message).toBe("unknown prompt: sun-0 (a/sun-0.png)");
  mkdirSync(path.join(place.root, "empty"));
  expect((await place.refusal("empty")).message).toMatch(/^invalid pictures: none in /);
  expect((await place.refusal("nowhere")).kind).toBe("missing");
});

test("an id that looks like another one with a seed is refused, not guessed", async () => {
  await place.draw("in/a/star-1.png", 1);
  const prompts = [...twoPrompts, { id: "star-1", text: "another star" }];
  const error = await place.refusal("in", { prompts });
  expect(error.message).toBe(
    "invalid file name: a/star-1.png is prompt star-1, or star with seed 1",
  );
});

test("the name of the store is refused", async () => {
  await place.draw("in/a/star.png", 1);
  expect((await place.refusal("in", { name: "objects" })).message).toMatch(
    /^invalid name: objects/,
  );
});
