// Draws docs/first-screen.png: a trial of the running demonstration beside the forest plot of its simulated twin.
// npm start, then: npx tsx tools/draw-first-screen.ts http://127.0.0.1:3000 reports/<folder>. It takes one form of the study.
import path from "node:path";
import { chromium, type Page } from "playwright-core";
import sharp from "sharp";
import { browserPath } from "./browser-path.ts";

const [origin, report] = process.argv.slice(2);
const executablePath = browserPath();
if (origin === undefined || report === undefined || executablePath === undefined)
  throw new Error("usage: draw-first-screen.ts <origin> <report folder>, with a Chromium");

const onwardNames = /^(I agree, continue|Continue|Try two pairs|Start)$/;
const height = 560;
const gap = 40;
const margin = 24;

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage({ viewport: { width: 1000, height: 720 } });
await toTrial(page, `${origin}/s/demo`);
const trial = await page.screenshot();
await browser.close();

const parts = [trial, path.join(report, "figures/forest-prompt-following.png")];
const scaled = await Promise.all(parts.map((part) => sharp(part).resize({ height }).toBuffer()));
const widths = await Promise.all(scaled.map(async (part) => (await sharp(part).metadata()).width));
const [left = 0, right = 0] = widths;
await sharp({
  create: {
    width: margin + left + gap + right + margin,
    height: height + 2 * margin,
    channels: 3,
    background: "#ffffff",
  },
})
  .composite(
    scaled.map((input, i) => ({
      input,
      top: margin,
      left: i === 0 ? margin : margin + left + gap,
    })),
  )
  .png({ compressionLevel: 9, palette: true })
  .toFile(path.resolve(import.meta.dirname, "../docs/first-screen.png"));

/** Presses every button that leads on, and answers, until a trial shows a prompt. */
async function toTrial(visitor: Page, address: string): Promise<void> {
  await visitor.goto(address);
  for (let steps = 0; steps < 80; steps += 1) {
    const named = { name: onwardNames };
    const onward = visitor.getByRole("button", named).or(visitor.getByRole("link", named)).first();
    const shown = visitor.locator(".place:last-child .picture.shown");
    await onward.or(shown).first().waitFor();
    await visitor.waitForTimeout(300);
    const isTrial = visitor.url().endsWith("/trial") && (await shown.count()) > 0;
    if (isTrial && (await visitor.locator(".prompt span").count()) > 0) return;
    const understood = visitor.getByLabel("The question that stands above the pictures");
    if ((await understood.count()) > 0) await understood.check();
    if (await shown.count()) await visitor.keyboard.press("ArrowLeft");
    else await onward.click();
  }
  throw new Error("no trial with a prompt was reached");
}
