import { existsSync } from "node:fs";
import path from "node:path";
import type { Database } from "@pairlab/db/client";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import { KnownError } from "@pairlab/domain/errors";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { protocolDepartures } from "@pairlab/domain/protocol-departures";
import { Study } from "@pairlab/domain/study";
import { designSize } from "@pairlab/study/core/design";
import type { CommandContext } from "./command-context.ts";
import { readProtocol } from "./read-plan.ts";
import { prepareStimuli } from "./stimuli.ts";
import { readStudyDocuments, type StudyDocuments } from "./study-documents.ts";
import { studyPictures } from "./study-pictures.ts";
import { withDatabase } from "./with-database.ts";
import { withStudiesLocked } from "./with-studies-locked.ts";
import { studyHashes, writeStudy } from "./write-study.ts";

export interface CreatedStudy {
  status: "created" | "exists";
  id: string;
  forms: number;
  trials: number;
  pictures: number;
  /** Fields in which the plan does otherwise than the protocol it names. */
  departures: string[];
}

/**
 * A study in the database, in state draft, with its pictures prepared.
 *
 * Everything is read, checked and prepared first; the rows are written last, in one transaction. The
 * same documents again change nothing, and of several commands at once one creates the study.
 *
 * Throws: KnownError: input or missing for documents and pictures that don't fit together; missing when
 *         the pictures of a study that exists were removed; conflict when the id is taken by a study of
 *         other documents.
 */
export async function createStudy(
  context: CommandContext,
  studyFile: string,
  manifestFile?: string,
): Promise<CreatedStudy> {
  const documents = readStudyDocuments(context.root, studyFile, manifestFile);
  const { study, plan, manifest } = documents;
  const size = designSize(plan, manifest);
  const pictures = studyPictures(documents);
  const numbers = {
    id: study.id,
    forms: size.forms,
    trials: size.forms * plan.trialsPerForm,
    pictures: pictures.length,
    departures: departuresOf(context.root, plan),
  };
  return withDatabase(context, async (database) => {
    const isExisting = () => isThere(database, documents, context.folders.stimuli);
    if (await isExisting()) return { status: "exists", ...numbers };
    return withStudiesLocked(context, async () => {
      // Another command may have made it meanwhile, and its pictures count.
      if (await isExisting()) return { status: "exists", ...numbers };
      const hashes = studyHashes(context, documents, size.forms);
      const files = await prepareStimuli(context, documents, pictures);
      await writeStudy(context, database, { documents, hashes, files, forms: size.forms });
      return { status: "created", ...numbers };
    });
  });
}

const departuresOf = (root: string, plan: Plan): string[] =>
  plan.protocol === undefined ? [] : protocolDepartures(readProtocol(root, plan.protocol), plan);

async function isThere(
  database: Database,
  documents: StudyDocuments,
  stimuli: string,
): Promise<boolean> {
  const { id } = documents.study;
  const found = await database.study.findUnique({ where: { id } });
  if (found === null) return false;
  const stored = {
    study: Study.parse(found.study),
    plan: Plan.parse(found.plan),
    manifest: Manifest.parse(found.manifest),
  };
  const different = firstDifference(stored, documents);
  if (different !== undefined)
    throw new KnownError("conflict", `duplicate study: ${id} exists with another ${different}`, {
      hint: "give the new study another id; a study never changes after it was created",
    });
  const folder = path.join(stimuli, id);
  if (!existsSync(folder))
    throw new KnownError("missing", `missing folder: ${folder}, the pictures of study ${id}`, {
      hint: "put a copy of it back; without one, create the study in another state folder with --data-dir",
    });
  return true;
}

type Documents = Pick<StudyDocuments, "study" | "plan" | "manifest">;

function firstDifference(stored: Documents, given: Documents): string | undefined {
  if (canonicalJson(stored.study) !== canonicalJson(given.study)) return "study.json";
  if (canonicalJson(stored.plan) !== canonicalJson(given.plan)) return "plan.json";
  if (canonicalJson(pictured(stored.manifest)) !== canonicalJson(pictured(given.manifest)))
    return "set of pictures";
  return undefined;
}

/** What of a run a study shows: making the same pictures again, at another time, is the same run. */
const pictured = ({ arms, prompts, seeds, images }: Manifest) => ({
  arms,
  prompts,
  seeds,
  images: images.map(({ armId, promptId, seed, pixelsSha256 }) => ({
    armId,
    promptId,
    seed,
    pixelsSha256,
  })),
});
