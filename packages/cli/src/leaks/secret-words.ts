import type { Database } from "@pairlab/db/client";
import { Manifest } from "@pairlab/domain/manifest";
import { Plan } from "@pairlab/domain/plan";

const shortest = 6;

/** What must be nowhere in what a browser receives, and how much of it is too short to be looked for. */
export interface SecretWords {
  words: readonly string[];
  tooShort: number;
}

/**
 * Every name, file, hash and seed of a study that tells arms, prompts or pictures apart.
 *
 * Words under six characters occur by chance; so do words that a prompt, a question or the consent text contains.
 */
export async function secretWords(database: Database, studyId: string): Promise<SecretWords> {
  const row = await database.study.findUniqueOrThrow({
    where: { id: studyId },
    include: { stimuli: true },
  });
  const manifest = Manifest.parse(row.manifest);
  const plan = Plan.parse(row.plan);
  const shown = JSON.stringify([
    row.study,
    plan.questions.map(({ text }) => text),
    manifest.prompts.map(({ text }) => text),
  ]);
  const words = [
    ...plan.arms,
    ...manifest.arms.map(({ label }) => label),
    ...("models" in manifest ? manifest.models.map(({ id }) => id) : []),
    ...plan.questions.map(({ id }) => id),
    ...manifest.prompts.map(({ id }) => id),
    ...manifest.images.flatMap(({ file, key, pixelsSha256 }) => [file, key, pixelsSha256]),
    ...row.stimuli.flatMap(({ id, file, pixelsSha256 }) => [id, file, pixelsSha256]),
    ...[row.planSha256, row.designSha256, row.manifestSha256, String(plan.seed)],
    ...["stimulusId", "armId", "promptId", "pixelsSha256"],
  ].filter((word): word is string => typeof word === "string" && !shown.includes(word));
  const different = [...new Set(words)];
  const long = different.filter((word) => word.length >= shortest);
  return { words: long, tooShort: different.length - long.length };
}
