import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";
import { parseJson } from "./read-document.ts";

/** What nobody else may know; the app reads the same file. */
export const Secrets = z.strictObject({
  sessionKey: z.string().regex(/^[0-9a-f]{64}$/, "use 64 hexadecimal digits"),
  researcherKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/, "use 43 characters of base64url"),
});
export type Secrets = z.infer<typeof Secrets>;

/**
 * The secrets of a state folder, made once when there are none.
 *
 * They are written beside their place and linked into it, which fails when somebody else was faster:
 * two starts at once end with the same secrets, and nobody reads half a file.
 */
export function prepareSecrets(dataFolder: string): Secrets {
  const file = path.join(dataFolder, "secrets.json");
  if (!existsSync(file)) makeSecrets(file);
  return parseDocument(Secrets, parseJson(readFileSync(file, "utf8"), file), file);
}

function makeSecrets(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const secrets: Secrets = {
    sessionKey: randomBytes(32).toString("hex"),
    researcherKey: randomBytes(32).toString("base64url"),
  };
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error; // it exists: another start was faster, and its secrets count
  } finally {
    rmSync(draft);
  }
}
