import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { shortForm } from "./fixture-documents.ts";
import { german } from "./fixture-german.ts";
import { focusFaults } from "./focus-faults.ts";
import * as journey from "./journey.ts";
import { describeInBrowser, newVisitor, openProfile, visitorIn } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const { screening, comprehension } = german;

describeInBrowser("pages", () => {
  const stage = servedStage([
    { id: "demo", plan: shortForm, document: { screening, comprehension } },
    { id: "paid", document: { recruitment: { kind: "prolific" } } },
    { id: "invited", document: { recruitment: { kind: "invitations" } } },
    ...(["draft", "paused", "closed"] as const).map((state) => ({ id: state, state })),
    { id: "taken", withoutForms: true },
  ]);
  const browser = sharedBrowser();

  test("from the first to the last have a title of their own, a visible focus on all they offer, and room at 400 % zoom", async () => {
    const { page, complaints, context } = await newVisitor(browser());
    await page.emulateMedia({ reducedMotion: "reduce" });
    const titles: string[] = [];
    const at = async (address: string) => {
      await page.goto(stage().served.origin + address);
      titles.push(await page.title());
      await checkPage(page);
    };
    for (const study of ["paid", "invited", "draft", "paused", "closed", "taken"])
      await at(`/s/${study}`);
    for (const address of ["/", "/s/demo/stop/declined", "/s/demo/stop/device", "/s/demo"])
      await at(address);
    await page.getByRole("button", { name: "I agree, continue" }).click();
    await journey.heading(page, "One question first").waitFor();
    await at("/s/demo/screening");
    await at("/s/demo/screening?missing=1");
    await page.getByLabel("Yes, well").check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("1 of 3").waitFor();
    for (const screen of [1, 2, 3]) await at(`/s/demo/instructions?screen=${screen}`);
    await page.getByRole("button", { name: "Continue" }).click();
    await journey.heading(page, "One question before you begin").waitFor();
    await at("/s/demo/comprehension");
    await at("/s/demo/comprehension?missing=1");
    await page.getByLabel("The question above the pictures").check();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByText("Practice: this isn't counted.").waitFor();
    titles.push(await page.title());
    await journey.practise(page);
    await checkPage(page);
    await page.getByRole("button", { name: "Start" }).click();
    titles.push(await trials(page));
    await page.getByRole("button", { name: "Finish" }).click();
    await journey.heading(page, "Thank you, your answers are saved.").waitFor();
    await at("/s/demo/done");
    expect(titles).toEqual([...new Set(titles)]);
    for (const title of titles) expect(title).not.toBe("");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("of consent hold at 400 % zoom without scripts, too", async () => {
    const { page, context } = await newVisitor(browser(), { javaScriptEnabled: false });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${stage().served.origin}/s/demo`);
    await page.getByRole("button", { name: "I agree, continue" }).waitFor();
    expect(await zoomFaults(page)).toEqual([]);
    await context.close();
  });

  test("lead a browser that keeps no cookies to the one that says so", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "pairlab-profile-"));
    mkdirSync(path.join(folder, "Default"));
    const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
    writeFileSync(path.join(folder, "Default/Preferences"), JSON.stringify(blocked));
    const context = await openProfile(folder);
    const { page, complaints } = await visitorIn(context);
    await page.setViewportSize({ width: 1280, height: 800 });
    const held = () => stage().fixture.database.lease.count();
    const before = await held();
    await page.goto(`${stage().served.origin}/s/paid?PROLIFIC_PID=abc123`);
    await journey.heading(page, "This study needs cookies.").waitFor();
    await page.goto(`${stage().served.origin}/s/demo`);
    await page.getByRole("button", { name: "I agree, continue" }).click();
    await journey.heading(page, "This study needs cookies.").waitFor();
    expect(await context.cookies()).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
    rmSync(folder, { recursive: true, force: true });
    expect(await held()).toBe(before); // a session that nobody can go on with takes no form
  });
});

/** All pairs with the pages between them; their title. */
async function trials(page: Page): Promise<string> {
  await journey.walk(page, async ({ kind, pair }) => {
    if (kind !== "pair") await checkPage(page);
    else if (pair === 2) await checkPair(page);
    if (kind === "rest") await page.getByRole("button", { name: "Continue" }).click();
    if (kind === "pair") await page.keyboard.press("ArrowLeft");
  });
  return page.title();
}

/** A pair: everything of it can be reached, it is told which it is, and its closer view and sheet keep the focus. */
async function checkPair(page: Page): Promise<void> {
  expect(await focusFaults(page)).toEqual([]);
  await page
    .locator("[aria-live=polite]")
    .filter({ hasText: "Pair 2 of 20" })
    .waitFor({ state: "attached" });
  await page.keyboard.press("ArrowUp");
  expect(await focusFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Something is wrong" }).click();
  expect(await focusFaults(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" }); // hidden at once; the page hears of it a moment later
}

/** A page of words. */
async function checkPage(page: Page): Promise<void> {
  const where = `${page.url()} ${await page.locator("h1").allTextContents()}`;
  expect(await page.locator("html").getAttribute("lang"), where).toBe("en");
  expect(await page.getByRole("heading", { level: 1 }).count(), where).toBe(1);
  expect(await focusFaults(page), where).toEqual([]);
  expect(await motions(page), where).toEqual([]);
  const size = page.viewportSize() ?? { width: 1280, height: 800 };
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await zoomFaults(page), where).toEqual([]);
  await page.setViewportSize(size);
}

/** What a narrow window cuts off. */
const zoomFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const isOutside = (element: Element) => {
      const { left, right, width } = element.getBoundingClientRect();
      return width > 0 && (right > clientWidth + 1 || left < -1);
    };
    const isCut = (element: Element) =>
      getComputedStyle(element).overflowX !== "visible" &&
      element.scrollWidth > element.clientWidth + 1;
    return [
      ...(scrollWidth > clientWidth ? [`${scrollWidth} px wide in ${clientWidth}`] : []),
      ...[...document.querySelectorAll("body *:not(.heard, svg, svg *)")]
        .filter((element) => isOutside(element) || isCut(element))
        .map(({ tagName, className, textContent }) => `${tagName} ${className} ${textContent}`),
    ];
  });

/** What moves although somebody wants it still. */
const motions = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll("body *")]
      .filter((element) => /[1-9]/.test(getComputedStyle(element).transitionDuration))
      .map(({ tagName, className }) => `${tagName} ${className}`),
  );
