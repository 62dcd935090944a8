import { at } from "@pairlab/domain/at";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { completionCode, type Fixture } from "./fixture.ts";
import * as journey from "./journey.ts";
import { describeInBrowser, newVisitor } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const pairs = 24;

describeInBrowser("a participant", () => {
  const stage = servedStage([{ id: "demo" }, { id: "shut", state: "closed" }]);
  const browser = sharedBrowser();

  test("finishes the whole study with the keyboard alone; each trial has exactly one vote", async () => {
    const { fixture, served } = stage();
    const { page, complaints, context } = await newVisitor(browser());
    await journey.agreeAndLearn(page, `${served.origin}/s/demo`);
    await journey.practise(page);
    await journey.start(page);
    await firstBlock(page);
    await journey.heading(page, "Half-way.").waitFor();
    await journey.enterBlock(page);
    await secondBlock(page);
    await journey.heading(page, "That was the last pair.").waitFor();
    await journey.pressByKeyboard(page, "Finish");
    await journey.heading(page, "Thank you, your answers are saved.").waitFor();
    await page.getByText(completionCode).waitFor();
    expect(new URL(page.url()).pathname).toBe("/s/demo/done");

    const session = await onlySession(fixture);
    expect(session.step).toBe("done");
    expect(session.holds?.finishedAt).toEqual(session.finishedAt);
    const { answers } = session;
    expect(answers.map(({ trialIndex }) => trialIndex)).toEqual([...Array(pairs).keys()]);
    expect(answers.map(({ choice }) => choice)).toEqual(
      answers.map(({ trialIndex }) => (trialIndex % 2 === 0 ? "right" : "left")),
    );
    expect(new Set(answers.map(({ inputDevice }) => inputDevice))).toEqual(new Set(["key"]));
    expect(Math.min(...answers.map(({ rtMs }) => rtMs))).toBeGreaterThanOrEqual(200);
    expect(answers[3]?.prematurePresses).toBe(1); // the second of two presses on the pair before
    expect(answers[6]?.presentation).toBe(2); // shown again by the reload
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("who declines, and who comes to a closed study, leaves no trace", async () => {
    const { fixture, served } = stage();
    const before = await fixture.database.session.count();
    const { page, complaints, context } = await newVisitor(browser());
    await page.goto(`${served.origin}/s/demo`);
    await journey.pressByKeyboard(page, "I don't want to take part");
    await journey.heading(page, "You chose not to take part.").waitFor();
    await page.goto(`${served.origin}/s/shut`);
    await journey.heading(page, "This study is closed.").waitFor();
    expect(await context.cookies()).toEqual([]);
    expect(await fixture.database.session.count()).toBe(before);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

async function onlySession({ database }: Fixture) {
  const sessions = await database.session.findMany({
    where: { studyId: "demo" },
    include: { answers: { orderBy: { trialIndex: "asc" } }, lease: true, holds: true },
  });
  expect(sessions).toHaveLength(1);
  return at(sessions, 0);
}

const keyOf = (pair: number) => (pair % 2 === 0 ? "ArrowLeft" : "ArrowRight");

/** Twelve pairs, three of them with trouble. */
async function firstBlock(page: Page): Promise<void> {
  const troubles = new Map([
    [3, pressTwice],
    [5, holdDown],
    [7, reloadAndAnswer],
  ]);
  for (let pair = 1; pair <= pairs / 2; pair += 1) {
    const trouble = troubles.get(pair);
    if (trouble === undefined) await journey.answerPair(page, pair, pairs, keyOf(pair));
    else await trouble(page, pair);
  }
}

/** Twelve pairs with the prompt; none of them needs scrolling, and no picture moves. */
async function secondBlock(page: Page): Promise<void> {
  const places = new Set<string>();
  for (let pair = 1 + pairs / 2; pair <= pairs; pair += 1) {
    await journey.atPair(page, pair, pairs).waitFor();
    await journey.pairVisible(page);
    places.add(await layout(page));
    await page.keyboard.press(keyOf(pair));
  }
  expect(places.size).toBe(1);
  expect([...places][0]).toMatch(/^1280 × 800: 384 × 384 at (\d+), 384 × 384 at \1$/);
}

/** The room the page takes, and size and height of both pictures. */
const layout = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const boxes = [...document.querySelectorAll(".picture.shown")].map((picture) => {
      const { width, height, top } = picture.getBoundingClientRect();
      return `${width} × ${height} at ${Math.round(top)}`;
    });
    return `${scrollWidth} × ${scrollHeight}: ${boxes.join(", ")}`;
  });

async function pressTwice(page: Page, pair: number): Promise<void> {
  await journey.answerPair(page, pair, pairs, "ArrowRight");
  await page.keyboard.press("ArrowRight");
}

async function holdDown(page: Page, pair: number): Promise<void> {
  await journey.atPair(page, pair, pairs).waitFor();
  await journey.pairVisible(page);
  for (let repeats = 0; repeats < 20; repeats += 1) {
    await page.keyboard.down("ArrowRight");
    await page.waitForTimeout(40);
  }
  await page.keyboard.up("ArrowRight");
  await journey.atPair(page, pair + 1, pairs).waitFor();
}

/** Reloads while a pair is shown: the same pair comes back, each picture on its side. */
async function reloadAndAnswer(page: Page, pair: number): Promise<void> {
  const shown = async () => {
    await journey.atPair(page, pair, pairs).waitFor();
    await journey.pairVisible(page);
    return page
      .locator(".picture.shown")
      .evaluateAll((found) => found.map((picture) => picture.getAttribute("src")));
  };
  const before = await shown();
  await page.reload();
  expect(await shown()).toEqual(before);
  await page.keyboard.press("ArrowRight");
}
