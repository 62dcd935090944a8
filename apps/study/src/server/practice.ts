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

/** The prompts of a study's practice pairs, in their order. */
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
  return PracticePairs.parse(JSON.parse(text)).map(({ promptText }) => promptText);
}
