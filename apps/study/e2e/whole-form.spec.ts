import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { words } from "../src/texts/en.ts";
import { atFirstPair } from "./at-first-pair.ts";
import { completionCode } from "./fixture.ts";
import { shortForm } from "./fixture-documents.ts";
import * as journey from "./journey.ts";
import { describeInBrowser } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const left = words.trial.check("left");
const right = words.trial.check("right");
/** Each check failed, and everything else answered in turn. */
const keyFor = ({ kind, title, pair }: journey.Scene): string => {
  if (kind === "rest") return "Enter";
  if (title === left) return "ArrowRight";
  if (title === right) return "ArrowLeft";
  return pair % 3 === 0 ? "ArrowDown" : "ArrowLeft";
};

describeInBrowser("a whole form", () => {
  const stage = servedStage([{ id: "demo", plan: shortForm }]);
  const browser = sharedBrowser();

  test("has two checks for each side, never first or side by side, rests inside its halves, and one code for everybody", async () => {
    const calm = { reducedMotion: "reduce" } as const;
    const { page, answers, complaints, context } = await atFirstPair(stage(), browser(), calm);
    const scenes = await walk(page);
    const asked = scenes.flatMap(({ kind, title }) => (kind === "pair" ? [title] : []));
    const rests = scenes.filter(({ kind }) => kind === "rest");
    const places = asked.flatMap((title, place) => ([left, right].includes(title) ? [place] : []));
    expect(asked).toHaveLength(20);
    expect(asked.filter((title) => title === left)).toHaveLength(2);
    expect(asked.filter((title) => title === right)).toHaveLength(2);
    expect(places[0]).toBeGreaterThan(0);
    for (const [index, place] of places.slice(1).entries())
      expect(place - (places[index] ?? place)).toBeGreaterThan(1);
    expect(rests.map(({ pair, title }) => [pair, title])).toEqual([
      [6, "Time for a rest."],
      [11, "Half-way."],
      [16, "Time for a rest."],
    ]);
    await expect.poll(async () => (await answers()).length).toBe(20);
    const [first, ...others] = await answers();
    expect([first?.choice, first?.inputDevice]).toEqual(["both_bad", "pointer"]);
    expect(others.filter(({ choice }) => choice === "both_bad")).toEqual([]);
    await page.getByRole("button", { name: "Finish" }).click();
    await page.getByText(completionCode).waitFor(); // the ordinary one, with all four checks failed
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("'both are bad' has no key: no key makes it", async () => {
    const { page, answers, context } = await atFirstPair(stage(), browser());
    const scene = await journey.nextScene(page, { pair: 0, pictures: "" });
    expect(
      await page
        .getByRole("button", { name: words.trial.bothBad })
        .getAttribute("aria-keyshortcuts"),
    ).toBeNull();
    for (const key of ["b", "0", "4", "x", " ", "Delete", "PageDown"])
      await page.keyboard.press(key);
    await page.keyboard.press(keyFor(scene));
    await journey.nextScene(page, scene);
    await expect.poll(async () => (await answers()).map(({ choice }) => choice)).toHaveLength(1);
    expect((await answers())[0]?.choice).not.toBe("both_bad");
    await context.close();
  });
});

/** Through the whole form; the first pair is said to be bad on both sides. */
async function walk(page: Page): Promise<journey.Scene[]> {
  const scenes: journey.Scene[] = [];
  await journey.walk(page, async (scene) => {
    scenes.push(scene);
    if (scenes.length === 1) await page.getByRole("button", { name: words.trial.bothBad }).click();
    else if (scene.kind !== "last") await page.keyboard.press(keyFor(scene));
  });
  return scenes;
}
