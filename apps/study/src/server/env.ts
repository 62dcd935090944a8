import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { StudyLanguage } from "@pairlab/domain/study-language";
import { z } from "zod";

const absolute = z.string().refine(path.isAbsolute, "must be an absolute path");
const Environment = z.object({
  PAIRLAB_DATA_DIR: absolute,
  PAIRLAB_REPORTS_DIR: absolute.optional(),
});

/** The folders the app works with. */
export interface Folders {
  /** Database, secrets, prepared pictures. */
  dataDir: string;
  /** Report folders; `reports` in the state folder unless PAIRLAB_REPORTS_DIR names another. */
  reportsDir: string;
}

/**
 * Where this app finds its state; the only reader of process.env here.
 *
 * A function, since `next build` loads every module without an environment.
 * Throws: KnownError (input) when PAIRLAB_DATA_DIR is missing, or a folder is given as a relative path.
 */
export function environment(): Folders {
  const found = Environment.safeParse(process.env);
  if (!found.success) {
    const name = found.error.issues[0]?.path.join(".") ?? "PAIRLAB_DATA_DIR";
    throw new KnownError("input", `invalid ${name}: ${process.env[name] ?? "not set"}`, {
      hint: "start the app with npm start, or give PAIRLAB_DATA_DIR=<absolute state folder>",
    });
  }
  const { PAIRLAB_DATA_DIR: dataDir, PAIRLAB_REPORTS_DIR: reportsDir } = found.data;
  return { dataDir, reportsDir: reportsDir ?? path.join(dataDir, "reports") };
}

const TextVersions = z.record(StudyLanguage, z.string());

/**
 * The version of the app's sentences in a language: the SHA-256 of their file, as it was when the app was built.
 *
 * `next.config.ts` computes it; outside a built app it is the empty text.
 */
export function textVersion(language: StudyLanguage): string {
  const built = process.env.PAIRLAB_TEXTS;
  return built === undefined ? "" : (TextVersions.parse(JSON.parse(built))[language] ?? "");
}

const StageFiles = z.object({ script: z.string(), style: z.string() });

/**
 * The names, below `/stage/`, of what the pages with pictures load. `next.config.ts` finds them when the app is
 * built. Throws: ZodError outside a built app.
 */
export const stageFiles = (): z.infer<typeof StageFiles> =>
  StageFiles.parse(JSON.parse(process.env.PAIRLAB_STAGE ?? "{}"));
