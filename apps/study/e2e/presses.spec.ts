import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { atFirstPair } from "./at-first-pair.ts";
import * as journey from "./journey.ts";
import { describeInBrowser } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const pairs = 24;
const tablet = { hasTouch: true, viewport: { width: 820, height: 1180 } };

describeInBrowser("presses", () => {
  const stage = servedStage([{ id: "demo", ties: "allowed" }]);
  const browser = sharedBrowser();

  test("before both pictures show, in the guard, held or doubled, they are no answers, and all are counted", async () => {
    const late = latePictures();
    const { page, answers, complaints, context } = await atFirstPair(stage(), browser(), {
      prepare: late.prepare,
    });
    await page.getByText("Loading…").first().waitFor();
    await page.keyboard.press("ArrowLeft"); // 1: nothing is shown
    const box = await page.getByRole("button", { name: "Left picture" }).boundingBox();
    await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 100);
    await page.mouse.down(); // 2: the pointer goes down before the pair is there, and up when it is
    late.arrive();
    await journey.pairVisible(page);
    await page.mouse.up();
    await journey.atPair(page, 1, pairs).waitFor();
    await page.getByRole("button", { name: "Left picture" }).dispatchEvent("click", { detail: 2 }); // 3
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight"); // 1 of the next pair: in its outline or guard
    await journey.answerPair(page, 2, pairs, "ArrowLeft");
    await expect.poll(async () => (await answers()).length).toBe(2);
    expect(
      (await answers()).map(({ choice, prematurePresses }) => [choice, prematurePresses]),
    ).toEqual([
      ["right", 3],
      ["left", 1],
    ]);
    expect((await answers())[0]?.rtMs).toBeGreaterThan(200);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("rtMs begins when both pictures show: time spent loading is in loadMs alone", async () => {
    const late = latePictures();
    const { page, answers, context } = await atFirstPair(stage(), browser(), {
      prepare: late.prepare,
    });
    await page.waitForTimeout(3000);
    late.arrive();
    await journey.answerPair(page, 1, pairs, "ArrowLeft");
    await expect.poll(async () => (await answers()).length).toBe(1);
    const [answer] = await answers();
    expect(Math.max(answer?.loadMsLeft ?? 0, answer?.loadMsRight ?? 0)).toBeGreaterThan(2500);
    expect(answer?.onsetMs).toBeGreaterThan(2500);
    expect(answer?.rtMs).toBeLessThan(2500);
    await context.close();
  });

  test("a look at another tab is recorded: time out of sight, and the focus that was lost", async () => {
    const { page, answers, context } = await atFirstPair(stage(), browser());
    await journey.pairVisible(page);
    const devtools = await context.newCDPSession(page);
    await devtools.send("Emulation.setFocusEmulationEnabled", { enabled: false });
    const other = await context.newPage();
    await other.bringToFront();
    await turn(page, "hidden");
    await other.waitForTimeout(600);
    await turn(page, "visible");
    await page.bringToFront();
    await devtools.send("Emulation.setFocusEmulationEnabled", { enabled: true });
    await page.keyboard.press("ArrowLeft");
    await journey.answerPair(page, 2, pairs, "ArrowRight");
    await expect.poll(async () => (await answers()).length).toBe(2);
    const [away, stayed] = await answers();
    expect(away?.blurCount).toBeGreaterThan(0);
    expect(away?.hiddenMs).toBeGreaterThan(300);
    expect(away?.hiddenMs).toBeLessThan(away?.rtMs ?? 0);
    expect([stayed?.blurCount, stayed?.hiddenMs]).toEqual([0, 0]);
    await context.close();
  });

  test("a tablet needs no keys: a touch chooses, a finger moves both pictures of the closer view and chooses nothing", async () => {
    const { page, answers, complaints, context } = await atFirstPair(stage(), browser(), tablet);
    await journey.pairVisible(page);
    expect(await sidewaysPx(page)).toBe(0);
    await page.getByRole("button", { name: "Right picture" }).tap();
    await journey.atPair(page, 2, pairs).waitFor();
    await journey.pairVisible(page);
    await page.getByRole("button", { name: "Look closer" }).tap();
    const before = await corners(page);
    await drag(page, { x: -60, y: -40 });
    expect(await corners(page)).toEqual(before.map(({ x, y }) => ({ x: x - 60, y: y - 40 })));
    await page.keyboard.press("Shift+ArrowLeft"); // every drag has a key
    expect(await corners(page)).toEqual(before.map(({ x, y }) => ({ x: x - 60 + 32, y: y - 40 })));
    await page.waitForTimeout(300);
    expect(await answers()).toHaveLength(1);
    await page.getByRole("button", { name: "Left picture" }).tap();
    await journey.atPair(page, 3, pairs).waitFor();
    await journey.pairVisible(page);
    await page.getByRole("button", { name: "No preference" }).tap();
    await journey.atPair(page, 4, pairs).waitFor();
    await page.getByRole("button", { name: "Undo last" }).tap();
    await journey.atPair(page, 3, pairs).waitFor();
    await expect.poll(async () => (await answers()).length).toBe(3);
    expect((await answers()).map(({ choice, inputDevice }) => [choice, inputDevice])).toEqual([
      ["right", "touch"],
      ["left", "touch"],
      ["tie", "touch"],
    ]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Pictures on the right that come when they are let. */
function latePictures() {
  let arrive = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const prepare = async (page: Page) => {
    await page.route("**/i/*", async (route) => {
      const right = page.locator(".place:last-child .picture").first();
      const isRight = (await right.getAttribute("src")) === new URL(route.request().url()).pathname;
      if (isRight) await late;
      await route.continue();
    });
  };
  return { prepare, arrive: () => arrive() };
}

/** A browser without a window hides none of its pages: this one is told so. */
const turn = (page: Page, state: DocumentVisibilityState) =>
  page.evaluate((now) => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => now });
    document.dispatchEvent(new Event("visibilitychange"));
  }, state);

const sidewaysPx = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Where the visible pictures begin, in the window. */
const corners = (page: Page) =>
  page.locator(".picture.shown").evaluateAll((found) =>
    found.map((picture) => {
      const { x, y } = picture.getBoundingClientRect();
      return { x, y };
    }),
  );

/** A finger on the left picture. */
async function drag(page: Page, by: { x: number; y: number }): Promise<void> {
  const box = await page.getByRole("button", { name: "Left picture" }).boundingBox();
  const from = { x: (box?.x ?? 0) + 200, y: (box?.y ?? 0) + 200 };
  const devtools = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", part: number) =>
    devtools.send("Input.dispatchTouchEvent", {
      type,
      touchPoints:
        type === "touchEnd" ? [] : [{ x: from.x + part * by.x, y: from.y + part * by.y }],
    });
  await touch("touchStart", 0);
  for (const part of [0.25, 0.5, 0.75, 1]) await touch("touchMove", part);
  await touch("touchEnd", 1);
}
