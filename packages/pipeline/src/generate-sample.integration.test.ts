import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sha256 } from "./adapters/sha256.ts";
import { studio, turbo1 } from "./generate.fixture.ts";

const table = [
  "Prompt\tCategory\tChallenge\tNote",
  "a red star\tShapes\tBasic\t",
  "a blue star\tShapes\tQuantity\t",
  "a red ring\tSigns\tQuantity\t",
  "a blue ring\tSigns\tQuantity\t",
  "a white ring\tSigns\tQuantity\t",
].join("\n");

test("a spec draws its sample from a published set, and the manifest says how", async () => {
  const place = studio();
  writeFileSync(path.join(place.root, "set.tsv"), table);
  const sample = { size: 2, seed: 5, by: "category", exclude: [{ challenge: "Basic" }] };
  await place.generate({ prompts: "set.tsv", arms: [turbo1], sample });
  const manifest = place.manifest();
  expect(manifest.sample).toEqual({
    ...sample,
    setSha256: sha256(table),
    setSize: 5,
    population: 4,
    strata: [
      { group: "Shapes", population: 1, drawn: 1 },
      { group: "Signs", population: 3, drawn: 1 },
    ],
  });
  expect(manifest.prompts[0]).toEqual({
    id: "parti-0002",
    text: "a blue star",
    category: "Shapes",
    challenge: "Quantity",
  });
  expect(manifest.images).toHaveLength(2);
});

test("ids and a sample at once are refused, and so is a sample larger than the set", async () => {
  const place = studio();
  const refused = place.inspect({ promptIds: ["star"], sample: { size: 1 } });
  await expect(refused).rejects.toThrow("invalid sample: promptIds says already which prompts");
  await expect(place.inspect({ sample: { size: 9 } })).rejects.toThrow(
    /^invalid sample: 9 of 3 prompts/,
  );
});
