import { cpus } from "node:os";
import { at } from "@pairlab/domain/at";
import type { LeakCertificate, LeakCheck } from "@pairlab/domain/leak-certificate";
import type { CommandContext } from "../command-context.ts";
import { freePort } from "../free-port.ts";
import { buildStudyApp, serveStudyApp } from "../study-app.ts";
import { tryAdversary } from "./adversary.ts";
import { type Collected, collectSessions } from "./collect-sessions.ts";
import {
  constantChecks,
  headerCheck,
  picturesOf,
  refusalCheck,
  tokenCheck,
  wordCheck,
} from "./exact-checks.ts";
import { type Heard, type HttpClient, httpClient } from "./http-client.ts";
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
}

export const depths = {
  exact: { depth: "exact", trials: 100, permutations: 0, seed: 1 },
  full: { depth: "full", trials: 10_000, permutations: 1999, seed: 1 },
} as const satisfies Record<string, Depth>;

/** Between a visitor and the app: what a test plants, and how to end it. */
export type Between = (
  rehearsal: Rehearsal,
  origin: string,
) => Promise<{ origin: string; stop(): Promise<void> }>;

/** Visitors with real browsers, where there are any. */
export type Browse = (
  rehearsal: Rehearsal,
  origin: string,
  sessions: number,
) => Promise<ServedSide[]>;

/** What a lab adds to what a deployment does. */
export interface Lab {
  between?: Between;
  browse?: { trials: number; visit: Browse };
}

/**
 * Serves a double of a study on this host, takes part in it often, and says whether anything but pixels told models
 * apart. The study itself isn't touched.
 */
export async function examineLeaks(
  context: CommandContext,
  studyId: string,
  depth: Depth,
  { between, browse }: Lab = {},
): Promise<LeakCertificate> {
  const { terminal, root } = context;
  const browsed = browse?.trials ?? 0;
  const rehearsal = await rehearseStudy(context, studyId, depth.trials + browsed);
  const { plan } = rehearsal;
  const withBrowser = Math.ceil(browsed / plan.trialsPerForm);
  const sessions = rehearsal.sessions - withBrowser;
  try {
    await buildStudyApp(root);
    const app = await serveStudyApp(root, rehearsal.folders, await freePort(firstPort));
    const planted = await between?.(rehearsal, app.origin);
    const client = httpClient(planted?.origin ?? app.origin);
    const progress = terminal.progress("leaks", sessions, "forms");
    try {
      const { displayPx } = plan.display;
      const startMs = performance.now();
      const { rows, participations } = await collectSessions(client, rehearsal.database, {
        ...{ studyId, sessions, displayPx, seed: depth.seed, progress },
      });
      const served = {
        sessions,
        trials: rows.length / 2,
        seconds: Math.round(performance.now() - startMs) / 1000,
      };
      const checks = await exactChecks(client, rehearsal, { rows, participations });
      const inBrowser = await browse?.visit(rehearsal, client.origin, withBrowser);
      return certificate(context, rehearsal, { depth, served, checks, rows, inBrowser });
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

function certificate(
  { now }: CommandContext,
  { studyId, hashes }: Rehearsal,
  given: Pick<LeakCertificate, "served"> & {
    depth: Depth;
    checks: readonly LeakCheck[];
    rows: readonly ServedSide[];
    inBrowser: readonly ServedSide[] | undefined;
  },
): LeakCertificate {
  const { depth, served, rows, inBrowser } = given;
  const seen = inBrowser === undefined ? [] : constantChecks(inBrowser);
  const checks = [
    ...given.checks,
    ...seen.map((check) => ({ ...check, name: `in the browser, ${check.name}` })),
  ];
  const browser = inBrowser && tryAdversary(inBrowser, depth);
  const adversary = depth.depth === "full" ? tryAdversary(rows, depth) : undefined;
  return {
    ...{ version: 1, studyId, ...hashes, createdAt: now().toISOString(), depth: depth.depth },
    host: { platform: process.platform, cpu: cpus()[0]?.model ?? "unknown", node: process.version },
    ...{ served, checks, ...(adversary && { adversary }), ...(browser && { browser }) },
    passes:
      checks.every(({ holds }) => holds) && (adversary?.holds ?? true) && (browser?.holds ?? true),
  };
}

async function exactChecks(
  client: HttpClient,
  { database, studyId }: Rehearsal,
  { rows, participations }: Collected,
): Promise<LeakCheck[]> {
  const heard = participations.flatMap(({ pages }) => pages);
  const chunks = await scriptChunks(client, heard);
  const [first, second] = [at(participations, 0), at(participations, 1)];
  const words = await secretWords(database, studyId);
  return [
    ...constantChecks(rows),
    headerCheck(participations),
    tokenCheck(participations),
    wordCheck([...heard, ...chunks, ...picturesOf(participations)], words),
    await refusalCheck(client, {
      own: second.cookie,
      foreign: at(first.trials, 0).left.address,
    }),
  ];
}

/** The scripts and styles that the pages name. */
async function scriptChunks(client: HttpClient, pages: readonly Heard[]): Promise<Heard[]> {
  const named = pages.flatMap(
    ({ body }) => body.toString().match(/\/_next\/static\/[\w./~-]+/g) ?? [],
  );
  return Promise.all([...new Set(named)].map((path) => client.ask(path)));
}
