import { existsSync } from "node:fs";

/** The Chromium that browser tests use: CHROMIUM, or where systems usually put it; undefined when there is none. */
export function browserPath(): string | undefined {
  return [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].find((file) => file !== undefined && existsSync(file));
}
