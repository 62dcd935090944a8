import { expect, test } from "vitest";
import { KnownError } from "./errors.ts";
import { GenerationSpec } from "./generation-spec.ts";
import { parseDocument } from "./parse-document.ts";
import { Recruitment } from "./recruitment.ts";

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

test.each([
  ["what the named kind lacks", { kind: "panel" }, /at parameter: missing; a value of type string/],
  ["what it doesn't have", { kind: "panel", parametre: "uid" }, /: unknown key parametre$/],
  ["the kinds there are", { kind: "panels" }, /the kind invitations, prolific or panel$/],
  ["the same of a word", "closed", /the kind invitations, prolific or panel, found "closed"$/],
])("of a value that may be several things, parseDocument says %s", (_, value, message) => {
  expect(() => parseDocument(Recruitment, value, "r.json")).toThrow(message);
});
