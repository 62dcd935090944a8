import { expect, test } from "vitest";
import { minimumWindow } from "../src/core/minimum-window.ts";
import { caller, submission } from "./caller.ts";
import { displayPx, prompts, smallerPx } from "./fixture-documents.ts";
import { servedStage } from "./served-stage.ts";

const stage = servedStage([{ id: "sizes", hasSmaller: true }, { id: "one-size" }]);
const longest = prompts.map(({ text }) => text).toSorted((a, b) => b.length - a.length)[0] ?? null;

/** Somebody who pressed Start in a window. */
async function startedIn(studyId: string, window?: { widthPx: number; heightPx: number }) {
  const person = caller(stage().served.origin, studyId);
  await person.move("agree");
  await person.move("practise");
  await person.move(
    "start",
    window && { width: String(window.widthPx), height: String(window.heightPx) },
  );
  return person;
}

/** Side in pixels of the PNG behind an address. */
async function sideOf(person: ReturnType<typeof caller>, address: string): Promise<number> {
  const response = await person.picture(address);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer()).readUInt32BE(16);
}

const addressesIn = (html: string) => [...new Set(html.match(/\/i\/[A-Za-z0-9_-]{32}/g))];

test.each([
  ["what both pictures and the longest prompt need", minimumWindow(displayPx, longest), displayPx],
  ["a lower window", { widthPx: 1366, heightPx: 520 }, smallerPx],
  ["a narrower window", { widthPx: 700, heightPx: 900 }, smallerPx],
  ["a window too small for any", { widthPx: 320, heightPx: 480 }, smallerPx],
  ["a window that wasn't told", undefined, displayPx],
])("%s gives a size for the whole form, same on both sides", async (_, window, px) => {
  const person = await startedIn("sizes", window);
  const addresses = addressesIn(await (await person.look("trial")).text());
  expect(addresses).toHaveLength(6);
  for (const address of addresses) expect(await sideOf(person, address)).toBe(px);
  const other = px === displayPx ? smallerPx : displayPx;
  expect((await person.answer(submission({ displayPx: other }))).status).toBe(400);
  expect((await person.answer(submission({ displayPx: px }))).status).toBe(200);
});

test("the size is kept: starting again in another window changes nothing", async () => {
  const person = await startedIn("sizes", { widthPx: 700, heightPx: 900 });
  await person.move("start", { width: "2000", height: "2000" });
  await person.look("trial");
  expect((await person.answer(submission({ displayPx: smallerPx }))).status).toBe(200);
});

test("all pictures of a size have one length", async () => {
  const person = await startedIn("sizes", { widthPx: 700, heightPx: 900 });
  const lengths = new Set<string | null>();
  for (const address of addressesIn(await (await person.look("trial")).text()))
    lengths.add((await person.picture(address)).headers.get("content-length"));
  expect(lengths.size).toBe(1);
});

test("practice pictures come in declared sizes and in no other", async () => {
  const person = caller(stage().served.origin, "sizes");
  await person.move("agree");
  for (const px of [displayPx, smallerPx])
    expect(await sideOf(person, `/s/sizes/practice/0/left?size=${px}`)).toBe(px);
  for (const size of ["", "?size=100", "?size=../384", "?size=0384"])
    expect((await person.picture(`/s/sizes/practice/0/left${size}`)).status).toBe(404);
});

test("a study of one size shows it in every window", async () => {
  const person = await startedIn("one-size", { widthPx: 320, heightPx: 480 });
  await person.look("trial");
  expect((await person.answer(submission({ displayPx }))).status).toBe(200);
});
