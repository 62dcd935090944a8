import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { decodePicture } from "@pairlab/pipeline/adapters/png";
import { expect, test } from "vitest";
import { practicePairs, practicePictures } from "./draw-practice-pictures.ts";

const root = path.resolve(import.meta.dirname, "..");
const folder = path.join(root, "datasets/practice");

test("practice.json is what the drawings say (npx tsx tools/practice-pictures.ts)", () => {
  const written: unknown = JSON.parse(readFileSync(path.join(folder, "practice.json"), "utf8"));
  expect(written).toEqual(practicePairs);
});

test("every practice picture is 384 px square and what the tool draws, but for rounding at edges", async () => {
  const pictures = await practicePictures();
  expect(pictures.size).toBe(2 * practicePairs.length);
  for (const [name, { rgb, width, height }] of pictures) {
    const written = await decodePicture(path.join(folder, name));
    expect([width, height, written.width, written.height], name).toEqual([384, 384, 384, 384]);
    const apart = rgb.filter((value, index) => Math.abs(value - at(written.rgb, index)) > 8);
    expect(apart.length / rgb.length, name).toBeLessThan(0.01);
  }
});

test("the better picture is on the left as often as on the right, from the first two pairs on", () => {
  const sides = practicePairs.map(({ better }) => better);
  expect(sides.slice(0, 2).toSorted()).toEqual(["left", "right"]);
  expect(sides.toSorted()).toEqual(["left", "left", "right", "right"]);
});

test("no practice picture makes the study's pictures longer, which are padded to the longest", () => {
  for (const { left, right } of practicePairs)
    for (const name of [left, right])
      expect(readFileSync(path.join(folder, name)).length, name).toBeLessThan(30_000);
});

test("no practice prompt is a prompt of the demonstration", () => {
  const demo = readFileSync(path.join(root, "datasets/prompts.v1.jsonl"), "utf8");
  expect(practicePairs.filter(({ promptText }) => demo.includes(`"${promptText}"`))).toEqual([]);
});
