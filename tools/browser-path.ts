import { browserPath as pathOf } from "../packages/cli/src/browser-path.ts";

/** The Chromium that browser tests use: CHROMIUM, or where systems usually put it; undefined when there is none. */
export const browserPath = (): string | undefined => pathOf(process.env.CHROMIUM);
