import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { atFirstPair } from "./at-first-pair.ts";
import { prompts } from "./fixture-documents.ts";
import { largePx } from "./fixture-pictures.ts";
import * as journey from "./journey.ts";
import { describeInBrowser } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const pairs = 6;

describeInBrowser("pictures", () => {
  const stage = servedStage([
    {
      id: "large",
      isLarge: true,
      // Every pair of arms meets: 128 × 4 beside 128 × 4, 512 × 1 beside 512 × 1, and one beside the other.
      plan: {
        promptIds: prompts.slice(0, 2).map(({ id }) => id),
        trialsPerForm: pairs,
        display: { displayPx: largePx, kernel: "nearest" },
      },
    },
  ]);
  const browser = sharedBrowser();

  test("of 128 pixels four times and of 512 once are one size, and every file pixel is one pixel of the screen", async () => {
    const { page, complaints, context } = await atFirstPair(stage(), browser(), {
      study: "large",
      reducedMotion: "reduce",
    });
    const heights = new Set<number | undefined>();
    const grains = new Set<number>();
    for (let pair = 1; pair <= pairs; pair += 1) {
      if (pair === 1 + pairs / 2) await journey.enterBlock(page);
      await journey.atPair(page, pair, pairs).waitFor();
      await journey.pairVisible(page);
      for (const name of ["Left picture", "Right picture"]) {
        const { y, grainPx } = await seen(page, name);
        heights.add(y);
        grains.add(grainPx);
      }
      await page.keyboard.press("ArrowLeft");
    }
    expect(heights.size).toBeLessThanOrEqual(2); // one for each half
    expect([...grains].sort()).toEqual([1, 4]); // both kinds were there
    expect(complaints).toEqual([]);
    await context.close();
  });
});

/** Where a picture stands, and how coarse its file is, which the screen shows pixel by pixel. */
async function seen(page: Page, name: string) {
  await page.mouse.move(0, 0);
  const picture = page.getByRole("button", { name }).locator(".picture.shown");
  const box = await picture.boundingBox();
  expect([box?.width, box?.height]).toEqual([largePx, largePx]);
  const at = { x: Math.round(box?.x ?? 0), y: Math.round(box?.y ?? 0) }; // as the browser paints it
  const clip = { ...at, width: largePx, height: largePx };
  const address = new URL((await picture.getAttribute("src")) ?? "", page.url()).href;
  const file = await (await page.context().request.get(address)).body();
  const { differing, grainPx } = await compare(page, file, await page.screenshot({ clip }));
  expect(differing, name).toBe(0);
  return { y: box?.y, grainPx };
}

/** How many pixels of two pictures differ; and how many pixels in a row the first has of its first colour. */
async function compare(page: Page, file: Buffer, shot: Buffer) {
  const bench = await page.context().newPage(); // a page without our content security policy
  const result = await bench.evaluate(
    async (both) => {
      const wordsOf = async (png: string) => {
        const bitmap = await createImageBitmap(await (await fetch(png)).blob());
        const { width, height } = bitmap;
        const context = new OffscreenCanvas(width, height).getContext("2d");
        context?.drawImage(bitmap, 0, 0);
        return new Uint32Array(context?.getImageData(0, 0, width, height).data.buffer ?? []);
      };
      const [wanted = new Uint32Array(), shown = new Uint32Array()] = await Promise.all(
        both.map(wordsOf),
      );
      return {
        sizes: [wanted.length, shown.length],
        differing: wanted.filter((word, place) => word !== shown[place]).length,
        grainPx: wanted.findIndex((word) => word !== wanted[0]),
      };
    },
    [file, shot].map((png) => `data:image/png;base64,${png.toString("base64")}`),
  );
  await bench.close();
  expect(result.sizes).toEqual([largePx ** 2, largePx ** 2]);
  return result;
}
