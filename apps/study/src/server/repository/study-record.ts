import type { Database } from "@pairlab/db/client";
import { openReader } from "@pairlab/db/writer";
import { KnownError } from "@pairlab/domain/errors";
import { Identifier } from "@pairlab/domain/identifier";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import { z } from "zod";

const time = z.union([z.date(), z.string().transform((text) => new Date(text))]);
const Row = z.object({
  id: z.string(),
  mode: z.enum(["live", "simulated"]),
  title: z.string(),
  state: z.enum(["draft", "open", "paused", "closed"]),
  planSha256: z.string(),
  consentSha256: z.string(),
  designSha256: z.string(),
  manifestSha256: z.string(),
  createdAt: time,
  openedAt: time.nullable(),
  closedAt: time.nullable(),
});

interface Documents {
  study: Study;
  plan: Plan;
  manifest: Manifest;
  promptTexts: ReadonlyMap<string, string>;
}

/** A study with its documents. Server only: it names arms and prompts. */
export type StudyRecord = z.infer<typeof Row> & Documents;

// A study's documents never change, so they are read and checked once a process.
const read = new Map<string, Documents>();

const byId = `SELECT ${Object.keys(Row.shape)
  .map((name) => `"${name}"`)
  .join(", ")} FROM "Study" WHERE "id" = ?`;

/** The study of an id. Throws: KnownError (missing) when there is none. */
export async function loadStudy(database: Database, id: string): Promise<StudyRecord> {
  const found = (await openReader(database)).first(byId, [id]);
  if (found === undefined)
    throw new KnownError("missing", `unknown study: ${id}`, { hint: "npx pairlab study list" });
  const row = Row.parse(found);
  const key = `${id} ${row.planSha256} ${row.consentSha256} ${row.manifestSha256}`;
  const documents = read.get(key) ?? (await readDocuments(database, id));
  read.set(key, documents);
  return { ...row, ...documents };
}

/** The study of an id, or undefined for every text that isn't one's. */
export async function findStudy(database: Database, id: string): Promise<StudyRecord | undefined> {
  if (!Identifier.safeParse(id).success) return undefined;
  try {
    return await loadStudy(database, id);
  } catch (error) {
    if (error instanceof KnownError && error.kind === "missing") return undefined;
    throw error;
  }
}

async function readDocuments(database: Database, id: string): Promise<Documents> {
  const found = await database.study.findUniqueOrThrow({
    where: { id },
    select: { study: true, plan: true, manifest: true },
  });
  const manifest = Manifest.parse(found.manifest);
  return {
    study: Study.parse(found.study),
    plan: Plan.parse(found.plan),
    manifest,
    promptTexts: new Map(manifest.prompts.map((prompt) => [prompt.id, prompt.text])),
  };
}

/** The studies that people can take part in now. */
export async function openStudies(
  database: Database,
): Promise<{ id: string; title: string; minutes: number }[]> {
  const rows = await database.study.findMany({
    where: { state: "open", mode: "live" },
    orderBy: { createdAt: "asc" },
    select: { id: true, title: true, study: true },
  });
  return rows
    .map(({ id, title, study }) => ({ id, title, document: Study.parse(study) }))
    .filter(({ document }) => document.recruitment === "open") // others need a link of their own
    .map(({ id, title, document }) => ({ id, title, minutes: document.consent.minutes }));
}

/** Every study, the newest first, with what has come in so far. For researchers. */
export async function allStudies(
  database: Database,
): Promise<(Pick<StudyRecord, "id" | "title" | "mode" | "state"> & StudyCounts)[]> {
  const rows = await database.study.findMany({
    orderBy: { createdAt: "desc" },
    select: {
      ...{ id: true, title: true, mode: true, state: true },
      forms: { where: { finishedAt: { not: null } }, select: { formIndex: true } },
      _count: { select: { forms: true } },
    },
  });
  return rows.map(({ _count, forms, ...row }) => ({
    ...Row.pick({ id: true, title: true, mode: true, state: true }).parse(row),
    planned: _count.forms,
    finished: forms.length,
  }));
}

interface StudyCounts {
  /** Forms of the plan. */
  planned: number;
  /** Forms that somebody has filled. */
  finished: number;
}
