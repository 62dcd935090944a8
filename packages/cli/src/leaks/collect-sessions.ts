import type { Database } from "@pairlab/db/client";
import { at } from "@pairlab/domain/at";
import { createRng } from "@pairlab/domain/random";
import type { Progress } from "../terminal.ts";
import { describeSide } from "./describe-side.ts";
import type { Heard, HttpClient } from "./http-client.ts";
import type { ServedSide } from "./served-side.ts";
import { type Participation, takePart } from "./take-part.ts";
import type { VisitorKind } from "./visitor-kinds.ts";

interface Collection {
  studyId: string;
  sessions: number;
  kinds: readonly VisitorKind[];
  seed: number;
  progress: Pick<Progress, "update">;
}

/** How many people take part at once. */
const together = 2;
/** Participations that are kept whole, for the exact checks. */
const keptWhole = 2;

export interface Collected {
  rows: ServedSide[];
  participations: Participation[];
  /** What one visitor of each kind read: everything but the pictures. */
  pages: Heard[];
}

/** Lets visitors take part over HTTP, and joins what they saw with the models behind it. */
export async function collectSessions(
  client: HttpClient,
  database: Database,
  { studyId, sessions, kinds, seed, progress }: Collection,
): Promise<Collected> {
  const rows: ServedSide[] = [];
  const participations: Participation[] = [];
  const pages: Heard[] = [];
  let next = 0;
  let done = 0;
  const visitor = async () => {
    for (let index = next++; index < sessions; index = next++) {
      const rng = createRng(seed, "leak visitor", index);
      const seen = await takePart(client, studyId, at(kinds, index % kinds.length), rng);
      rows.push(...(await labelled(database, seen)));
      if (participations.length < keptWhole) participations.push(seen);
      if (index < kinds.length) pages.push(...seen.pages);
      done += 1;
      progress.update(done, done);
    }
  };
  await Promise.all(Array.from({ length: together }, visitor));
  return { rows, participations, pages };
}

async function labelled(database: Database, seen: Participation): Promise<ServedSide[]> {
  const tokens = await database.token.findMany({ where: { sessionId: seen.sessionId } });
  const stimuli = await database.stimulus.findMany({
    where: { id: { in: tokens.map(({ stimulusId }) => stimulusId) } },
    select: { id: true, armId: true },
  });
  const armOf = new Map(stimuli.map(({ id, armId }) => [id, armId]));
  const armOn = (trialIndex: number, side: string): string => {
    const token = tokens.find((one) => one.trialIndex === trialIndex && one.side === side);
    const armId = token && armOf.get(token.stimulusId);
    if (armId === undefined) throw new Error(`no token for trial ${trialIndex}, ${side}`);
    return armId;
  };
  return seen.trials.flatMap((trial) =>
    (["left", "right"] as const).map((side) =>
      describeSide(trial, side, {
        session: seen.sessionId,
        displayPx: seen.kind.displayPx,
        armId: armOn(trial.trialIndex, side),
      }),
    ),
  );
}
