import { type Browser, chromium, type Page } from "playwright-core";
import { answerPair, atPair, enterBlock, pairVisible } from "../../apps/study/e2e/journey.ts";
import type { Rehearsal } from "../../packages/cli/src/leaks/rehearse-study.ts";
import type { ServedSide } from "../../packages/cli/src/leaks/served-side.ts";
import { createRng } from "../../packages/domain/src/random.ts";
import { browserPath } from "../browser-path.ts";
import { lookAtPair, type SeenElement } from "./look-at-pair.ts";

/** Visitors with real browsers: what the page, its storage and its timings show of each picture. */
export async function browseSessions(
  rehearsal: Rehearsal,
  origin: string,
  sessions: number,
): Promise<ServedSide[]> {
  const executablePath = browserPath();
  if (executablePath === undefined) throw new Error("no Chromium: set CHROMIUM to its path");
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const rows: ServedSide[] = [];
  try {
    for (let session = 0; session < sessions; session += 1)
      rows.push(...(await oneVisit(browser, rehearsal, origin, session)));
  } finally {
    await browser.close();
  }
  return rows;
}

async function oneVisit(
  browser: Browser,
  rehearsal: Rehearsal,
  origin: string,
  session: number,
): Promise<ServedSide[]> {
  const { studyId, plan } = rehearsal;
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await learn(page, `${origin}/s/${studyId}`);
  const rng = createRng(1, "leak browser", session);
  const seen: SeenElement[][] = [];
  for (let pair = 1; pair <= plan.trialsPerForm; pair += 1) {
    await pressThroughBlock(page, pair, plan.trialsPerForm);
    await atPair(page, pair, plan.trialsPerForm).waitFor();
    await pairVisible(page);
    seen.push(await lookAtPair(page));
    const key = rng.below(2) === 0 ? "ArrowLeft" : "ArrowRight";
    await answerPair(page, pair, plan.trialsPerForm, key);
  }
  await page.getByRole("button", { name: "Finish" }).waitFor();
  const cookie = (await context.cookies()).find(({ name }) => name.includes(studyId));
  await context.close();
  return labelled(rehearsal, cookie?.value.split("~")[0] ?? "", seen);
}

/** From consent to the trials, as quickly as the buttons let. */
async function learn(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("button", { name: "I agree, continue" }).click();
  for (const place of ["1 of 3", "2 of 3"]) {
    await page.getByText(place).waitFor();
    await page.getByRole("link", { name: "Continue" }).click();
  }
  await page.getByRole("button", { name: "Try two pairs" }).click();
  const start = page.getByRole("button", { name: "Start" });
  while (!(await start.isVisible())) {
    if (await page.locator(".picture.shown").first().isVisible())
      await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(250);
  }
  await start.click();
}

async function pressThroughBlock(page: Page, pair: number, pairs: number): Promise<void> {
  const block = page.getByRole("button", { name: "Continue" });
  await atPair(page, pair, pairs).or(block).first().waitFor();
  if (await block.isVisible()) await enterBlock(page);
}

async function labelled(
  { database }: Rehearsal,
  session: string,
  seen: readonly (readonly SeenElement[])[],
): Promise<ServedSide[]> {
  const tokens = await database.token.findMany({ where: { sessionId: session } });
  const answers = await database.answer.findMany({ where: { sessionId: session } });
  const stimuli = await database.stimulus.findMany({ select: { id: true, armId: true } });
  const armOf = new Map(stimuli.map(({ id, armId }) => [id, armId]));
  return seen.flatMap((pair, trialIndex) =>
    pair.map(({ side, address, fixed, features }) => {
      const token = tokens.find((one) => `/i/${one.token}` === address);
      const answer = answers.find((one) => one.trialIndex === trialIndex);
      const loadMs = side === "left" ? answer?.loadMsLeft : answer?.loadMsRight;
      const otherMs = side === "left" ? answer?.loadMsRight : answer?.loadMsLeft;
      return {
        ...{ session, trialIndex, side, fixed },
        armId: armOf.get(token?.stimulusId ?? "") ?? "unknown",
        features: {
          ...features,
          "time to decode": loadMs ?? 0,
          "time to decode after the other": (loadMs ?? 0) - (otherMs ?? 0),
          "trial position": trialIndex,
        },
      };
    }),
  );
}
