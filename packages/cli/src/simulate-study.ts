import type { Database } from "@pairlab/db/client";
import { StudyState, unknownStudy } from "@pairlab/db/read-study";
import { KnownError } from "@pairlab/domain/errors";
import { Plan } from "@pairlab/domain/plan";
import type { CommandContext } from "./command-context.ts";
import { type PlantedStrength, plantedStrengths } from "./simulated-rater.ts";
import { type SimulatedForm, simulatedSession } from "./simulated-session.ts";
import { withDatabase } from "./with-database.ts";
import { withStudiesLocked } from "./with-studies-locked.ts";

export interface Simulation {
  status: "simulated" | "already";
  participants: number;
  /** Votes written now. */
  votes: number;
  planted: PlantedStrength[];
}

interface Raters {
  /** Undefined: the usual number, or as many as there are forms where those are fewer. */
  participants?: number | undefined;
  seed: number;
}

const usualParticipants = 40;

/**
 * Votes of raters who don't exist, for a study that says so.
 *
 * The n-th rater takes the n-th free form and finishes it. Same seed, same rows; raters that are there
 * already are left alone, so asking again does nothing and asking for more adds the rest; several
 * commands at once take turns.
 *
 * Throws: KnownError: missing for an unknown study; refused for one that isn't simulated; conflict for
 *         one that isn't open or was simulated with another seed; input for more raters than forms.
 */
export async function simulateStudy(
  context: CommandContext,
  studyId: string,
  raters: Raters,
): Promise<Simulation> {
  return withDatabase(context, (database) =>
    withStudiesLocked(context, () => simulateInto(database, studyId, raters)),
  );
}

async function simulateInto(
  database: Database,
  studyId: string,
  { participants: asked, seed }: Raters,
): Promise<Simulation> {
  const { plan, consentSha256 } = await simulatable(database, studyId);
  const present = await database.session.findMany({ where: { studyId }, select: { id: true } });
  const forms = await formsOf(database, studyId);
  const participants = asked ?? Math.min(usualParticipants, forms.length);
  if (participants > forms.length)
    throw new KnownError(
      "input",
      `invalid participants: ${participants} for ${forms.length} forms`,
      {
        hint: `each form is for one person: --participants ${forms.length}`,
      },
    );
  const everybody = forms
    .slice(0, Math.max(participants, present.length))
    .map((form, index) => simulatedSession({ studyId, plan, seed, index, form, consentSha256 }));
  const expected = new Set(everybody.map(({ session }) => session.id));
  if (present.some(({ id }) => !expected.has(id)))
    throw new KnownError(
      "conflict",
      `duplicate simulation: ${studyId} has raters of another seed`,
      {
        hint: "create a simulated study with a new id for another seed",
      },
    );
  const there = new Set(present.map(({ id }) => id));
  const added = everybody.filter(({ session }) => !there.has(session.id));
  if (added.length > 0) await writeSessions(database, studyId, added);
  return {
    status: added.length > 0 ? "simulated" : "already",
    participants: Math.max(participants, present.length),
    votes: added.reduce((sum, { answers }) => sum + answers.length, 0),
    planted: plantedStrengths(plan, seed),
  };
}

async function simulatable(database: Database, studyId: string) {
  const found = await database.study.findUnique({
    where: { id: studyId },
    select: { mode: true, state: true, plan: true, consentSha256: true },
  });
  if (found === null) throw await unknownStudy(database, studyId);
  if (found.mode !== "simulated")
    throw new KnownError(
      "refused",
      `invalid mode: study ${studyId} is ${found.mode}, not simulated`,
      {
        hint: 'simulated votes go into a study of their own: "mode": "simulated" in its study.json',
      },
    );
  const state = StudyState.parse(found.state);
  if (state !== "open")
    throw new KnownError("conflict", `mismatched state: study ${studyId} is ${state}, not open`, {
      hint:
        state === "draft" ? `npx pairlab study open ${studyId}` : "create a study with a new id",
    });
  return { plan: Plan.parse(found.plan), consentSha256: found.consentSha256 };
}

const formsOf = (database: Database, studyId: string): Promise<SimulatedForm[]> =>
  database.form.findMany({
    where: { studyId },
    orderBy: { formIndex: "asc" },
    select: { formIndex: true, trials: { orderBy: { trialIndex: "asc" } } },
  });

async function writeSessions(
  database: Database,
  studyId: string,
  added: readonly ReturnType<typeof simulatedSession>[],
): Promise<void> {
  await database.$transaction([
    database.session.createMany({ data: added.map(({ session }) => session) }),
    ...added.map(({ session, formIndex }) =>
      database.form.update({
        where: { studyId_formIndex: { studyId, formIndex } },
        data: {
          sessionId: session.id,
          renewedAt: session.finishedAt,
          finishedAt: session.finishedAt,
        },
      }),
    ),
    database.lease.createMany({
      data: added.map(({ session: { id, consentedAt }, formIndex }) => ({
        ...{ sessionId: id, studyId, formIndex, leasedAt: consentedAt },
      })),
    }),
    database.answer.createMany({ data: added.flatMap(({ answers }) => answers) }),
  ]);
}
