import { readdirSync, truncateSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { emptyFolder } from "../generate.fixture.ts";
import { killedScript } from "../killed-script.fixture.ts";
import { drawnPicture } from "./drawn-picture.fixture.ts";
import { type ObjectStore, openObjectStore } from "./object-store.ts";
import { examinePicture } from "./picture-damage.ts";
import { sha256 } from "./sha256.ts";

const keyText = "a picture";
const key = sha256(keyText);

async function opened(runs = emptyFolder()) {
  const remarks: string[] = [];
  const onRemark = (text: string) => remarks.push(text);
  const store = await openObjectStore({ runs, decode: true, readOnly: false, onRemark });
  return { runs, remarks, store };
}

const stored = async (store: ObjectStore, number: number) =>
  store.add(key, keyText, await drawnPicture(number));
const draftsIn = (runs: string) =>
  readdirSync(path.join(runs, "objects")).filter((name) => name.startsWith(".draft-"));

test("a stored picture is found again, with the hashes of what was painted", async () => {
  const { store } = await opened();
  expect(await store.find(key)).toBeUndefined();
  const record = await stored(store, 1);
  expect(record.pixelsSha256).toBe((await drawnPicture(1)).pixelsSha256);
  expect(await store.find(key)).toEqual(record);
});

test("a picture without latents or durations, brought in from elsewhere, is stored and found too", async () => {
  const { store } = await opened();
  const brought = { ...(await drawnPicture(3)), latents: null, durationsMs: null };
  const record = await store.add(key, keyText, brought);
  expect(record).toMatchObject({ latentsSha256: null, durationsMs: null });
  expect(await store.find(key)).toEqual(record);
});

test("of two who store the same picture the first stays, and a difference is said", async () => {
  const { runs, store, remarks } = await opened();
  const first = await stored(store, 1);
  expect(await stored(store, 1)).toEqual(first);
  expect(remarks).toEqual([]);
  expect(await stored(store, 2)).toEqual(first);
  expect(remarks).toEqual([expect.stringContaining("kept the first of two different pictures")]);
  expect(draftsIn(runs)).toEqual([]);
});

test("a damaged picture doesn't keep a good one out of its place", async () => {
  const { store, remarks } = await opened();
  await stored(store, 1);
  truncateSync(store.imageFile(key), 100);
  const again = await stored(store, 2);
  expect(again.pixelsSha256).toBe((await drawnPicture(2)).pixelsSha256);
  expect(await store.find(key)).toEqual(again);
  expect(remarks).toEqual([expect.stringContaining("put aside a damaged picture")]);
});

test("two who find the same damage at once both find nothing", async () => {
  const { store } = await opened();
  await stored(store, 1);
  truncateSync(store.imageFile(key), 100);
  expect(await Promise.all([store.find(key), store.find(key)])).toEqual([undefined, undefined]);
});

test("killed at any moment of storing, a process leaves whole pictures and no lasting drafts", async () => {
  const runs = emptyFolder();
  const objects = path.join(runs, "objects");
  let left = 0;
  // At least five kills, and on until one of them has met a picture half written.
  for (let kill = 0; kill < 5 || (left === 0 && kill < 25); kill += 1) {
    const delayMs = (3 + kill * 7) % 31;
    const when = { line: "ready", delayMs };
    expect(await killedScript("adapters/store-writer.fixture.ts", [runs], when)).toBe(true);
    left += draftsIn(runs).length;
    for (const name of readdirSync(objects, { recursive: true, encoding: "utf8" })) {
      if (!/^..[/\\][0-9a-f]{64}$/.test(name)) continue;
      const found = await examinePicture(path.join(objects, name), path.basename(name), true);
      expect(found.status).toBe("whole");
    }
  }
  expect(left).toBeGreaterThan(0);
  await opened(runs);
  expect(draftsIn(runs)).toEqual([]);
});
