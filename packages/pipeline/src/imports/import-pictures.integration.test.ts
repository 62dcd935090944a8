import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Manifest } from "@pairlab/domain/manifest";
import { afterEach, beforeEach, expect, test } from "vitest";
import { drawnSquare } from "../adapters/drawn-file.fixture.ts";
import { withPngText } from "../core/png-text.ts";
import { type ImportPlace, importPlace } from "./import.fixture.ts";
import { verifyRun } from "./verify-run.ts";

let place: ImportPlace;

beforeEach(() => {
  place = importPlace();
});
afterEach(() => place.remove());

test("a table of pictures becomes a run with declared settings and hashes", async () => {
  await place.draw("one/a.png", 10);
  await place.draw("one/b.jpg", 20);
  await place.draw("c.webp", 30, 16);
  await place.draw("d.png", 40, 16);
  const { manifest, manifestFile } = await place.importAs(
    place.table(
      "model,prompt,file,steps,guidance,scheduler,revision,seconds",
      "Some Model v6,star,one/a.png,4,7.5,DPM++ 2M,abc,1.5",
      '"Some Model v6","a moon, above a house",one/b.jpg,4,7.5,DPM++ 2M,abc,2.5',
      "other,star,c.webp,,,,,",
      "other,moon,d.png,,,,,",
    ),
    { labels: [["other", "The other one"]] },
  );
  expect(manifest).toEqual(Manifest.parse(JSON.parse(readFileSync(manifestFile, "utf8"))));
  expect(manifest).toMatchObject({ kind: "imported", complete: true, gaps: [], seeds: [0] });
  expect(manifest.arms).toEqual([
    {
      id: "Some-Model-v6",
      label: "Some Model v6",
      declared: {
        model: "Some Model v6",
        revision: "abc",
        steps: 4,
        guidance: 7.5,
        scheduler: "DPM++ 2M",
      },
      sizes: [{ width: 8, height: 8 }],
    },
    {
      id: "other",
      label: "The other one",
      declared: { model: "other" },
      sizes: [{ width: 16, height: 16 }],
    },
  ]);
  const [first, second] = manifest.images;
  expect(first).toMatchObject({
    armId: "Some-Model-v6",
    promptId: "star",
    file: "images/Some-Model-v6/star-0.png",
    declared: { seconds: 1.5 },
    source: { file: "one/a.png", format: "png", changes: [] },
  });
  expect(second).toMatchObject({ promptId: "moon", source: { format: "jpeg" } });
  expect(await verifyRun(manifestFile, () => undefined)).toEqual({ pictures: 4, damaged: [] });
});

test("a folder of pictures becomes a run; seeds and gaps come from the names", async () => {
  await place.draw("in/a/star-0.png", 1);
  await place.draw("in/a/star-1.png", 2);
  await place.draw("in/a/moon-0.webp", 3);
  await place.draw("in/b/star-0.png", 4);
  await place.draw("in/b/star-1.png", 5);
  await place.draw("in/b/moon-0.png", 6);
  await place.draw("in/b/moon-1.png", 7);
  writeFileSync(path.join(place.root, "in/b/notes.txt"), "");
  writeFileSync(path.join(place.root, "in/.hidden.png"), "");
  const { manifest, ignored } = await place.importAs("in");
  expect(ignored).toEqual(["b/notes.txt"]);
  expect(manifest.seeds).toEqual([0, 1]);
  expect(manifest.complete).toBe(false);
  expect(manifest.gaps).toEqual([{ armId: "a", promptId: "moon", seed: 1 }]);
  expect(manifest.images).toHaveLength(7);
  expect(readdirSync(path.join(place.runs, "mine/images/a")).sort()).toEqual([
    "moon-0.png",
    "star-0.png",
    "star-1.png",
  ]);
});

test("one picture a prompt stands under one seed, whatever seeds were used", async () => {
  const own = place.table(
    "model,prompt,file,seed",
    `a,star,${await place.draw("a1.png", 1)},41`,
    `a,moon,${await place.draw("a2.png", 2)},42`,
    `b,star,${await place.draw("b1.png", 3)},`,
    `b,moon,${await place.draw("b2.png", 4)},7`,
  );
  const { manifest } = await place.importAs(own);
  expect(manifest.seeds).toEqual([0]);
  expect(manifest.complete).toBe(true);
  expect(manifest.images.map(({ declared }) => declared.seed)).toEqual([41, 42, undefined, 7]);
  const shared = place.table(
    "model,prompt,file,seed",
    "a,star,a1.png,5",
    "a,moon,a2.png,5",
    "b,star,b1.png,5",
    "b,moon,b2.png,5",
  );
  expect((await place.importAs(shared)).manifest.seeds).toEqual([5]);
});

test("the same import again changes nothing; a fuller one replaces the manifest", async () => {
  await place.draw("in/a/star.png", 1);
  const { manifestFile } = await place.importAs("in");
  const before = readFileSync(manifestFile);
  await place.importAs("in");
  expect(readFileSync(manifestFile).equals(before)).toBe(true);
  await place.draw("in/a/moon.png", 2);
  expect((await place.importAs("in")).manifest.complete).toBe(true);
  expect(readdirSync(path.join(place.runs, "mine")).sort()).toEqual(["images", "manifest.json"]);
});

test("a complete import isn't lost to another one of its name", async () => {
  await place.draw("in/a/star.png", 1);
  await place.draw("in/a/moon.png", 2);
  const first = await place.importAs("in");
  await place.draw("other/b/star.png", 3);
  await place.importAs("other");
  const earlier = path.join(place.runs, "mine/earlier", first.manifest.sourceSha256.slice(0, 12));
  expect((await verifyRun(path.join(earlier, "manifest.json"), () => undefined)).damaged).toEqual(
    [],
  );
  expect(readdirSync(path.join(place.runs, "mine/images"))).toEqual(["b"]);
});

test("equal pixels are one object of the store, whatever file they came in", async () => {
  await place.draw("in/a/star.png", 1);
  await place.draw("in/b/star.webp", 1);
  const { manifest } = await place.importAs("in");
  expect(new Set(manifest.images.map(({ key }) => key)).size).toBe(1);
  expect(readdirSync(path.join(place.runs, "objects"))).toHaveLength(1);
});

test("what a picture says of itself is kept and not believed", async () => {
  const png = withPngText(await drawnSquare(1).png().toBuffer(), "pairlab", '{"kind":"generated"}');
  mkdirSync(path.join(place.root, "in/a"), { recursive: true });
  writeFileSync(path.join(place.root, "in/a/star.png"), png);
  const { manifest, manifestFile } = await place.importAs("in");
  expect(manifest.images[0]?.source.capsule).toBe('{"kind":"generated"}');
  expect(manifest.kind).toBe("imported");
  const kept = readFileSync(path.join(path.dirname(manifestFile), "images/a/star-0.png"));
  expect(kept.includes("pairlab")).toBe(false);
});

test("a picture that was changed or removed is found by verifying", async () => {
  await place.draw("in/a/star.png", 1);
  await place.draw("in/a/moon.png", 2);
  const { manifestFile } = await place.importAs("in");
  const images = path.join(path.dirname(manifestFile), "images/a");
  rmSync(path.join(images, "moon-0.png"));
  rmSync(path.join(images, "star-0.png")); // a link into the store: write beside it
  await drawnSquare(200).toFile(path.join(images, "star-0.png"));
  const { damaged } = await verifyRun(manifestFile, () => undefined);
  expect(damaged).toEqual([
    { file: "images/a/star-0.png", reason: "its bytes have another hash" },
    { file: "images/a/moon-0.png", reason: "missing" },
  ]);
});
