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
  "leased_at",
  "step",
  "consent_sha256",
  "consented_at",
  "finished_at",
  "outcome",
  "answered",
  "revisions",
  "display_px",
  "device_pixel_ratio",
  "checks",
  "checks_failed",
];
const missingColumns = ["form", "trial", "question", "prompt", "left", "right", "reason"];

/**
 * Sessions by pseudonym, and every planned slot without a vote with its reason: never leased,
 * incomplete (nobody who was given the form has finished it), erased (as its person asked, and nobody has filled
 * the form since) or skipped.
 *
 * A session fills its form, is surplus (it finished after somebody else) or incomplete: then its answers are no
 * votes. One form may have several sessions and never has two that fill it.
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
      _count: { select: { leases: true } },
    },
  });
  const erasures = await database.erasure.findMany({
    where: { studyId },
    select: { formIndex: true },
  });
  const erasedForms = new Set(erasures.map(({ formIndex }) => formIndex));
  const sessions = await database.session.findMany({
    where: { studyId, isPreview: false },
    orderBy: { raterId: "asc" },
    include: {
      lease: { include: { form: { select: { trials: { where: { role: "check" } } } } } },
      holds: { select: { finishedAt: true } },
      answers: { orderBy: { revision: "asc" } },
    },
  });
  return {
    sessionsCsv: csv(sessionColumns, sessions.sort(byForm).map(sessionRow)),
    missingCsv: csv(
      missingColumns,
      forms.flatMap((form) => missingRows(form, erasedForms.has(form.formIndex))),
    ),
  };
}

interface SessionRow {
  raterId: string;
  step: string;
  consentSha256: string;
  consentedAt: Date;
  finishedAt: Date | null;
  lease: {
    formIndex: number;
    leasedAt: Date;
    form: { trials: { trialIndex: number; expected: string | null }[] };
  } | null;
  holds: { finishedAt: Date | null } | null;
  answers: {
    trialIndex: number;
    revision: number;
    choice: string;
    displayPx: number;
    devicePixelRatio: number;
    inputDevice: string;
  }[];
}

/** By form and by when it was leased; who has none comes last. */
function byForm({ lease: one }: SessionRow, { lease: other }: SessionRow): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one.formIndex - other.formIndex || one.leasedAt.getTime() - other.leasedAt.getTime();
}

function outcome({ lease, holds, finishedAt }: SessionRow): string {
  if (lease === null) return "no form";
  if (finishedAt === null) return "incomplete";
  return holds !== null && holds.finishedAt !== null ? "fills" : "surplus";
}

function sessionRow(session: SessionRow): (string | number)[] {
  const { answers, lease } = session;
  const [first] = answers;
  return [
    session.raterId,
    lease?.formIndex ?? "",
    lease?.leasedAt.toISOString() ?? "",
    session.step,
    session.consentSha256,
    session.consentedAt.toISOString(),
    session.finishedAt?.toISOString() ?? "",
    outcome(session),
    new Set(answers.map(({ trialIndex }) => trialIndex)).size,
    answers.filter(({ revision }) => revision > 0).length,
    first?.displayPx ?? "",
    first === undefined || first.inputDevice === "simulated" ? "" : first.devicePixelRatio,
    ...checkCounts(session),
  ];
}

/** Attention checks that were answered, and how many of them otherwise than asked. A skipped one is in neither. */
function checkCounts({ lease, answers }: SessionRow): [answered: number, failed: number] {
  const final = new Map(answers.map(({ trialIndex, choice }) => [trialIndex, choice]));
  const given = (lease?.form.trials ?? []).flatMap(({ trialIndex, expected }) => {
    const choice = final.get(trialIndex);
    return choice === undefined || choice === "skip" ? [] : [choice === expected];
  });
  return [given.length, given.filter((passed) => !passed).length];
}

interface FormRow {
  formIndex: number;
  finishedAt: Date | null;
  trials: {
    trialIndex: number;
    questionId: string;
    promptId: string;
    left: string;
    right: string;
    role: string;
  }[];
  /** Who holds it, or who filled it. */
  session: { answers: { trialIndex: number; choice: string }[] } | null;
  _count: { leases: number };
}

function missingRows(form: FormRow, wasErased: boolean): (string | number)[][] {
  const { formIndex, trials, session } = form;
  const final = new Map(session?.answers.map(({ trialIndex, choice }) => [trialIndex, choice]));
  return trials
    .filter(({ role }) => role === "trial")
    .flatMap(({ trialIndex, questionId, promptId, left, right }) => {
      const reason = whyMissing(form, wasErased, final.get(trialIndex));
      return reason === undefined
        ? []
        : [[formIndex, trialIndex, questionId, promptId, left, right, reason]];
    });
}

function whyMissing(
  form: FormRow,
  wasErased: boolean,
  choice: string | undefined,
): string | undefined {
  const isFilled = form.finishedAt !== null && choice !== undefined;
  if (!isFilled && wasErased) return "erased";
  if (form._count.leases === 0) return "never leased";
  if (!isFilled) return "incomplete";
  return choice === "skip" ? "skipped" : undefined;
}
