import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { type Fixture, secrets } from "./fixture.ts";
import { addAnswers } from "./fixture-session.ts";
import * as journey from "./journey.ts";
import { describeInBrowser, newVisitor, setTextSize } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describeInBrowser("accessibility", () => {
  const stage = servedStage([
    { id: "demo", ties: "allowed" },
    { id: "shut", state: "closed" },
    { id: "soon", state: "draft" },
    { id: "taken", withoutForms: true },
    { id: "half", finished: 5, stopped: 2 },
    { id: "whole", finished: -1 },
    { id: "played", mode: "simulated", finished: -1 },
  ]);
  const browser = sharedBrowser();

  test("every participant page is clean for axe, at normal size and with text at 200 %", async () => {
    const { fixture, served } = stage();
    const { page, complaints, context } = await newVisitor(browser());
    const at = (path: string) => page.goto(served.origin + path);
    const stops = ["/s/shut", "/s/soon", "/s/taken", "/s/demo/stop/declined"];
    for (const path of ["/", ...stops, "/s/demo/problem?reference=ab12cd34"]) {
      await at(path);
      await checkPage(page);
    }
    await at("/s/demo");
    await page.getByText("Help", { exact: true }).click();
    await checkPage(page);
    await journey.pressByKeyboard(page, "I agree, continue");
    for (const place of ["1 of 3", "2 of 3", "3 of 3"]) {
      await page.getByText(place).waitFor();
      await checkPage(page);
      await journey.pressByKeyboard(page, place === "3 of 3" ? "Try two pairs" : "Continue");
    }
    await page.locator(".picture.shown").first().waitFor();
    await checkStage(page);
    await journey.practise(page);
    await checkPage(page);
    await journey.pressByKeyboard(page, "Start");
    await journey.heading(page, "First half").waitFor();
    await checkPage(page);
    await journey.enterBlock(page);
    await journey.answerPair(page, 1, 24, "ArrowDown");
    await journey.atPair(page, 2, 24).waitFor();
    await checkStage(page);
    await answerTheRest(fixture, 24);
    await page.reload();
    await journey.heading(page, "That was the last pair.").waitFor();
    await checkPage(page);
    await journey.pressByKeyboard(page, "Finish");
    await journey.heading(page, "Thank you, your answers are saved.").waitFor();
    await checkPage(page);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("what goes wrong is said on pages that are clean too", async () => {
    const { served } = stage();
    const { page, complaints, context } = await newVisitor(browser());
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${served.origin}/s/demo`);
    await journey.heading(page, "Your window is 390 × 844.").waitFor();
    await checkPage(page);
    await page.setViewportSize({ width: 820, height: 1180 }); // a tablet is large enough
    await journey.heading(page, "Taking part in a study of generated pictures").waitFor();
    for (const path of ["/nothing-here", "/dashboard/demo"]) {
      await page.goto(served.origin + path);
      await checkPage(page);
      expect(complaints.splice(0)).toEqual([expect.stringContaining("404")]);
    }
    await journey.agreeAndLearn(page, `${served.origin}/s/demo`);
    await journey.practise(page);
    await page.route("**/i/*", (route) => route.abort());
    await journey.start(page);
    await page.getByRole("alert").getByText("We couldn't load this pair.").waitFor();
    await checkStage(page);
    await page.setViewportSize({ width: 700, height: 500 });
    await journey.heading(page, "Your window is 700 × 500.").waitFor();
    await checkPage(page);
    await journey.pressByKeyboard(page, "I can't make it larger");
    await journey.heading(page, "This study needs a larger screen.").waitFor();
    await checkPage(page);
    await context.close();
  });

  test("who is silent is asked, and who shares a place is told, on pages that are clean too", async () => {
    const { fixture, served } = stage();
    const { page, complaints, context } = await newVisitor(browser());
    await journey.agreeAndLearn(page, `${served.origin}/s/demo`);
    await journey.practise(page);
    await page.clock.install();
    await journey.start(page);
    await journey.answerPair(page, 1, 24, "ArrowLeft");
    await journey.atPair(page, 2, 24).waitFor();
    await page.clock.fastForward("24:00");
    expect(await page.getByText("Still there?").count()).toBe(0);
    const before = await barHeight(page);
    await page.clock.fastForward("02:00");
    await page.getByText("Still there? We're keeping your place.").waitFor();
    expect(await barHeight(page)).toBe(before); // no picture has moved
    await checkStage(page);
    const renewed = await newestForm(fixture);
    await page.getByRole("button", { name: "I need more time" }).click();
    await page.getByText("Still there?").waitFor({ state: "hidden" });
    expect((await newestForm(fixture)).renewedAt?.getTime()).toBeGreaterThan(
      renewed.renewedAt?.getTime() ?? Number.POSITIVE_INFINITY,
    );
    await fixture.database.form.update({
      where: { studyId_formIndex: { studyId: "demo", formIndex: renewed.formIndex } },
      data: { session: { connect: { id: await somebodyElse(fixture) } } },
    });
    await journey.answerPair(page, 2, 24, "ArrowLeft");
    await journey.heading(page, "Somebody else has the same pairs.").waitFor();
    await checkPage(page);
    await journey.enterBlock(page);
    await journey.atPair(page, 3, 24).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("the dashboard is clean for axe, in light and in dark", async () => {
    const { served } = stage();
    const { page, complaints, context } = await newVisitor(browser());
    await page.goto(`${served.origin}/dashboard?key=${secrets.researcherKey}`);
    await checkPage(page);
    for (const study of ["half", "whole", "played", "soon"]) {
      await page.goto(`${served.origin}/dashboard/${study}`); // the cookie is enough now
      await checkPage(page);
    }
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** axe's findings, one line each. */
const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations: found } = await window.axe.run();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
};

/** A page of words: no finding at either text size, nothing to the right of the window. */
async function checkPage(page: Page): Promise<void> {
  await checkStage(page);
  await setTextSize(page, 200);
  const { overflow, fontPx } = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    fontPx: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  }));
  expect(fontPx).toBe(36);
  expect(overflow, page.url()).toBe(0);
  await setTextSize(page, 100);
}

/** No finding at either text size. */
async function checkStage(page: Page): Promise<void> {
  expect(await violations(page), page.url()).toEqual([]);
  await setTextSize(page, 200);
  expect(await violations(page), `${page.url()} at 200 %`).toEqual([]);
  await setTextSize(page, 100);
}

const barHeight = async (page: Page) => (await page.locator(".bar").boundingBox())?.height;

/** The form that was leased last. */
const newestForm = async ({ database }: Fixture) =>
  (
    await database.lease.findFirstOrThrow({
      where: { studyId: "demo" },
      orderBy: { leasedAt: "desc" },
      include: { form: true },
    })
  ).form;

/** A session that could hold a form of the study. */
async function somebodyElse({ database }: Fixture): Promise<string> {
  const times = { createdAt: new Date(0), consentedAt: new Date(0) };
  const names = { id: "else", raterId: "p-else", reference: "ELSE-00", consentSha256: "" };
  const { id } = await database.session.create({
    data: { ...names, ...times, studyId: "demo", step: "trials" },
  });
  return id;
}

/** Answers of the one session that is under way, as if they had been given. */
async function answerTheRest({ database }: Fixture, trials: number): Promise<void> {
  const session = await database.session.findFirstOrThrow({
    where: { studyId: "demo", step: "trials" },
    include: { answers: true },
  });
  const rest = Array.from({ length: trials }, (_, index) => index).slice(session.answers.length);
  await addAnswers(database, session.id, rest, Date.UTC(2026, 0, 6));
}
