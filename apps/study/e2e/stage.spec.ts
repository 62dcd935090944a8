import { rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { words as de } from "../src/texts/de.ts";
import { caller, started } from "./caller.ts";
import { german } from "./fixture-german.ts";
import { servedStage } from "./served-stage.ts";

const stage = servedStage([{ id: "demo" }, { id: "spoken", document: german }, { id: "broken" }]);
const origin = () => stage().served.origin;

const linksOf = (html: string) => ({
  script: /<script type="module" nonce="([^"]+)" src="([^"]+)">/.exec(html),
  style: /<link rel="stylesheet" href="([^"]+)">/.exec(html)?.[1] ?? "",
});

test("a page with pictures is kept by no cache, and its one script runs by the page's own nonce", async () => {
  const person = await started(origin(), "demo");
  const page = await person.look("trial");
  expect(new URL(page.url).pathname).toBe("/s/demo/trial");
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("referrer-policy")).toBe("no-referrer");
  const html = await page.text();
  const [, nonce = "none"] = linksOf(html).script ?? [];
  expect(page.headers.get("content-security-policy")).toContain(`'nonce-${nonce}'`);
  expect(html.match(/<script/g)).toHaveLength(2); // the other one holds data
});

test("what a page with pictures loads is named after its content, and may be kept for ever", async () => {
  const html = await (await (await started(origin(), "demo")).look("trial")).text();
  const { script, style } = linksOf(html);
  for (const [address, type] of [
    [script?.[2] ?? "", "javascript"],
    [style, "css"],
  ] as const) {
    expect(address).toMatch(/^\/stage\/(script|style)-[A-Z0-9]{8}\.(js|css)$/);
    const file = await fetch(`${origin()}${address}`);
    expect(file.status).toBe(200);
    expect(file.headers.get("content-type")).toContain(type);
    expect(file.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(file.headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("without scripts it says what is missing, in the person's language", async () => {
  const html = await germanPractice();
  expect(html).toContain(`<html lang="de">`);
  expect(html).toContain(`<noscript><main class="sheet short"><h1>${de.problem.withoutScript}`);
  expect(html).toContain(`<title>${de.practice.title} · Pairlab</title>`);
});

test("whoever belongs on another page is led to it", async () => {
  const person = await started(origin(), "demo");
  expect(new URL((await person.look("practice")).url).pathname).toBe("/s/demo/trial");
  const stranger = caller(origin(), "demo");
  expect(new URL((await stranger.look("trial")).url).pathname).toBe("/s/demo");
});

async function germanPractice(): Promise<string> {
  const person = caller(origin(), "spoken");
  await person.arrive("language=de");
  await person.move("agree");
  await stage().fixture.database.session.update({
    where: { id: person.sessionId() },
    data: { step: "practice" },
  });
  return (await person.look("practice")).text();
}

test("a study that isn't there is no page", async () => {
  for (const id of ["nowhere", "%3Cb%3E", "A B"])
    for (const page of ["trial", "practice"]) {
      const response = await fetch(`${origin()}/s/${id}/${page}`);
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toContain("text/html");
    }
});

test("a page that can't be made leads to the problem page, with the reference that is in the log", async () => {
  const person = caller(origin(), "broken");
  await person.move("agree");
  await person.move("practise");
  rmSync(path.join(stage().fixture.dataDir, "stimuli/broken/practice.json"));
  const page = await person.look("practice");
  expect(new URL(page.url).pathname).toBe("/s/broken/problem");
  const reference = new URL(page.url).searchParams.get("reference") ?? "none";
  expect(await page.text()).toContain(reference);
  const said = stage().served.complaints();
  expect(said).toContain(`error ${reference}`);
  expect(said).toContain("missing practice pairs");
});
