import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { browserPath } from "../../../tools/browser-path.ts";

/** Why browser tests can't run here; undefined when they can. */
export const noBrowser =
  browserPath() === undefined ? "no Chromium found: set CHROMIUM to its path" : undefined;

/** The system's Chromium without a window. */
export function openBrowser(): Promise<Browser> {
  const executablePath = browserPath();
  if (executablePath === undefined) throw new Error(noBrowser);
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about: console errors and warnings, exceptions, failed requests. */
  complaints: string[];
}

/** Somebody with an empty browser. `textPercent` is what they set as their text size. */
export async function newVisitor(
  browser: Browser,
  options: { width?: number; height?: number; textPercent?: number } = {},
): Promise<Visitor> {
  const { width = 1280, height = 800, textPercent = 100 } = options;
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    // A page that is left cancels what it was still loading.
    if (why !== "net::ERR_ABORTED") complaints.push(`${request.url()} ${why}`);
  });
  page.setDefaultTimeout(15_000);
  if (textPercent !== 100) await enlargeText(page, textPercent);
  return { context, page, complaints };
}

/** Sets the browser's own text size, which pages inherit through their percentages. */
async function enlargeText(page: Page, percent: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  await session.send("Page.setFontSizes", { fontSizes: { standard: (16 * percent) / 100 } });
}
