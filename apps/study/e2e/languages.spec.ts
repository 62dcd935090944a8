import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { words as en } from "../src/texts/en.ts";
import { german } from "./fixture-german.ts";
import * as journey from "./journey.ts";
import { describeInBrowser, newVisitor } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every English sentence long enough to be no chance hit in another language. */
const sentences = (message: unknown): string[] => {
  if (typeof message === "string") return message.length > 11 ? [message] : [];
  return typeof message === "object" && message !== null
    ? Object.values(message).flatMap(sentences)
    : [];
};
const english = sentences(en);

describeInBrowser("languages", () => {
  const stage = servedStage([
    {
      id: "spoken",
      document: { ...german, recruitment: { kind: "prolific" }, exitCodes: { screened: "SCR-77" } },
    },
  ]);
  const browser = sharedBrowser();

  test("a German journey has no English sentence on it, and each of its pages is clean for axe", async () => {
    const { page, complaints, context } = await newVisitor(browser());
    const { origin } = stage().served;
    const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
    const next = () => page.getByRole("link", { name: "Weiter", exact: true }).click();
    const heading = async (name: string) => {
      await journey.heading(page, name).waitFor();
      await check(page);
    };
    await page.goto(`${origin}/s/spoken?language=de`);
    await heading("Bitte öffnen Sie diese Studie von Prolific aus.");
    await page.goto(`${origin}/s/spoken?PROLIFIC_PID=abc123&language=de`);
    await heading("Teilnahme an einer Studie über computererzeugte Bilder");
    expect(page.url()).toBe(`${origin}/s/spoken`);
    await page.getByText("Hilfe", { exact: true }).click();
    await check(page);
    await press("Ich bin einverstanden, weiter");
    await heading("Zuerst eine Frage");
    await press("Weiter");
    await page.getByRole("alert").getByText("Bitte wählen Sie bei jeder Frage").waitFor();
    expect(await page.title()).toMatch(/^Fehler: /);
    await check(page);
    await page.getByLabel("Ja, gut").check();
    await press("Weiter");
    await heading("Sie sehen zwei Bilder, die aus demselben Text entstanden sind.");
    await next();
    await heading("In jeder Hälfte beantworten Sie eine andere Frage:");
    await next();
    await heading("Sie antworten mit den Pfeiltasten.");
    await press("Weiter");
    await heading("Eine Frage, bevor es losgeht");
    await page.getByLabel("Welches größer ist").check();
    await press("Weiter");
    await page.getByText("Bitte lesen Sie das noch einmal").waitFor();
    await check(page);
    await next();
    await press("Weiter");
    await page.getByLabel("Die Frage über den Bildern").check();
    await press("Weiter");
    await page.getByText("Übung: Das zählt noch nicht.").waitFor();
    await check(page);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** No English sentence of ours, the right language, and nothing that axe finds. */
async function check(page: Page): Promise<void> {
  expect(await page.locator("html").getAttribute("lang")).toBe("de");
  const text = `${await page.title()} ${await page.locator("body").innerText()}`;
  expect(english.filter((sentence) => text.includes(sentence))).toEqual([]);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
  expect(found, page.url()).toEqual([]);
}
