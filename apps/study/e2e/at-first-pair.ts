import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import * as journey from "./journey.ts";
import { newVisitor } from "./open-browser.ts";
import type { Stage } from "./served-stage.ts";

/** Somebody in front of the first pair of a study (default: `demo`), with the answers of their session at hand. */
export async function atFirstPair(
  { served, fixture }: Stage,
  browser: Browser,
  given: { study?: string; prepare?: (page: Page) => Promise<void> } & BrowserContextOptions = {},
) {
  const { prepare, study = "demo", ...options } = given;
  const visitor = await newVisitor(browser, options);
  for (const move of ["agree", "practise", "start"])
    await visitor.context.request.post(`${served.origin}/s/${study}/steps`, {
      form: { move },
      headers: { origin: served.origin },
    });
  await prepare?.(visitor.page);
  await visitor.page.goto(`${served.origin}/s/${study}/trial`);
  await journey.enterBlock(visitor.page);
  const { id: sessionId } = await fixture.database.session.findFirstOrThrow({
    orderBy: { createdAt: "desc" },
  });
  const answers = () =>
    fixture.database.answer.findMany({
      where: { sessionId },
      orderBy: [{ trialIndex: "asc" }, { revision: "asc" }],
    });
  return { ...visitor, answers };
}
