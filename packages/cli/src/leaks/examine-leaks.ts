import { cpus } from "node:os";
import path from "node:path";
import { pictureHashes } from "@pairlab/db/picture-hashes";
import { at } from "@pairlab/domain/at";
import type { LeakCertificate, LeakCheck } from "@pairlab/domain/leak-certificate";
import { browserPath } from "../browser-path.ts";
import type { CommandContext } from "../command-context.ts";
import { environment } from "../env.ts";
import { freePort } from "../free-port.ts";
import { pairlabVersion } from "../pairlab-version.ts";
import { buildStudyApp, serveStudyApp } from "../study-app.ts";
import type { Progress } from "../terminal.ts";
import { tryAdversary } from "./adversary.ts";
import { browseSessions } from "./browse-sessions.ts";
import { type Collected, collectSessions } from "./collect-sessions.ts";
import {
  companyCheck,
  constantChecks,
  headerCheck,
  kindCheck,
  picturesOf,
  refusalCheck,
  scriptCheck,
  scriptsOf,
  tokenCheck,
  wordCheck,
} from "./exact-checks.ts";
import { type Heard, type HttpClient, httpClient } from "./http-client.ts";
import { preparedChecks } from "./prepared-checks.ts";
import { type Rehearsal, rehearseStudy } from "./rehearse-study.ts";
import { secretWords } from "./secret-words.ts";
import type { ServedSide } from "./served-side.ts";

// Commands at the same time begin to look for a free port at different places.
const firstPort = 20_000 + (process.pid % 20_000);

/** How far to look. */
export interface Depth {
  depth: LeakCertificate["depth"];
  /** Trials to serve at least. */
  trials: number;
  permutations: number;
  seed: number;
  /** Trials to look at in Chromium, where there is one. */
  browserTrials: number;
}

export const depths = {
  exact: { depth: "exact", trials: 100, permutations: 0, seed: 1, browserTrials: 0 },
  full: { depth: "full", trials: 10_000, permutations: 1999, seed: 1, browserTrials: 312 },
} as const satisfies Record<string, Depth>;

/** Between a visitor and the app: what a test plants, and how to end it. */
export type Between = (
  rehearsal: Rehearsal,
  origin: string,
) => Promise<{ origin: string; stop(): Promise<void> }>;

/**
 * Serves a double of a study on this host, takes part in it often, and says whether anything but pixels told models
 * apart. The study itself isn't touched.
 */
export async function examineLeaks(
  context: CommandContext,
  studyId: string,
  depth: Depth,
  between?: Between,
): Promise<LeakCertificate> {
  const { terminal, root } = context;
  const executablePath = browserPath(environment.chromium);
  const rehearsal = await rehearseStudy(context, studyId, {
    ...depth,
    ...(executablePath === undefined && { browserTrials: 0 }),
  });
  const { plan, sessions, browserSessions } = rehearsal;
  try {
    await buildStudyApp(root);
    const app = await serveStudyApp(root, rehearsal.folders, await freePort(firstPort));
    const planted = await between?.(rehearsal, app.origin);
    const client = httpClient(planted?.origin ?? app.origin);
    const progress = terminal.progress("leaks", sessions, "forms");
    const { stimuli } = context.folders;
    try {
      const seen = await visitOften(client, rehearsal, { sessions, seed: depth.seed, progress });
      const inBrowser =
        executablePath === undefined || browserSessions === 0
          ? undefined
          : await browseSessions(rehearsal, client.origin, {
              ...{ executablePath, sessions: browserSessions, seed: depth.seed, progress },
            });
      return certificate(context, rehearsal, {
        ...{ depth, ...seen, inBrowser },
        checks: [...(await preparedChecks(stimuli, rehearsal.files, plan)), ...seen.checks],
        pictures: await pictureHashes(path.join(stimuli, studyId)),
      });
    } finally {
      progress.end();
      client.close();
      await planted?.stop();
      await app.stop();
    }
  } finally {
    await rehearsal.remove();
  }
}

/** Visitors of every kind over HTTP, and the exact checks of what they saw. */
export async function visitOften(
  client: HttpClient,
  rehearsal: Rehearsal,
  given: { sessions: number; seed: number; progress: Pick<Progress, "update"> },
): Promise<Pick<LeakCertificate, "served"> & { rows: ServedSide[]; checks: LeakCheck[] }> {
  const { studyId, kinds, database } = rehearsal;
  const startMs = performance.now();
  const collected = await collectSessions(client, database, { studyId, kinds, ...given });
  const { rows } = collected;
  const served = {
    sessions: given.sessions,
    trials: rows.length / 2,
    seconds: Math.round(performance.now() - startMs) / 1000,
    displaySizes: [...new Set(kinds.map(({ displayPx }) => displayPx))],
    languages: [...new Set(kinds.map(({ language }) => language))],
  };
  return { rows, served, checks: await exactChecks(client, rehearsal, collected) };
}

function certificate(
  { now, root }: CommandContext,
  { studyId, hashes }: Rehearsal,
  given: Pick<LeakCertificate, "served" | "pictures"> & {
    depth: Depth;
    checks: readonly LeakCheck[];
    rows: readonly ServedSide[];
    inBrowser: readonly ServedSide[] | undefined;
  },
): LeakCertificate {
  const { depth, pictures, served, rows, inBrowser } = given;
  const seen = inBrowser === undefined ? [] : constantChecks(inBrowser);
  const checks = [
    ...given.checks,
    ...seen.map((check) => ({ ...check, name: `in the browser, ${check.name}` })),
  ];
  const browser = inBrowser && tryAdversary(inBrowser, depth);
  const adversary = depth.depth === "full" ? tryAdversary(rows, depth) : undefined;
  return {
    ...{ version: 2, studyId, ...hashes, pictures, pairlab: pairlabVersion(root) },
    ...{ createdAt: now().toISOString(), seed: depth.seed, depth: depth.depth },
    host: { platform: process.platform, cpu: cpus()[0]?.model ?? "unknown", node: process.version },
    ...{ served, checks, ...(adversary && { adversary }), ...(browser && { browser }) },
    passes:
      checks.every(({ holds }) => holds) && (adversary?.holds ?? true) && (browser?.holds ?? true),
  };
}

async function exactChecks(
  client: HttpClient,
  { database, studyId, kinds }: Rehearsal,
  { rows, participations, pages }: Collected,
): Promise<LeakCheck[]> {
  const everyPage = [...new Set([...pages, ...participations.flatMap((part) => part.pages)])];
  const chunks = await scriptChunks(client, everyPage);
  const [first, second] = [at(participations, 0), at(participations, 1)];
  const words = await secretWords(database, studyId);
  return [
    kindCheck(rows, pages, kinds),
    scriptCheck(everyPage),
    companyCheck(rows),
    ...constantChecks(rows),
    headerCheck(participations),
    tokenCheck(participations),
    wordCheck([...everyPage, ...chunks, ...picturesOf(participations)], words),
    await refusalCheck(client, {
      own: second.cookie,
      foreign: at(first.trials, 0).left.address,
    }),
  ];
}

/** The scripts and styles that the pages name. */
async function scriptChunks(client: HttpClient, pages: readonly Heard[]): Promise<Heard[]> {
  const named = new Set(pages.flatMap(scriptsOf));
  return Promise.all([...named].map((address) => client.ask(address)));
}
