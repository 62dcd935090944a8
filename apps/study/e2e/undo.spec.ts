import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { minimumWindow } from "../src/core/minimum-window.ts";
import { atFirstPair } from "./at-first-pair.ts";
import { displayPx, prompts } from "./fixture-documents.ts";
import * as journey from "./journey.ts";
import { describeInBrowser } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const pairs = 24;

describeInBrowser("a pair", () => {
  const stage = servedStage([{ id: "demo", ties: "allowed" }]);
  const browser = sharedBrowser();
  const begin = () => atFirstPair(stage(), browser());

  test("Undo brings the last pair back, with the same sides; both answers are kept, the last counts", async () => {
    const { page, context, answers, complaints } = await begin();
    const first = await addresses(page);
    await journey.answerPair(page, 1, pairs, "ArrowLeft");
    await journey.atPair(page, 2, pairs).waitFor();
    await journey.pairVisible(page);
    await page.keyboard.press("Backspace");
    await journey.atPair(page, 1, pairs).waitFor();
    await journey.pairVisible(page);
    expect(await addresses(page)).toEqual(first);
    await page.keyboard.press("Backspace"); // not two steps
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await journey.atPair(page, 2, pairs).waitFor();
    await expect.poll(async () => (await answers()).length).toBe(2);
    expect(
      (await answers()).map(({ trialIndex, revision, choice, presentation }) => [
        ...[trialIndex, revision, choice, presentation],
      ]),
    ).toEqual([
      [0, 0, "left", 1],
      [0, 1, "right", 2],
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("Undo works on the page between two halves and on the last one, after a reload too", async () => {
    const { page, context, answers } = await begin();
    for (let pair = 1; pair <= pairs / 2; pair += 1)
      await journey.answerPair(page, pair, pairs, "ArrowLeft");
    await journey.heading(page, "Half-way.").waitFor();
    await page.getByRole("button", { name: "Undo last" }).click();
    await journey.answerPair(page, 12, pairs, "ArrowDown");
    await journey.enterBlock(page);
    for (let pair = 13; pair <= pairs; pair += 1)
      await journey.answerPair(page, pair, pairs, "ArrowLeft");
    await journey.heading(page, "That was the last pair.").waitFor();
    await expect.poll(async () => (await answers()).length).toBe(25);
    await page.reload();
    await journey.heading(page, "That was the last pair.").waitFor();
    await page.keyboard.press("Backspace");
    await journey.answerPair(page, 24, pairs, "ArrowRight");
    await journey.heading(page, "That was the last pair.").waitFor();
    await expect.poll(async () => (await answers()).length).toBe(26);
    const last = (await answers()).filter(({ trialIndex }) => [11, 23].includes(trialIndex));
    expect(last.map(({ revision, choice }) => [revision, choice])).toEqual([
      ...[
        [0, "left"],
        [1, "tie"],
        [0, "left"],
        [1, "right"],
      ],
    ]);
    await page.getByRole("button", { name: "Finish" }).click();
    await journey.heading(page, "Thank you, your answers are saved.").waitFor();
    await context.close();
  });

  test("looking closer shows the same part of both pictures, in whole pixels; choosing works inside", async () => {
    const { page, context, answers } = await begin();
    await journey.pairVisible(page);
    const whole = await boxes(page);
    await page.keyboard.press("ArrowUp");
    expect(await boxes(page)).toEqual([768, 768, -192, -192, 768, 768, -192, -192]);
    await page.keyboard.press("Shift+ArrowRight");
    expect(await boxes(page)).toEqual([768, 768, -224, -192, 768, 768, -224, -192]);
    await page.mouse.move(5, 5);
    await page.getByRole("button", { name: "Left picture" }).hover({ position: { x: 1, y: 383 } });
    expect((await boxes(page)).slice(2, 4)).toEqual([-1, -383]);
    await page.keyboard.press("Escape");
    expect(await boxes(page)).toEqual(whole);
    await page.getByRole("button", { name: "Look closer" }).click();
    await page.getByRole("button", { name: "Right picture" }).click();
    await journey.atPair(page, 2, pairs).waitFor();
    await journey.pairVisible(page);
    expect((await boxes(page))[0]).toBe(384); // the next pair is whole again
    await expect.poll(async () => (await answers()).length).toBe(1);
    const [answer] = await answers();
    expect([answer?.choice, answer?.flips]).toEqual(["right", 2]);
    expect(answer?.zoomMs).toBeGreaterThan(0);
    expect(answer?.zoomMs).toBeLessThan(answer?.rtMs ?? 0);
    await context.close();
  });

  test("what is wrong with a pair is a skip with its reason", async () => {
    const { page, context, answers } = await begin();
    await journey.pairVisible(page);
    await page.getByRole("button", { name: "Something is wrong" }).click();
    await page.keyboard.type("The left one is black");
    await page.keyboard.press("ArrowLeft"); // moves in the text and chooses nothing
    await page.getByRole("button", { name: "A picture isn't shown" }).click();
    await journey.answerPair(page, 2, pairs, "ArrowDown");
    await expect.poll(async () => (await answers()).length).toBe(2);
    const [one, two] = await answers();
    expect([one?.choice, one?.skipReason, one?.skipNote]).toEqual([
      ...["skip", "not-shown", "The left one is black"],
    ]);
    expect([two?.choice, two?.skipReason, two?.stimulusPx]).toEqual(["tie", null, displayPx]);
    await context.close();
  });

  test("the smallest window that is let in needs no scrolling, and neither does a tablet", async () => {
    const { page, context } = await begin();
    for (let pair = 1; pair <= pairs / 2; pair += 1)
      await journey.answerPair(page, pair, pairs, "ArrowLeft");
    await journey.enterBlock(page);
    await journey.pairVisible(page);
    const longest =
      prompts.map(({ text }) => text).toSorted((a, b) => b.length - a.length)[0] ?? "";
    const { widthPx, heightPx } = minimumWindow(displayPx, longest);
    for (const [width, height] of [
      [widthPx, heightPx],
      [1024, 768],
      [820, 1180],
    ] as const) {
      await page.setViewportSize({ width, height });
      const room = await page.evaluate(() => {
        const { scrollWidth, scrollHeight } = document.documentElement;
        return [scrollWidth, scrollHeight];
      });
      expect(room).toEqual([width, height]);
    }
    await context.close();
  });
});

/** Width, height, left and top of both pictures in their boxes. */
const boxes = (page: Page): Promise<number[]> =>
  page.locator(".picture.shown").evaluateAll((found) =>
    found.flatMap((picture) => {
      const { width, height, left, top } = picture.getBoundingClientRect();
      const box = picture.parentElement?.getBoundingClientRect();
      return [width, height, left - (box?.left ?? 0), top - (box?.top ?? 0)];
    }),
  );

const addresses = async (page: Page) => {
  await journey.pairVisible(page);
  return page
    .locator(".picture.shown")
    .evaluateAll((found) => found.map((picture) => picture.getAttribute("src")));
};
