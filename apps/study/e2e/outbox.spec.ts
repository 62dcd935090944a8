import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { atFirstPair } from "./at-first-pair.ts";
import * as journey from "./journey.ts";
import { describeInBrowser } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const pairs = 24;

describeInBrowser("answers that wait", () => {
  const stage = servedStage([{ id: "demo" }]);
  const browser = sharedBrowser();
  const begin = (prepare?: (page: Page) => Promise<void>) =>
    atFirstPair(stage(), browser(), prepare && { prepare });

  test("outlive a page that is left without a connection: the next page sends them first", async () => {
    const { page, context, answers } = await begin();
    await preloaded(page);
    await context.setOffline(true);
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await journey.answerPair(page, 2, pairs, "ArrowLeft");
    await page.getByText("Saving… 2 answers waiting").waitFor();
    await page.reload().catch(() => undefined); // no connection: the browser's own page
    expect(await answers()).toEqual([]);
    await context.setOffline(false);
    await page.goto(`${stage().served.origin}/s/demo/trial`);
    await journey.atPair(page, 3, pairs).waitFor();
    await expect
      .poll(async () => (await answers()).map(({ choice }) => choice))
      .toEqual(["right", "left"]);
    await journey.answerPair(page, 3, pairs, "ArrowRight");
    await expect.poll(async () => (await answers()).length).toBe(3);
    await expect.poll(() => stored(page)).toBe(0);
    await context.close();
  });

  test("half a minute without a connection costs nothing", async () => {
    const { page, context, answers } = await begin();
    await preloaded(page);
    await context.setOffline(true);
    for (let pair = 1; pair <= 3; pair += 1)
      await journey.answerPair(page, pair, pairs, "ArrowRight");
    await page.getByText("Waiting for the connection. Your answers are kept.").waitFor();
    await page.waitForTimeout(30_000);
    await context.setOffline(false);
    await journey.answerPair(page, 4, pairs, "ArrowLeft");
    await expect
      .poll(async () => (await answers()).map(({ choice }) => choice))
      .toEqual(["right", "right", "right", "left"]);
    await context.close();
  });

  test("are sent again when the server's word is lost, and are one answer all the same", async () => {
    const { page, context, answers } = await begin();
    let lost = 0;
    await page.route("**/answers", async (route) => {
      if (lost > 0) return route.continue();
      lost += 1;
      await route.fetch(); // the server has it
      await route.abort("connectionreset");
    });
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await journey.answerPair(page, 2, pairs, "ArrowLeft");
    await expect
      .poll(async () => (await answers()).map(({ choice }) => choice))
      .toEqual(["right", "left"]);
    await expect.poll(() => stored(page)).toBe(0);
    expect(lost).toBe(1);
    await context.close();
  });

  test("wait in the page's memory where the browser has no storage, and that is said", async () => {
    const { page, context, answers } = await begin(async (shy) => {
      await shy.addInitScript(() => {
        Object.defineProperty(window, "indexedDB", {
          get: () => {
            throw new DOMException("The operation is insecure.", "SecurityError");
          },
        });
      });
    });
    await preloaded(page);
    await context.setOffline(true);
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await page
      .getByText("Saving… 1 answer waiting. Please keep this page open", { exact: false })
      .waitFor();
    await context.setOffline(false);
    await expect.poll(async () => (await answers()).length).toBe(1);
    await page.getByText("Please keep this page open").waitFor({ state: "hidden" });
    await context.close();
  });

  test("wait in the page's memory where the disk is full; the page says so, and the browser asks before it is left", async () => {
    const { origin } = stage().served;
    const { page, context, answers, complaints } = await begin(async (full) => {
      const devtools = await full.context().newCDPSession(full);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
    });
    const asked: string[] = [];
    page.on("dialog", (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss(); // stay
    });
    await preloaded(page);
    await context.setOffline(true);
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await journey.answerPair(page, 2, pairs, "ArrowLeft");
    await page
      .getByText("Saving… 2 answers waiting. Please keep this page open", { exact: false })
      .waitFor();
    expect(await stored(page)).toBe(0);
    await page.close({ runBeforeUnload: true });
    await expect.poll(() => asked).toEqual(["beforeunload"]);
    await context.setOffline(false);
    await expect
      .poll(async () => (await answers()).map(({ choice }) => choice))
      .toEqual(["right", "left"]);
    await page.getByText("Please keep this page open").waitFor({ state: "hidden" });
    await page.reload(); // nothing waits: nobody is asked
    await journey.atPair(page, 3, pairs).waitFor();
    expect(asked).toEqual(["beforeunload"]);
    expect(complaints.filter((one) => !one.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
    await context.close();
  });

  test("and the pair that is next are the same on the next day, in a browser that was closed meanwhile", async () => {
    const { page, context, answers } = await begin();
    await journey.answerPair(page, 1, pairs, "ArrowRight");
    await expect.poll(async () => (await answers()).length).toBe(1);
    await journey.atPair(page, 2, pairs).waitFor();
    const before = await shown(page);
    const kept = await context.storageState();
    await context.close();
    const day = 26 * 3_600_000;
    const { sessionId } = (await answers())[0] ?? { sessionId: "" };
    const { database } = stage().fixture;
    const lease = await database.lease.findUniqueOrThrow({ where: { sessionId } });
    const dayBefore = new Date(Date.now() - day);
    await database.session.update({ where: { id: sessionId }, data: { createdAt: dayBefore } });
    await database.lease.update({ where: { sessionId }, data: { leasedAt: dayBefore } });
    await database.form.updateMany({
      where: { studyId: "demo", formIndex: lease.formIndex },
      data: { renewedAt: dayBefore },
    });
    // A cookie without an end would be gone with the browser; this one outlives a day.
    const cookies = kept.cookies.filter(({ expires }) => expires > (Date.now() + day) / 1000);
    expect(cookies).toHaveLength(kept.cookies.length);
    const next = await browser().newContext({
      viewport: { width: 1280, height: 800 },
      storageState: { ...kept, cookies },
    });
    const later = await next.newPage();
    await later.goto(`${stage().served.origin}/s/demo`);
    await journey.atPair(later, 2, pairs).waitFor();
    expect(await shown(later)).toEqual(before);
    await later.keyboard.press("ArrowLeft");
    await expect
      .poll(async () => (await answers()).map(({ presentation }) => presentation))
      .toEqual([1, 2]);
    await next.close();
  });
});

/** Addresses of the pictures on the screen. */
const shown = async (page: Page) => {
  await journey.pairVisible(page);
  return page
    .locator(".picture.shown")
    .evaluateAll((found) => found.map((picture) => picture.getAttribute("src")));
};

/** How many answers the browser keeps. */
const stored = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("pairlab", 1);
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction("answers").objectStore("answers").count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

/** Waits until the pictures of three pairs are in the page and decoded. */
async function preloaded(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll<HTMLImageElement>(".picture")];
    return pictures.length === 6 && pictures.every(({ complete }) => complete);
  });
}
