import { KnownError } from "@pairlab/domain/errors";
import fc from "fast-check";
import { expect, test } from "vitest";
import { claimsOfTable } from "./claims-of-table.ts";

const prompts = [
  { id: "star", text: "a red star" },
  { id: "moon", text: "a moon, above a house" },
  { id: "again", text: "a moon, above a house" },
];

test("a row's values become a claim, empty ones nothing", () => {
  const text =
    "file,prompt,model,seed,steps,guidance,scheduler,revision,seconds\n" +
    "b/c.png,a red star,One v6,3,4,0,euler,r1,0.5\nd.png,moon,other,,,,,,\n";
  expect(claimsOfTable(text, "/in/table.csv", prompts)).toEqual([
    {
      place: "table.csv line 2",
      path: "/in/b/c.png",
      file: "b/c.png",
      promptId: "star",
      seed: 3,
      seconds: 0.5,
      settings: { model: "One v6", steps: 4, guidance: 0, scheduler: "euler", revision: "r1" },
    },
    {
      place: "table.csv line 3",
      path: "/in/d.png",
      file: "d.png",
      promptId: "moon",
      settings: { model: "other" },
    },
  ]);
});

test("a text that two prompts have is refused with both ids", () => {
  const text = 'model,prompt,file\na,"a moon, above a house",x.png\n';
  expect(() => claimsOfTable(text, "table.csv", prompts)).toThrow(
    "invalid prompt: a moon, above a house (table.csv line 2)",
  );
});

test("any text is a list of claims or a known error", () => {
  const part = fc.constantFrom(
    "model",
    "prompt",
    "file",
    "seed",
    ",",
    ",",
    "\n",
    "\r\n",
    '"',
    "star",
    "x.png",
    "1",
    "-1",
    "NaN",
    "é",
  );
  const rows = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(""));
  const text = fc.oneof(
    rows,
    rows.map((body) => `model,prompt,file,seed\n${body}`),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(text, (body) => {
      try {
        for (const claim of claimsOfTable(body, "table.csv", prompts))
          expect(["star", "moon", "again"]).toContain(claim.promptId);
      } catch (error) {
        if (!(error instanceof KnownError)) throw error;
        expect(error.message).toContain("table.csv");
      }
    }),
    { numRuns: 1000 },
  );
});
