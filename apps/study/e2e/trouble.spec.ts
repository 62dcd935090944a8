import type { Page, Route } from "playwright-core";
import { expect, test } from "vitest";
import * as journey from "./journey.ts";
import { describeInBrowser, newVisitor } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";
import { watchReveals } from "./watch-reveals.ts";

const pairs = 24;

describeInBrowser("trouble", () => {
  const stage = servedStage([{ id: "demo" }]);
  const browser = sharedBrowser();

  /** Somebody in front of the first pair, with the last session's answers at hand. */
  async function atFirstPair(prepare: (page: Page) => Promise<void> = async () => undefined) {
    const { served } = stage();
    const visitor = await newVisitor(browser());
    for (const move of ["agree", "practise", "start"])
      await visitor.context.request.post(`${served.origin}/s/demo/steps`, {
        form: { move },
        headers: { origin: served.origin },
      });
    await prepare(visitor.page);
    await openTrials(visitor.page);
    const session = await stage().fixture.database.session.findFirstOrThrow({
      orderBy: { createdAt: "desc" },
    });
    return { ...visitor, answers: () => answersOf(session.id) };
  }
  const openTrials = async (page: Page) => {
    await page.goto(`${stage().served.origin}/s/demo/trial`);
    await journey.enterBlock(page);
  };
  const answersOf = (sessionId: string) =>
    stage().fixture.database.answer.findMany({
      where: { sessionId },
      orderBy: { trialIndex: "asc" },
    });

  test("neither picture shows before both are decoded, and a press before that is none", async () => {
    let arrive = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const { page, context, answers } = await atFirstPair(async (shy) => {
      await watchReveals(shy);
      await shy.route("**/i/*", async (route) => {
        const isSecond =
          (await shy.locator(".place:last-child .picture").first().getAttribute("src")) ===
          new URL(route.request().url()).pathname;
        if (isSecond) await late;
        await route.continue();
      });
    });
    const first = page.locator(".place:first-child .picture").first();
    await first.evaluate((picture: HTMLImageElement) => picture.decode());
    await page.getByText("Loading…").first().waitFor();
    expect(await page.locator(".picture.shown").count()).toBe(0);
    await page.keyboard.press("ArrowLeft");
    arrive();
    for (let pair = 1; pair <= 3; pair += 1)
      await journey.answerPair(page, pair, pairs, "ArrowRight");
    await journey.atPair(page, 4, pairs).waitFor();
    await journey.pairVisible(page);
    expect(await page.evaluate(() => [...new Set(window.reveals)].sort())).toEqual([0, 2]);
    const [one, two] = await answers();
    expect([one?.choice, one?.prematurePresses]).toEqual(["right", 1]);
    expect([two?.choice, two?.prematurePresses]).toEqual(["right", 0]);
    await context.close();
  });

  test("a picture that stalls for ten seconds can be skipped, with the reason", async () => {
    const stalled: Route[] = [];
    const { page, context, answers, complaints } = await atFirstPair(async (slow) => {
      await slow.route("**/i/*", async (route) => {
        if (stalled.length > 0) return route.continue();
        stalled.push(route); // the first picture of all never comes
      });
    });
    await page.getByRole("alert").getByText("We couldn't load this pair.").waitFor();
    expect(await page.locator(".picture.shown").count()).toBe(0);
    await page.keyboard.press("ArrowLeft"); // no answer to what isn't shown
    await page.getByRole("button", { name: "Skip", exact: true }).click();
    await journey.atPair(page, 2, pairs).waitFor();
    await journey.answerPair(page, 2, pairs, "ArrowRight");
    await expect.poll(async () => (await answers()).length).toBe(2);
    const [skipped, answered] = await answers();
    expect(skipped).toMatchObject({
      ...{ choice: "skip", skipReason: "load-failed", presentation: 0, onsetMs: null, rtMs: 0 },
      ...{ prematurePresses: 1, inputDevice: "pointer" },
    });
    const { loadMsLeft = 0, loadMsRight = 0 } = skipped ?? {};
    expect(Math.max(loadMsLeft, loadMsRight)).toBeGreaterThanOrEqual(10_000);
    expect([answered?.choice, answered?.trialIndex]).toEqual(["right", 1]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("Try again brings a pair that failed, and nothing was put in its place meanwhile", async () => {
    const { page, context, answers } = await atFirstPair(async (shy) => {
      await shy.route("**/i/*", (route) => route.abort());
    });
    await page.getByRole("alert").getByText("We couldn't load this pair.").waitFor();
    expect(await page.locator(".picture.shown").count()).toBe(0);
    await page.unroute("**/i/*");
    await page.getByRole("button", { name: "Try again" }).click();
    await journey.answerPair(page, 1, pairs, "ArrowLeft");
    await expect.poll(async () => (await answers()).map(({ choice }) => choice)).toEqual(["left"]);
    await context.close();
  });

  test("Back takes nothing back: it leads to the pair that is next", async () => {
    const { page, context, answers } = await atFirstPair();
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await journey.atPair(page, 2, pairs).waitFor();
    await page.goto(`${stage().served.origin}/s/demo/practice`);
    await journey.atPair(page, 2, pairs).waitFor();
    await page.goBack();
    await journey.answerPair(page, 2, pairs, "ArrowLeft");
    await journey.atPair(page, 3, pairs).waitFor();
    await expect
      .poll(async () => (await answers()).map(({ choice }) => choice))
      .toEqual(["right", "left"]);
    await context.close();
  });

  test("of two tabs the first to answer a pair counts, and the other goes on behind it", async () => {
    const { page, context, answers } = await atFirstPair();
    const other = await context.newPage();
    await openTrials(other);
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await journey.answerPair(page, 2, pairs, "ArrowRight");
    await expect.poll(async () => (await answers()).length).toBe(2);
    await journey.answerPair(other, 1, pairs, "ArrowLeft");
    await journey.answerPair(other, 3, pairs, "ArrowLeft");
    await expect
      .poll(async () => (await answers()).map(({ choice }) => choice))
      .toEqual(["right", "right", "left"]);
    await context.close();
  });

  test("without a connection preloaded pairs go on, and their answers arrive afterwards", async () => {
    const { page, context, answers } = await atFirstPair();
    await preloaded(page, 3);
    await context.setOffline(true);
    for (let pair = 1; pair <= 2; pair += 1)
      await journey.answerPair(page, pair, pairs, "ArrowRight");
    await page.getByText("Saving… 2 answers waiting").waitFor();
    await journey.answerPair(page, 3, pairs, "ArrowRight");
    await page.getByText("Waiting for the connection. Your answers are kept.").waitFor();
    expect(await answers()).toEqual([]);
    await context.setOffline(false);
    await journey.answerPair(page, 4, pairs, "ArrowLeft");
    await expect.poll(async () => (await answers()).length).toBe(4);
    await page.getByText("Waiting for the connection").waitFor({ state: "hidden" });
    await context.close();
  });

  test("a killed server has kept what it acknowledged, and the page goes on with the next one", async () => {
    const { page, context, answers } = await atFirstPair();
    await preloaded(page, 3);
    const acknowledged = page.waitForResponse((response) => response.url().endsWith("/answers"));
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await (await acknowledged).finished();
    await stage().served.stop();
    expect((await answers()).map(({ choice }) => choice)).toEqual(["right"]);
    await journey.answerPair(page, 2, pairs, "ArrowLeft");
    await stage().restart();
    await journey.answerPair(page, 3, pairs, "ArrowRight");
    await journey.answerPair(page, 4, pairs, "ArrowRight");
    await expect
      .poll(async () => (await answers()).map(({ trialIndex }) => trialIndex))
      .toEqual([0, 1, 2, 3]);
    await context.close();
  });

  test("a double click on the first button makes one session", async () => {
    const { served, fixture } = stage();
    const before = await fixture.database.session.count();
    const { page, context } = await newVisitor(browser());
    await page.goto(`${served.origin}/s/demo`, { waitUntil: "networkidle" });
    await page.getByRole("button", { name: "I agree, continue" }).dblclick();
    await page.getByText("1 of 3").waitFor();
    expect(await fixture.database.session.count()).toBe(before + 1);
    await context.close();
  });
});

/** Waits until the pictures of so many pairs are in the page and decoded. */
async function preloaded(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => {
    const pictures = [...document.querySelectorAll<HTMLImageElement>(".picture")];
    return pictures.length === wanted && pictures.every(({ complete }) => complete);
  }, 2 * count);
}
