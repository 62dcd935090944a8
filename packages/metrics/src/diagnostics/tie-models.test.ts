import { createRng } from "@pairlab/domain/random";
import { expect, test } from "vitest";
import { okValue } from "../ok-value.fixture.ts";
import { csvVotes } from "../votes/read-votes.ts";
import { tieModels } from "./tie-models.ts";

/** Three items by 15 raters on 20 prompts: x beats y clearly, y and z are level; ties as often as asked. */
function table(tieShare: number, more: readonly string[] = []) {
  const rng = createRng(1, "tie models");
  const share = { "x,y": 0.75, "x,z": 0.75, "y,z": 0.5 };
  const rows = Array.from({ length: 300 }, (_, i) =>
    Object.entries(share).map(([pair, p]) => {
      const winner = rng.float() < p ? "left" : "right";
      return `${pair},${rng.float() < tieShare ? "tie" : winner},r${i % 15},p${Math.floor(i / 15)}`;
    }),
  );
  const reader = csvVotes({ source: "votes" });
  const text = ["left,right,winner,rater,prompt", ...rows.flat(), ...more, ""].join("\n");
  reader.push(new TextEncoder().encode(text));
  return reader.end();
}

test("a clear difference is one under every model of ties, and a level pair is none", () => {
  const pairs = okValue(tieModels(table(0.3), 0.95));
  expect(pairs.map(({ a, b }) => a + b)).toEqual(["xy", "xz", "yz"]);
  const [xy, , yz] = pairs;
  expect(xy).toMatchObject({ verdictChanges: false });
  expect(xy?.models.map(({ model, verdict }) => `${model} ${verdict}`)).toEqual([
    "bt-drop supported",
    "bt-half supported",
    "davidson supported",
    "rao-kupper supported",
  ]);
  expect(yz?.models.every(({ verdict }) => verdict === "inconclusive")).toBe(true);
  // Half ties pull strengths together; Davidson's and dropped ones agree on the odds of decisive votes.
  const values = xy?.models.map(({ contrast }) => okValue(contrast).value) ?? [];
  expect(values[1]).toBeLessThan(values[0] ?? 0);
  expect(Math.abs((values[2] ?? 0) - (values[0] ?? 0))).toBeLessThan(0.25);
});

test("without ties there is nothing to model, and a winner of everything has no finite contrast", () => {
  expect(tieModels(table(0), 0.95)).toMatchObject({ status: "insufficient" });
  const always = Array.from({ length: 10 }, (_, i) => `w,x,left,r${i},p${i}`);
  const pairs = okValue(tieModels(table(0.3, always), 0.95));
  const wx = pairs.find(({ a, b }) => a === "w" && b === "x");
  expect(wx?.models.every(({ verdict }) => verdict === "no interval")).toBe(true);
  for (const { contrast } of wx?.models ?? []) expect(contrast.status).toBe("undetermined");
});

test("more items than the panel takes are left undetermined", () => {
  const many = Array.from({ length: 21 }, (_, i) => `i${i},i${i + 1},tie,r,p`);
  expect(tieModels(table(0.1, many), 0.95).status).toBe("undetermined");
});
