import type { Page, Response } from "playwright-core";
import { expect, test } from "vitest";
import { completionCode } from "./fixture.ts";
import { secretWords } from "./fixture-documents.ts";
import * as journey from "./journey.ts";
import { describeInBrowser, newVisitor } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

interface Heard {
  url: string;
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

const pairs = 24;

describeInBrowser("blinding", () => {
  const stage = servedStage([{ id: "demo" }]);
  const browser = sharedBrowser();

  test("nothing a participant receives names an arm, a model, a prompt or a file", async () => {
    const { fixture, served } = stage();
    const { page, complaints, context } = await newVisitor(browser(), { reducedMotion: "reduce" });
    const heard = listen(page);
    await takePart(page, `${served.origin}/s/demo`);
    const beforeEnd = [...(await heard())];
    await page.getByRole("button", { name: "Finish" }).click();
    await page.getByText(completionCode).waitFor();
    const all = await heard();

    const stimuli = await fixture.database.stimulus.findMany({ where: { studyId: "demo" } });
    const words = [
      ...secretWords,
      ...stimuli.flatMap(({ id, file, pixelsSha256 }) => [id, file, pixelsSha256]),
    ];
    for (const one of all) expect(leaks(one, words), one.url).toEqual([]);
    // Bodies were really read: a participant does get prompts, and the code at the end.
    expect(all.some((one) => leaks(one, ["a bowl of lemons"]).length > 0)).toBe(true);
    expect(all.some((one) => leaks(one, [completionCode]).length > 0)).toBe(true);
    for (const one of beforeEnd) expect(leaks(one, [completionCode]), one.url).toEqual([]);
    const kept = JSON.stringify([await context.cookies(), await storageOf(page)]);
    expect(words.filter((word) => kept.includes(word))).toEqual([]);
    expect(complaints).toEqual([]);
    await checkPictures(all);
    await context.close();
  });

  test("a picture is served to its own session only; everything else gets one and the same answer", async () => {
    const { fixture, served } = stage();
    const [token] = await fixture.database.token.findMany({ take: 1 });
    const addresses = [
      `/i/${"A".repeat(32)}`,
      `/i/${token?.token}`,
      `/i/${token?.token.slice(1)}`,
      `/i/${token?.token.toLowerCase()}a`,
      "/i/x",
      "/i/secrets.json",
    ];
    const answers = await Promise.all(
      addresses.map(async (address) => {
        const response = await fetch(`${served.origin}${address}`);
        const headers = [...response.headers].filter(([name]) => name !== "date");
        return { status: response.status, body: await response.text(), headers };
      }),
    );
    expect(answers[0]?.status).toBe(404);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });
});

/** Collects every response of a page; asked for them, it waits until their bodies are there. */
function listen(page: Page): () => Promise<Heard[]> {
  const coming: Promise<Heard>[] = [];
  page.on("response", (response) => coming.push(hear(response)));
  return () => Promise.all(coming);
}

async function hear(response: Response): Promise<Heard> {
  const body = await response.body().catch(() => Buffer.alloc(0)); // a redirect has none
  const headers = await response.allHeaders();
  return { url: response.url(), status: response.status(), headers, body };
}

const leaks = ({ url, headers, body }: Heard, words: readonly string[]): string[] => {
  const text = `${url}\n${JSON.stringify(headers)}\n${body.toString("latin1")}`;
  return words.filter((word) => text.includes(word));
};

const storageOf = (page: Page) => page.evaluate(() => ({ ...localStorage, ...sessionStorage }));

/** The whole study with the pointer, up to the last page. */
async function takePart(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: "I agree, continue" }).click();
  for (const place of ["1 of 3", "2 of 3"]) {
    await page.getByText(place).waitFor();
    await page.getByRole("link", { name: "Continue" }).click();
  }
  await page.getByRole("button", { name: "Try two pairs" }).click();
  for (const text of ["a blue square", "a yellow square"]) {
    await page.locator(".prompt span", { hasText: text }).last().waitFor();
    await journey.pairVisible(page);
    await page.getByRole("button", { name: "Left picture" }).click();
  }
  await page.getByRole("button", { name: "Start" }).click();
  for (let pair = 1; pair <= pairs; pair += 1) {
    if (pair === 1 || pair === 1 + pairs / 2) await journey.enterBlock(page);
    await journey.atPair(page, pair, pairs).waitFor();
    await journey.pairVisible(page);
    await page.getByRole("button", { name: pair % 2 === 0 ? "← Left" : "Right picture" }).click();
  }
  await journey.heading(page, "That was the last pair.").waitFor();
}

/** All pictures of the trials look alike in everything but their pixels. */
async function checkPictures(all: readonly Heard[]): Promise<void> {
  const pictures = all.filter(({ url }) => new URL(url).pathname.startsWith("/i/"));
  expect(new Set(pictures.map(({ url }) => url)).size).toBe(2 * pairs);
  const looks = pictures.map(({ url, status, headers: { date: _, ...rest }, body }) => ({
    address: new URL(url).pathname.replace(/[\w-]{32}$/, "…"),
    status,
    headers: rest,
    length: body.length,
    chunks: chunkNames(body),
  }));
  for (const look of looks) expect(look).toEqual(looks[0]);
  for (const name of ["etag", "last-modified", "server-timing", "content-encoding", "age"])
    expect(looks[0]?.headers).not.toHaveProperty(name);
  // Practice pictures are of no study, and look like any other.
  const practice = all.filter(({ url }) => /\/practice\/\d\//.test(new URL(url).pathname));
  expect(practice.length).toBeGreaterThan(0);
  // (Not all their bodies are at hand: the browser lets go of what was on a page that was left.)
  for (const { headers } of practice.filter(({ status }) => status === 200)) {
    const { date: _, ...rest } = headers;
    expect(rest).toEqual(looks[0]?.headers);
  }
}

function chunkNames(png: Buffer): string[] {
  const names: string[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    names.push(png.toString("latin1", at + 4, at + 8));
  return names;
}
