import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { unknownStudy } from "@pairlab/db/read-study";
import { trialRows } from "@pairlab/db/trial-rows";
import type { DesignForm } from "@pairlab/domain/design";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import { designForms } from "@pairlab/study/core/design";
import type { CommandContext } from "../command-context.ts";
import { prepareSecrets } from "../secrets.ts";
import { withDatabase } from "../with-database.ts";
import { type VisitorKind, visitorKinds } from "./visitor-kinds.ts";

/** A state folder with a copy of one study and nobody in it. */
export interface Rehearsal {
  folders: { data: string; reports: string };
  database: Database;
  studyId: string;
  plan: Plan;
  /** Everybody who could come: each display size in each language. */
  kinds: VisitorKind[];
  /** Paths of its pictures in the largest size, below the stimuli folder. */
  files: string[];
  /** Of the study itself. */
  hashes: { designSha256: string; manifestSha256: string };
  /** How many can take part over HTTP: each form is for one. */
  sessions: number;
  /** How many beside them with a browser. */
  browserSessions: number;
  remove(): Promise<void>;
}

const fewest = 4;
/** Of each kind of visitor at least. */
const fewestOfAKind = 2;

/**
 * A study's double: the same pictures, questions and texts, forms of the same kind, open to everybody. Its visitors
 * leave no trace in the study itself.
 *
 * Forms are compiled anew from other seeds until there are enough for so many trials, so no place in a form goes with an arm.
 * Throws: KnownError (missing) for an unknown study.
 */
export async function rehearseStudy(
  context: CommandContext,
  studyId: string,
  { trials, browserTrials }: { trials: number; browserTrials: number },
): Promise<Rehearsal> {
  const { row, stimuli } = await withDatabase(context, async (database) => {
    const found = await database.study.findUnique({
      where: { id: studyId },
      include: { stimuli: true },
    });
    if (found === null) throw await unknownStudy(database, studyId);
    const { stimuli: pictures, ...rest } = found;
    return { row: rest, stimuli: pictures };
  });
  const plan = Plan.parse(row.plan);
  const manifest = Manifest.parse(row.manifest);
  const browserSessions =
    browserTrials === 0 ? 0 : Math.max(fewest, Math.ceil(browserTrials / plan.trialsPerForm));
  const study = openToAll(row.study);
  const kinds = visitorKinds(plan, study);
  const sessions = Math.max(
    fewest,
    fewestOfAKind * kinds.length,
    Math.ceil(trials / plan.trialsPerForm),
  );
  const data = mkdtempSync(path.join(tmpdir(), "pairlab-rehearsal-"));
  const folders = { data, reports: path.join(data, "reports") };
  prepareSecrets(data);
  mkdirSync(path.join(data, "stimuli"));
  symlinkSync(path.join(context.folders.stimuli, studyId), path.join(data, "stimuli", studyId));
  const database = await prepareDatabase(path.join(data, "pairlab.db"));
  await database.study.create({
    data: {
      ...row,
      ...{ study, plan, manifest, personKey: null, closedAt: null },
      ...{ mode: "live", state: "open", openedAt: context.now() },
    },
  });
  await database.stimulus.createMany({ data: stimuli });
  await addForms(database, studyId, formsOf(plan, manifest, sessions + browserSessions));
  const hashes = { designSha256: row.designSha256, manifestSha256: row.manifestSha256 };
  const remove = async () => {
    await database.$disconnect();
    rmSync(data, { recursive: true, force: true });
  };
  const files = stimuli.map(({ file }) => file);
  const visitors = { kinds, sessions, browserSessions };
  return { folders, database, studyId, plan, files, hashes, ...visitors, remove };
}

/** The study, in all its languages, without what would keep a visitor without a person behind it out. */
function openToAll(document: unknown): Study {
  const {
    screening: _screening,
    comprehension: _comprehension,
    maxParticipants: _most,
    exitCodes: _codes,
    translations,
    ...study
  } = Study.parse(document);
  return Study.parse({
    ...study,
    ...{ mode: "live", recruitment: "open" },
    ...(translations && { translations: mapped(translations) }),
  });
}

const mapped = (translations: NonNullable<Study["translations"]>) =>
  Object.fromEntries(
    Object.entries(translations).map(([language, translation]) => {
      const { screening: _screening, comprehension: _comprehension, ...words } = translation;
      return [language, words];
    }),
  );

function formsOf(plan: Plan, manifest: Manifest, wanted: number): DesignForm[] {
  const forms: DesignForm[] = [];
  for (let copy = 1; forms.length < wanted; copy += 1)
    for (const { trials } of designForms({ ...plan, seed: plan.seed + copy }, manifest)) {
      if (forms.length === wanted) break;
      forms.push({ index: forms.length, twinOf: null, trials });
    }
  return forms;
}

async function addForms(
  database: Database,
  studyId: string,
  forms: readonly DesignForm[],
): Promise<void> {
  await database.form.createMany({
    data: forms.map(({ index }) => ({ studyId, formIndex: index })),
  });
  for (const form of forms) await database.trial.createMany({ data: trialRows(studyId, form) });
}
