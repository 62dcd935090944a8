import fc from "fast-check";
import { expect, test } from "vitest";
import { KnownError } from "./errors.ts";
import { GenerationSpec } from "./generation-spec.ts";
import { parseDocument } from "./parse-document.ts";

const arm = { id: "turbo", model: "mini-sdxl-turbo" };
const spec = { version: 1, name: "small", prompts: "prompts.jsonl", arms: [arm] };
const read = (document: unknown) => parseDocument(GenerationSpec, document, "spec.json");

test("a spec says arms and prompts; all else has a default", () => {
  expect(read(spec)).toEqual({ ...spec, seeds: [0] });
});

test("whatever a document holds, it is read or refused by a known error that names the file", () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.record({
      version: fc.constantFrom(1, 2, "1"),
      name: fc.oneof(fc.string(), fc.constant("small")),
      prompts: fc.oneof(fc.string(), fc.constant("prompts.jsonl")),
      seeds: fc.oneof(fc.array(fc.double()), fc.constant([0])),
      maxSide: fc.oneof(fc.integer(), fc.constant(undefined)),
      arms: fc.array(fc.oneof(fc.jsonValue(), fc.constant(arm)), { maxLength: 3 }),
    }),
  );
  fc.assert(
    fc.property(anything, (document) => {
      try {
        const once = read(document);
        expect(read(once)).toEqual(once);
      } catch (error) {
        expect(error).toBeInstanceOf(KnownError);
        expect(error).toMatchObject({
          kind: "input",
          message: expect.stringContaining("spec.json"),
        });
      }
    }),
    { numRuns: 1000 },
  );
});

test("one key that isn't known is named, wherever it stands", () => {
  const name = fc.stringMatching(/^[a-z]{3,9}z$/);
  fc.assert(
    fc.property(name, fc.boolean(), (key, inArm) => {
      const document = inArm ? { ...spec, arms: [{ ...arm, [key]: 1 }] } : { ...spec, [key]: 1 };
      expect(() => read(document)).toThrow(`unknown key ${key}`);
    }),
  );
});
