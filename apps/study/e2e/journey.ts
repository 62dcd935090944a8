import type { Locator, Page } from "playwright-core";

const guardMs = 230; // presses in the first 200 ms of a pair don't count

/** Moves the focus with Tab until it is on the control of a name, then presses Enter. */
export async function pressByKeyboard(page: Page, name: string): Promise<void> {
  await page.locator("button, a", { hasText: name }).first().waitFor();
  for (let steps = 0; steps < 40; steps += 1) {
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (focused === name) return page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
  }
  throw new Error(`no key leads to "${name}"`);
}

/** From the consent page to the end of practice. */
export async function agreeAndLearn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await pressByKeyboard(page, "I agree, continue");
  await heading(page, "You'll see two pictures made from the same text.").waitFor();
  await pressByKeyboard(page, "Continue");
  await page.getByText("2 of 3").waitFor();
  await pressByKeyboard(page, "Continue");
  await page.getByText("3 of 3").waitFor();
  await pressByKeyboard(page, "Try two pairs");
}

/** Both practice pairs, up to the page with Start. */
export async function practise(page: Page): Promise<void> {
  for (const text of ["a blue square", "a yellow square"]) {
    await page.locator(".prompt span", { hasText: text }).last().waitFor();
    await pairVisible(page);
    await page.keyboard.press("ArrowLeft");
  }
  await heading(page, "That's all.").waitFor();
}

/** From practice into the first block. */
export async function start(page: Page): Promise<void> {
  await pressByKeyboard(page, "Start");
  await enterBlock(page);
}

/** The page before a block: its button takes the focus by itself, once it listens. */
export async function enterBlock(page: Page): Promise<void> {
  await page.waitForFunction(() => document.activeElement?.textContent === "Continue");
  await page.keyboard.press("Enter");
}

/** One pair, answered with an arrow key as soon as answers count. */
export async function answerPair(page: Page, pair: number, pairs: number, key: string) {
  await atPair(page, pair, pairs).waitFor();
  await pairVisible(page);
  await page.keyboard.press(key);
}

/** The spoken line that says which pair it is. */
export const atPair = (page: Page, pair: number, pairs: number): Locator =>
  page.getByText(`Pair ${pair} of ${pairs}`, { exact: true });

/** Waits until both pictures have been on the screen long enough for a press to be an answer. */
export async function pairVisible(page: Page): Promise<void> {
  await page.locator(".place:first-child .picture.shown").waitFor();
  await page.locator(".place:last-child .picture.shown").waitFor();
  await page.waitForTimeout(guardMs);
}

export const heading = (page: Page, name: string): Locator =>
  page.getByRole("heading", { level: 1, name });

/** What stands in front of somebody in the trials. */
export interface Scene {
  kind: "pair" | "rest" | "last";
  /** The question of a pair, or the title of a page. */
  title: string;
  /** From 1: the pair that is shown, or that comes next. */
  pair: number;
  /** Addresses of the pictures that are shown; empty on a page. */
  pictures: string;
}

/**
 * What comes after a pair, once it can be answered or left.
 *
 * A frame may have the next pair's number and still the last one's pictures: only others are the next pair.
 */
export async function nextScene(
  page: Page,
  before: Pick<Scene, "pair" | "pictures">,
): Promise<Scene> {
  const found = await page.waitForFunction((last): Scene | false => {
    const pair = 1 + (document.querySelector("progress")?.value ?? 0);
    const stage = document.querySelector(".stage:not([hidden])");
    if (stage !== null) {
      const shown = [...stage.querySelectorAll(".picture.shown")];
      const pictures = shown.map((picture) => picture.getAttribute("src")).join(" ");
      const title = stage.querySelector("h1")?.textContent ?? "";
      const isNext = shown.length === 2 && pair > last.pair && pictures !== last.pictures;
      return isNext && { kind: "pair", title, pair, pictures };
    }
    const title = document.querySelector("main .sheet h1")?.textContent ?? "";
    if (document.querySelector("main .sheet form button:not(:disabled)") !== null)
      return { kind: "last", title, pair, pictures: "" };
    return document.activeElement?.matches("main .sheet button") === true
      ? { kind: "rest", title, pair, pictures: "" }
      : false;
  }, before);
  const scene = await found.jsonValue();
  if (scene === false) throw new Error("nothing to answer");
  if (scene.kind === "pair") await page.waitForTimeout(guardMs);
  return scene;
}

/** Through all that comes, up to the last page; `meet` answers a pair, or leaves a page. */
export async function walk(page: Page, meet: (scene: Scene) => Promise<void>): Promise<void> {
  let answered = { pair: 0, pictures: "" };
  for (;;) {
    const scene = await nextScene(page, answered);
    await meet(scene);
    if (scene.kind === "last") return;
    if (scene.kind === "pair") answered = scene;
  }
}
