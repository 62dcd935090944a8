import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { words as en } from "../src/texts/en.ts";
import { wordsIn } from "../src/texts/words-in.ts";
import { completionCode } from "./fixture.ts";
import { shortForm } from "./fixture-documents.ts";
import { german } from "./fixture-german.ts";
import { spanish } from "./fixture-spanish.ts";
import * as journey from "./journey.ts";
import { describeInBrowser, newVisitor } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { translations, ...asked } = german;
const languages = { de: translations.de, es: spanish };
type Language = keyof typeof languages;

describeInBrowser("a whole journey", () => {
  const stage = servedStage([
    {
      id: "spoken",
      plan: shortForm,
      document: { ...asked, translations: languages, recruitment: { kind: "prolific" } },
    },
  ]);
  const browser = sharedBrowser();

  test.each(["de", "es"] as const)(
    "in %s says nothing in English, from the link to the last word; each page is clean for axe",
    async (language) => {
      const { page, complaints, context } = await newVisitor(browser());
      const words = wordsIn(language);
      const check = checkIn(page, language);
      const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
      const arrive = async (title: string) => {
        await journey.heading(page, title).waitFor();
        await check();
      };
      const address = `${stage().served.origin}/s/spoken?language=${language}`;
      await page.goto(address);
      await arrive(words.entry.prolific.title);
      await page.goto(`${address}&PROLIFIC_PID=somebody-${language}`);
      await arrive(words.consent.title);
      await page.getByText(words.help.open, { exact: true }).click();
      await check();
      await press(words.consent.agree);
      await arrive(words.screening.one);
      await press(words.screening.continue);
      await page.getByText(words.screening.missing).waitFor();
      await check();
      await page.getByRole("radio").first().check();
      await press(words.screening.continue);
      for (const place of [1, 2, 3]) {
        await page.getByText(words.instructions.place(place, 3)).waitFor();
        await check();
        const next = { name: words.instructions.continue, exact: true };
        await page.getByRole(place < 3 ? "link" : "button", next).click();
      }
      await arrive(words.comprehension.title);
      await page.getByRole("radio").nth(1).check();
      await press(words.comprehension.continue);
      for (const pair of ["a blue square", "a yellow square"]) {
        await page.locator(".prompt span", { hasText: pair }).last().waitFor();
        await journey.pairVisible(page);
        await check();
        await page.keyboard.press("ArrowLeft");
      }
      await arrive(words.practice.over);
      await press(words.practice.start);
      await journey.walk(page, async ({ kind, pair }) => {
        await check();
        if (kind === "pair" && pair === 1) await look(page, language);
        if (kind !== "last") await page.keyboard.press(kind === "rest" ? "Enter" : "ArrowRight");
      });
      await press(words.last.finish);
      await arrive(words.done.title);
      await page.getByText(completionCode).first().waitFor();
      await page.getByRole("textbox").fill("…");
      await press(words.comments.send);
      await page.getByText(words.comments.sent).waitFor();
      await check();
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

/** The closer view, and the sheet that asks what is wrong. */
async function look(page: Page, language: Language): Promise<void> {
  const words = wordsIn(language);
  await page.keyboard.press("ArrowUp");
  await checkIn(page, language)();
  await page.keyboard.press("ArrowUp");
  await page.getByRole("button", { name: words.trial.wrong }).click();
  await checkIn(page, language)();
  await page.getByRole("button", { name: words.report.back }).click();
}

/** Nothing of ours in English, the right language, and nothing that axe finds. */
const checkIn = (page: Page, language: Language) => async () => {
  expect(await page.locator("html").getAttribute("lang")).toBe(language);
  const said = await saidOn(page);
  const foreign = englishWithout(messages(wordsIn(language)));
  expect(
    said.filter((text) => foreign.some((one) => text === one || has(text, one))),
    page.url(),
  ).toEqual([]);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
  expect(found, page.url()).toEqual([]);
};

/** A longer sentence is found inside of others, too: it is no chance hit. */
const has = (text: string, sentence: string): boolean =>
  sentence.length > 11 && text.includes(sentence);

/** Each text of a page that is seen or read aloud; languages call themselves by their own names. */
const saidOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const ours = "body *:not(script, style, noscript, .languages, .languages *)";
    const texts = [...document.querySelectorAll(ours)].flatMap((element) => [
      ...[...element.childNodes]
        .filter(({ nodeType }) => nodeType === Node.TEXT_NODE)
        .map(({ textContent }) => textContent),
      ...["aria-label", "alt", "title", "placeholder"].map((name) => element.getAttribute(name)),
    ]);
    return [document.title, ...texts]
      .map((text) => text?.trim() ?? "")
      .filter((text) => text !== "");
  });

/** Every message of a language; those with numbers in them for several. */
function messages(message: unknown): string[] {
  if (typeof message === "string") return [message.trim()];
  if (typeof message === "function")
    return ["left", 1, 2, 3, 20].flatMap((one) => [1, 2, 3, 20].map((two) => message(one, two)));
  return typeof message === "object" && message !== null
    ? Object.values(message).flatMap(messages)
    : [];
}

/** English messages that another language doesn't happen to have, too. */
const englishWithout = (own: readonly string[]): string[] => {
  const known = new Set(own);
  return [...new Set(messages(en))].filter((one) => one !== "" && !known.has(one));
};
