import type { FitDocument } from "@pairlab/domain/fit-document";
import { expect, test } from "vitest";
import type { FitRequest } from "../fit/fit-request.ts";
import { fitVotes } from "../fit/fit-votes.ts";
import { csvVotes } from "../votes/read-votes.ts";
import { strengthPicture } from "./strength-chart.ts";
import { realSteps } from "./ticks.ts";

const request: FitRequest = {
  model: "bt",
  ties: undefined,
  position: false,
  reference: undefined,
  se: undefined,
  correction: "cr1g",
  bootstrap: undefined,
  cluster: undefined,
  level: 0.95,
  seed: 1,
  orders: 20,
  k: 1,
};

/** A fit of votes given as pairs of winner and loser. */
function fit(games: readonly string[], change: Partial<FitRequest> = {}): FitDocument {
  const reader = csvVotes({ source: "votes" });
  const rows = games.map((game, i) => `${game.replace(">", ",")},left,r${i % 4},p${i % 3}`);
  const text = ["left,right,winner,rater,prompt", ...rows, ""].join("\n");
  reader.push(new TextEncoder().encode(text));
  return fitVotes(reader.end(), { ...request, ...change });
}
const games = ["a>b", "a>b", "a>b", "b>a", "b>c", "b>c", "c>b", "a>c", "a>c", "c>a", "a>b", "b>c"];

test("items come from the strongest, each with its interval, and the axis holds all of them", () => {
  const picture = strengthPicture(fit(games));
  expect(picture.table.rows.map(([id]) => id)).toEqual(["a", "b", "c"]);
  for (const [, text] of picture.table.rows) expect(text).toMatch(/^.?\d.* \(.* to .*\)$/);
  expect(JSON.parse(JSON.stringify(picture))).toEqual(picture);
});

test("the reference stands at 0 without an interval", () => {
  const { table } = strengthPicture(fit(games, { reference: "b" }));
  expect(table.rows.find(([id]) => id === "b")).toEqual(["b", "0, the reference"]);
});

test("an item that never lost isn't drawn at 0: words take the place of its strength", () => {
  const picture = strengthPicture(fit(["a>b", "a>b", "a>c", "b>c", "c>b"]));
  const drawn = picture.configuration.data.datasets[0]?.data ?? [];
  expect(drawn.length).toBeLessThan(3);
  expect(picture.alt).toMatch(/No common strengths: /);
  expect(JSON.stringify(picture)).not.toMatch(/NaN|null|undefined|Infinity/);
});

test("Elo's spread over orders is a band and called noise", () => {
  const picture = strengthPicture(fit(games, { model: "elo" }));
  expect(picture.marks.filter(({ kind }) => kind === "rect").length).toBeGreaterThanOrEqual(3);
  expect(picture.table.columns.map(({ head }) => head)).toContain("SD over orders (noise)");
});

test.each([
  [[0.1, 0.9], { min: 0, max: 1, step: 0.2 }],
  [[-1.2, 3.4], { min: -2, max: 4, step: 1 }],
  [[1000], { min: 1000, max: 1001, step: 0 }],
  [[], { min: 0, max: 1, step: 0.25 }],
])("an axis for %j ends on whole steps", (values, { min, max, step }) => {
  const found = realSteps(values);
  if (step > 0) expect(found).toEqual({ min, max, step });
  else expect(found.max).toBeGreaterThan(found.min);
});
