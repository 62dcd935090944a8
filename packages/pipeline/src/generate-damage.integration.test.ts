import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { expect, test } from "vitest";
import { sha256 } from "./adapters/sha256.ts";
import { pixelHashes, type Studio, studio, turbo1 } from "./generate.fixture.ts";

const spec = { arms: [turbo1], seeds: [0, 1] };

interface Drawn {
  one: Studio;
  before: Record<string, string>;
  /** The stored folder of each of six pictures. */
  folders: readonly string[];
}

async function drawn(): Promise<Drawn> {
  const one = studio();
  await one.generate(spec);
  const { images } = one.manifest();
  const objects = path.join(one.folders.runs, "objects");
  const folders = images.map(({ key }) => path.join(objects, key.slice(0, 2), key));
  return { one, before: pixelHashes(one.manifest()), folders };
}

const cut = (name: string) => (folder: string) => truncateSync(path.join(folder, name), 300);
const remove = (name: string) => (folder: string) => rmSync(path.join(folder, name));
const unreadable = "its record can't be read";
const damages: readonly { reason: string; damage: (folder: string) => void }[] = [
  { reason: "image.png has another hash", damage: cut("image.png") },
  { reason: "image.png has another hash", damage: remove("image.png") },
  { reason: "latents.f32 has another hash", damage: cut("latents.f32") },
  { reason: unreadable, damage: cut("record.json") },
  {
    reason: unreadable,
    damage: (folder) => {
      for (const name of readdirSync(folder)) remove(name)(folder);
    },
  },
];

test("a torn picture, latents or record is noticed, put aside with its reason, and made again", async () => {
  const { one, before, folders } = await drawn();
  for (const [index, { damage }] of damages.entries()) damage(at(folders, index));
  const remarks: string[] = [];
  const again = await one.generate(spec, { onRemark: (text) => remarks.push(text) });
  expect(again).toMatchObject({ status: "complete", made: 5, reused: 1 });
  expect(remarks).toHaveLength(5);
  const quarantine = path.join(one.folders.runs, "quarantine");
  const aside = readdirSync(quarantine);
  for (const [index, { reason }] of damages.entries()) {
    const key = path.basename(at(folders, index));
    expect(remarks).toContain(`put aside a damaged picture (${key.slice(0, 12)}: ${reason})`);
    const place = aside.find((name) => name.startsWith(key)) ?? "";
    expect(readFileSync(path.join(quarantine, place, "reason.txt"), "utf8")).toBe(`${reason}\n`);
  }
  expect(pixelHashes(one.manifest())).toEqual(before);
  for (const { file, fileSha256 } of one.manifest().images)
    expect(sha256(readFileSync(path.join(one.folders.runs, "small", file)))).toBe(fileSha256);
});

test("a dry run finds a damaged picture and leaves it where it is", async () => {
  const { one, folders } = await drawn();
  const folder = at(folders, 0);
  truncateSync(path.join(folder, "image.png"), 300);
  const remarks: string[] = [];
  const options = { dryRun: true, onRemark: (text: string) => remarks.push(text) };
  expect(await one.generate(spec, options)).toMatchObject({ reused: 5, missing: 1 });
  expect(remarks).toEqual([expect.stringContaining("found a damaged picture")]);
  expect(readdirSync(one.folders.runs).toSorted()).toEqual(["objects", "small"]);
  expect(readdirSync(folder)).toContain("image.png");
});

test("verify compares pixels too: a record whose bytes agree but whose pixels don't is noticed", async () => {
  const { one, folders } = await drawn();
  const folder = at(folders, 0);
  const file = path.join(folder, "record.json");
  const record = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, JSON.stringify({ ...record, pixelsSha256: "0".repeat(64) }));
  expect(await one.generate(spec)).toMatchObject({ made: 0 });
  const remarks: string[] = [];
  const options = { verify: true, onRemark: (text: string) => remarks.push(text) };
  expect(await one.generate(spec, options)).toMatchObject({ made: 1 });
  expect(remarks).toEqual([expect.stringContaining("its pixels have another hash")]);
});

test("a picture replaced in the run's folder is the store's again", async () => {
  const { one } = await drawn();
  const { file, fileSha256 } = at(one.manifest().images, 0);
  const place = path.join(one.folders.runs, "small", file);
  rmSync(place);
  writeFileSync(place, "not a picture");
  expect(await one.generate(spec)).toMatchObject({ made: 0 });
  expect(sha256(readFileSync(place))).toBe(fileSha256);
});
