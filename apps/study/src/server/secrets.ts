import { readFileSync } from "node:fs";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { z } from "zod";

const key = z.string().min(22);

/** The app's secrets, made once by the command line. They have no defaults. */
export const Secrets = z.strictObject({
  sessionKey: key.describe("signs cookies"),
  researcherKey: key.describe("opens the dashboard"),
});
export type Secrets = z.infer<typeof Secrets>;

/** The secrets of a state folder. Throws: KnownError (missing) when there are none, (input) when they are torn. */
export function readSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, "secrets.json");
  const hint = "run npm start once: it makes them";
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    throw new KnownError("missing", `missing secrets: ${file}`, { hint, cause });
  }
  try {
    return Secrets.parse(JSON.parse(text));
  } catch (cause) {
    throw new KnownError("input", `invalid secrets: ${file}`, { hint, cause });
  }
}
