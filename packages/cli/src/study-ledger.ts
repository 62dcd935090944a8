import type { Readable } from "@pairlab/db/snapshot";
import { csv } from "./csv.ts";

/** What an export says of people and of gaps; nothing in it leads back to anybody. */
export interface StudyLedger {
  sessionsCsv: string;
  missingCsv: string;
}

const sessionColumns = [
  "rater",
  "form",
  "step",
  "consent_sha256",
  "consented_at",
  "finished_at",
  "answered",
  "revisions",
  "display_px",
  "device_pixel_ratio",
];
const missingColumns = ["form", "trial", "question", "prompt", "left", "right", "reason"];

/**
 * Sessions by pseudonym, and every planned slot without a vote with its reason: never leased,
 * incomplete (its session didn't finish) or skipped.
 *
 * Left out on purpose: session ids, references, window sizes.
 */
export async function studyLedger(database: Readable, studyId: string): Promise<StudyLedger> {
  const forms = await database.form.findMany({
    where: { studyId },
    orderBy: { formIndex: "asc" },
    include: {
      trials: { orderBy: { trialIndex: "asc" } },
      session: { include: { answers: { orderBy: { revision: "asc" } } } },
    },
  });
  const formless = await database.session.findMany({
    where: { studyId, form: null },
    orderBy: { raterId: "asc" },
    include: { answers: { orderBy: { revision: "asc" } } },
  });
  const sessions = [
    ...forms.flatMap(({ session, formIndex }) =>
      session === null ? [] : [{ session, formIndex }],
    ),
    ...formless.map((session) => ({ session, formIndex: undefined })),
  ];
  return {
    sessionsCsv: csv(
      sessionColumns,
      sessions.map(({ session, formIndex }) => sessionRow(session, formIndex)),
    ),
    missingCsv: csv(missingColumns, forms.flatMap(missingRows)),
  };
}

interface SessionRow {
  raterId: string;
  step: string;
  consentSha256: string;
  consentedAt: Date;
  finishedAt: Date | null;
  answers: {
    trialIndex: number;
    revision: number;
    choice: string;
    displayPx: number;
    devicePixelRatio: number;
  }[];
}

function sessionRow(session: SessionRow, formIndex: number | undefined): (string | number)[] {
  const { answers } = session;
  const [first] = answers;
  return [
    session.raterId,
    formIndex ?? "",
    session.step,
    session.consentSha256,
    session.consentedAt.toISOString(),
    session.finishedAt?.toISOString() ?? "",
    new Set(answers.map(({ trialIndex }) => trialIndex)).size,
    answers.filter(({ revision }) => revision > 0).length,
    first?.displayPx ?? "",
    first?.devicePixelRatio ?? "",
  ];
}

interface FormRow {
  formIndex: number;
  trials: {
    trialIndex: number;
    questionId: string;
    promptId: string;
    left: string;
    right: string;
  }[];
  session: SessionRow | null;
}

function missingRows({ formIndex, trials, session }: FormRow): (string | number)[][] {
  const final = new Map(session?.answers.map(({ trialIndex, choice }) => [trialIndex, choice]));
  return trials.flatMap(({ trialIndex, questionId, promptId, left, right }) => {
    const reason = whyMissing(session, final.get(trialIndex));
    return reason === undefined
      ? []
      : [[formIndex, trialIndex, questionId, promptId, left, right, reason]];
  });
}

function whyMissing(session: SessionRow | null, choice: string | undefined): string | undefined {
  if (session === null) return "never leased";
  if (session.finishedAt === null || choice === undefined) return "incomplete";
  return choice === "skip" ? "skipped" : undefined;
}
