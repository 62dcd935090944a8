import "server-only";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { z } from "zod";
import { app } from "./app.ts";

const PracticePairs = z
  .array(
    z.object({ id: z.string(), promptText: z.string() }).describe("which one is better stays here"),
  )
  .max(10);

/** Enough to learn the keys; a study's set may hold more. */
const practisedPairs = 2;

/** The prompts of the pairs that are practised, in their order. */
export async function practicePrompts(studyId: string): Promise<string[]> {
  const file = path.join(app().dataDir, "stimuli", studyId, "practice.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    throw new KnownError("missing", `missing practice pairs: ${file}`, {
      hint: "make the study again with npx pairlab study create",
      cause,
    });
  }
  const pairs = PracticePairs.parse(JSON.parse(text)).slice(0, practisedPairs);
  return pairs.map(({ promptText }) => promptText);
}
