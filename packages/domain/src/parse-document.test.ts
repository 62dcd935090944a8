import { expect, test } from "vitest";
import { KnownError } from "./errors.ts";
import { GenerationSpec } from "./generation-spec.ts";
import { parseDocument } from "./parse-document.ts";

const spec = { version: 1, name: "demo", prompts: "p.jsonl", arms: [{ id: "a", model: "m" }] };

test("parseDocument fills in the defaults of a good document", () => {
  expect(parseDocument(GenerationSpec, spec, "demo.spec.json").seeds).toEqual([0]);
});

test("parseDocument names file, place and fault", () => {
  const bad = { ...spec, arms: [{ id: "a", model: "m", stepz: 4 }] };
  const attempt = () => parseDocument(GenerationSpec, bad, "demo.spec.json");
  expect(attempt).toThrow(KnownError);
  expect(attempt).toThrow("invalid demo.spec.json at arms.0: unknown key stepz");
});

test.each([
  ["what was found", { seeds: [-1] }, /at seeds\.0: .*, found -1$/],
  [
    "a field that isn't there",
    { name: undefined },
    /at name: missing; a value of type string belongs here$/,
  ],
  ["a list that isn't there", { arms: undefined }, /at arms: missing; a list belongs here$/],
  [
    "a key written otherwise before the one it stands for",
    { name: undefined, nmae: "x" },
    /: unknown key nmae$/,
  ],
])("parseDocument says %s", (_, change, message) => {
  expect(() => parseDocument(GenerationSpec, { ...spec, ...change }, "demo.spec.json")).toThrow(
    message,
  );
});
