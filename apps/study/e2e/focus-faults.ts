import type { Page } from "playwright-core";

const mostSteps = 60;

/**
 * What keyboard people would miss on a page: controls that no Tab reaches, that show no focus, are hidden behind
 * something when they have it, or are smaller than 24 px (WCAG 2.1.1, 2.4.7, 2.4.11, 2.5.8).
 */
export async function focusFaults(page: Page): Promise<string[]> {
  const reached = new Map<string, string[]>();
  for (let steps = 0; steps < mostSteps; steps += 1) {
    await page.keyboard.press("Tab");
    const found = await focused(page);
    if (found === null) continue; // around the end, through the browser's own controls
    if (reached.has(found.name)) break;
    reached.set(found.name, found.faults);
  }
  const missed = (await offered(page)).filter((name) => !reached.has(name));
  return [...[...reached.values()].flat(), ...missed.map((name) => `no Tab leads to: ${name}`)];
}

/** What has the focus, and what is wrong with it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const words = element.getAttribute("aria-label") ?? element.textContent;
    const name = `${[...document.querySelectorAll("*")].indexOf(element)} ${element.tagName} ${words}`;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const target = element.closest("label") ?? element;
    const { left, top, width, height } = target.getBoundingClientRect();
    const over = document.elementFromPoint(left + width / 2, top + height / 2);
    const isSeen = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    const isInText = element.closest("p:not(.actions), dd") !== null;
    const isLarge = isInText || Math.min(width, height) >= 24;
    const isInFront = over !== null && (target.contains(over) || over.contains(target));
    const all: [boolean, string][] = [
      [isSeen, "no focus to see"],
      [isLarge, "too small"],
      [isInFront, "covered"],
    ];
    return {
      name,
      faults: all.flatMap(([isFine, fault]) => (isFine ? [] : [`${fault}: ${name}`])),
    };
  });

/** Every control that can be seen; of radio buttons none, since one Tab leads to all of a group. */
const offered = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const all = [...document.querySelectorAll("*")];
    const dialog = document.querySelector("dialog[open]");
    return all.flatMap((element, index) => {
      if (!element.matches("a[href], button:not(:disabled), summary, textarea, input[type=text]"))
        return [];
      const isHere = dialog === null || dialog.contains(element);
      if (!isHere || !element.checkVisibility({ visibilityProperty: true })) return [];
      return [
        `${index} ${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent}`,
      ];
    });
  });
