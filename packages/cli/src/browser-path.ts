import { existsSync } from "node:fs";

/** The Chromium of this machine: the given file, or where systems usually put it; undefined when there is none. */
export const browserPath = (given: string | undefined): string | undefined =>
  [
    given,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ].find((file) => file !== undefined && existsSync(file));
