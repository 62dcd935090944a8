import { at } from "@pairlab/domain/at";
import type { Page } from "playwright-core";

/** One of the two shown pictures as a script in the page could see it. */
export interface SeenElement {
  side: "left" | "right";
  address: string;
  fixed: Record<string, string>;
  features: Record<string, number>;
}

interface Raw {
  address: string;
  /** The attributes of the element and of the two around it. */
  outline: string;
  place: number;
  natural: string;
  screen: string;
  timing: PerformanceResourceTiming;
}

const sides = ["left", "right"] as const;

/** The two pictures on the screen, the left one first. */
export async function lookAtPair(page: Page): Promise<SeenElement[]> {
  const { raw, stored, ids } = await look(page);
  return sides.map((side, place) => {
    const own = at(raw, place);
    const other = at(raw, 1 - place);
    const { timing } = own;
    return {
      ...{ side, address: own.address },
      fixed: {
        "element and what it is in": own.outline.replace(/left|right/gi, "SIDE"),
        "natural size": own.natural,
        "screen size": own.screen,
        "bytes as the browser counts them": `${timing.encodedBodySize} ${timing.decodedBodySize}`,
      },
      features: {
        "place in the document": own.place - other.place,
        "elements with an id": ids,
        "bytes stored": stored,
        "asked after the other": timing.startTime - other.timing.startTime,
        "time to first byte": timing.responseStart - timing.startTime,
        "time to end": timing.duration,
        "ended after the other": timing.responseEnd - other.timing.responseEnd,
      },
    };
  });
}

// No function inside gets a name: the loader would mark it with one that the page doesn't know.
const look = (page: Page): Promise<{ raw: Raw[]; stored: number; ids: number }> =>
  page.evaluate(() => ({
    stored: JSON.stringify([{ ...localStorage }, { ...sessionStorage }]).length,
    ids: document.querySelectorAll("[id]").length,
    raw: [...document.querySelectorAll<HTMLImageElement>("img.picture.shown")]
      .sort((one, other) => one.getBoundingClientRect().left - other.getBoundingClientRect().left)
      .map((image) => ({
        address: image.getAttribute("src") ?? "",
        place: [...document.images].indexOf(image),
        natural: `${image.naturalWidth} x ${image.naturalHeight}`,
        screen: `${image.width} x ${image.height}`,
        outline: [image, image.parentElement, image.parentElement?.parentElement]
          .map((element) =>
            [...(element?.attributes ?? [])]
              .filter(({ name }) => name !== "src")
              .map(({ name, value }) => `${name}=${value}`)
              .join(" "),
          )
          .join(" < "),
        timing: performance.getEntriesByName(image.src).at(-1)?.toJSON(),
      })),
  }));
