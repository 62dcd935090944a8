import { at } from "@pairlab/domain/at";
import { createRng, type Rng } from "@pairlab/domain/random";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Progress } from "../terminal.ts";
import { lookAtPair, type SeenElement } from "./look-at-pair.ts";
import type { Rehearsal } from "./rehearse-study.ts";
import type { ServedSide } from "./served-side.ts";
import type { VisitorKind } from "./visitor-kinds.ts";

interface Visits {
  executablePath: string;
  sessions: number;
  seed: number;
  progress: Pick<Progress, "update">;
}

/** Room for a prompt of many lines below the pictures. */
const wordsPx = 700;
/** Presses in the first 200 ms of a pair don't count. */
const guardMs = 230;

/** Visitors with real browsers: what the page, its storage and its timings show of each picture. */
export async function browseSessions(
  rehearsal: Rehearsal,
  origin: string,
  { executablePath, sessions, seed, progress }: Visits,
): Promise<ServedSide[]> {
  const { chromium } = await import("playwright-core");
  const args = ["--no-sandbox", "--disable-gpu"];
  const browser = await chromium.launch({ executablePath, args });
  const rows: ServedSide[] = [];
  try {
    for (let session = 0; session < sessions; session += 1) {
      const kind = at(rehearsal.kinds, session % rehearsal.kinds.length);
      const rng = createRng(seed, "leak browser", session);
      rows.push(...(await oneVisit(browser, rehearsal, { origin, kind, rng })));
      progress.update(session + 1, session + 1);
    }
  } finally {
    await browser.close();
  }
  return rows;
}

async function oneVisit(
  browser: Browser,
  rehearsal: Rehearsal,
  { origin, kind, rng }: { origin: string; kind: VisitorKind; rng: Rng },
): Promise<ServedSide[]> {
  const { studyId, plan } = rehearsal;
  const context = await browser.newContext({
    viewport: { width: kind.window.widthPx, height: kind.displayPx + wordsPx },
    ...{ locale: kind.language, reducedMotion: "reduce" },
  });
  try {
    const page = await context.newPage();
    await page.goto(`${origin}/s/${studyId}`);
    const seen = await lookAtAll(page, plan.trialsPerForm, rng);
    const session = await sessionOf(context, studyId);
    return labelled(rehearsal, { session, displayPx: kind.displayPx }, seen);
  } finally {
    await context.close();
  }
}

async function sessionOf(context: BrowserContext, studyId: string): Promise<string> {
  const cookie = (await context.cookies()).find(({ name }) => name.includes(studyId));
  return cookie?.value.split("~")[0] ?? "";
}

/** Goes on, whatever the page asks for and in whatever language, and looks at every pair of the form. */
async function lookAtAll(page: Page, pairs: number, rng: Rng): Promise<SeenElement[][]> {
  const goOn = page.locator(".button.primary, button[name=move][value=agree]").first();
  const known = new Set<string>();
  const seen: SeenElement[][] = [];
  while (seen.length < pairs) {
    await page.locator("img.picture.shown").or(goOn).first().waitFor();
    const address = await addressOfPair(page);
    if (address === undefined && (await goOn.isVisible())) await goOn.click();
    if (address !== undefined && !known.has(address)) {
      known.add(address);
      const pair = await lookAndAnswer(page, rng);
      if (isOfStudy(pair)) seen.push(pair);
    }
    await page.waitForTimeout(20);
  }
  return seen;
}

async function lookAndAnswer(page: Page, rng: Rng): Promise<SeenElement[]> {
  await page.waitForTimeout(guardMs);
  const pair = await lookAtPair(page);
  await page.keyboard.press(rng.below(2) === 0 ? "ArrowLeft" : "ArrowRight");
  return pair;
}

/** Practice pictures have addresses of another kind. */
const isOfStudy = (pair: readonly SeenElement[]): boolean =>
  pair.every(({ address }) => address.startsWith("/i/"));

/** Of the left picture, once both are shown. */
const addressOfPair = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => {
    const both = [...document.querySelectorAll("img.picture.shown")];
    return both.length === 2 ? (both[0]?.getAttribute("src") ?? undefined) : undefined;
  });

async function labelled(
  { database }: Rehearsal,
  who: Pick<ServedSide, "session" | "displayPx">,
  seen: readonly (readonly SeenElement[])[],
): Promise<ServedSide[]> {
  const where = { sessionId: who.session };
  const tokens = await database.token.findMany({ where });
  const answers = await database.answer.findMany({ where });
  const stimuli = await database.stimulus.findMany({ select: { id: true, armId: true } });
  const armOf = new Map(stimuli.map(({ id, armId }) => [id, armId]));
  return seen.flatMap((pair, trialIndex) =>
    pair.map(({ side, address, fixed, features }) => {
      const token = tokens.find((one) => `/i/${one.token}` === address);
      const armId = armOf.get(token?.stimulusId ?? "");
      if (armId === undefined) throw new Error(`no arm for ${side} of trial ${trialIndex}`);
      const answer = answers.find((one) => one.trialIndex === trialIndex);
      const loads = [answer?.loadMsLeft ?? 0, answer?.loadMsRight ?? 0] as const;
      const [loadMs, otherMs] = side === "left" ? loads : [loads[1], loads[0]];
      return {
        ...{ ...who, trialIndex, side, armId, fixed },
        features: {
          ...features,
          "time to decode": loadMs,
          "time to decode after the other": loadMs - otherMs,
          "trial position": trialIndex,
        },
      };
    }),
  );
}
