import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { describe } from "vitest";
import { browserPath } from "../../../tools/browser-path.ts";

const executablePath = browserPath();

/** Tests that need a browser; without one they are skipped, and their title says why. */
export const describeInBrowser = (title: string, tests: () => void) =>
  describe.skipIf(executablePath === undefined)(
    executablePath === undefined ? `${title} (no Chromium: set CHROMIUM to its path)` : title,
    tests,
  );

/** The system's Chromium without a window. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions());
}

/** The same with a profile of its own, in a folder that may hold settings. */
export function openProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, launchOptions());
}

function launchOptions() {
  if (executablePath === undefined) throw new Error("no Chromium");
  return { executablePath, args: ["--no-sandbox", "--disable-gpu"] };
}

export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about: console errors and warnings, exceptions, failed requests. */
  complaints: string[];
}

/** Somebody with an empty browser. */
export async function newVisitor(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  return visitorIn(context);
}

/** Somebody in a browser that has its own history or settings. */
export async function visitorIn(context: BrowserContext): Promise<Visitor> {
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
  page.setDefaultTimeout(45_000); // machines are shared: a slow page is no wrong page
  return { context, page, complaints };
}

/** Sets the browser's own text size, which pages inherit through their percentages. */
export async function setTextSize(page: Page, percent: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Page.enable");
  await session.send("Page.setFontSizes", { fontSizes: { standard: (16 * percent) / 100 } });
}
