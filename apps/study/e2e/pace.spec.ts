import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { atFirstPair } from "./at-first-pair.ts";
import * as journey from "./journey.ts";
import { describeInBrowser } from "./open-browser.ts";
import { servedStage } from "./served-stage.ts";
import { sharedBrowser } from "./shared-browser.ts";

const pairs = 24;
const outlineMs = 150;
const bundleBytes = 120_000;

declare global {
  interface Window {
    /** When a key was pressed, and when the pair after it had been painted. Milliseconds of the page's clock. */
    presses: number[];
    paints: number[];
  }
}

describeInBrowser("the pace of the trials", () => {
  const stage = servedStage([{ id: "demo" }]);
  const browser = sharedBrowser();

  test.each([
    ["after its outline", {}, outlineMs],
    ["after the press where motion is reduced", { reducedMotion: "reduce" } as const, 0],
  ])("each press is followed by one paint of the next pair, %s", async (name, motion, waitMs) => {
    const { page, context } = await atFirstPair(stage(), browser(), { ...motion, prepare: watch });
    for (let pair = 1; pair <= pairs; pair += 1) {
      if (pair === 1 + pairs / 2) await journey.enterBlock(page);
      await journey.answerPair(page, pair, pairs, "ArrowRight");
    }
    await journey.heading(page, "That was the last pair.").waitFor();
    const { presses, paints } = await page.evaluate(() => ({
      presses: window.presses,
      paints: window.paints,
    }));
    // Of each half the first pair follows a page and the last press is followed by one.
    const waits = presses.flatMap((pressMs) => {
      const next = paints.find((paintMs) => paintMs > pressMs);
      return next === undefined || next - pressMs > 1000 ? [] : [next - pressMs - waitMs];
    });
    expect(waits).toHaveLength(pairs - 2);
    expect(Math.min(...waits)).toBeGreaterThan(0); // no outline is cut short
    const sorted = waits.toSorted((one, other) => one - other);
    const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1]?.toFixed(1);
    process.stdout.write(
      `next pair painted ${name}: n ${waits.length}, p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms\n`,
    );
    await context.close();
  });

  test("the trial page needs at most 120 kB of scripts, compressed", async () => {
    const { page, context } = await atFirstPair(stage(), browser());
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType("resource")
        .map(({ name }) => name)
        .filter((name) => name.endsWith(".js")),
    );
    expect(scripts.length).toBeGreaterThan(0);
    const sizes = await Promise.all(
      scripts.map(async (address) => {
        const body = await (await fetch(address)).arrayBuffer();
        return gzipSync(new Uint8Array(body)).byteLength;
      }),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    process.stdout.write(`scripts of the trial page: ${total} bytes, ${scripts.length} files\n`);
    expect(total).toBeLessThanOrEqual(bundleBytes);
    await context.close();
  });
});

/** Notes key presses, and each change of the visible pair once the frame that shows it is painted. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.presses = [];
    window.paints = [];
    addEventListener("keydown", ({ key, timeStamp }) => {
      if (key === "ArrowRight") window.presses.push(timeStamp);
    });
    let before = "";
    const painted = new MessageChannel();
    painted.port1.onmessage = () => window.paints.push(performance.now());
    new MutationObserver(() => {
      const now = [...document.querySelectorAll(".picture.shown")]
        .map((picture) => picture.getAttribute("src"))
        .join(" ");
      if (now === before || now === "") return;
      before = now;
      painted.port2.postMessage(null); // a task of its own: it runs when the frame is done
    }).observe(document, { subtree: true, childList: true, attributeFilter: ["class"] });
  });
}
