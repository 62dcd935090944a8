import { canonicalJson } from "@pairlab/domain/canonical-json";
import { Manifest } from "@pairlab/domain/manifest";
import { readJson } from "./read-json.ts";
import { writeWhole } from "./run-folder.ts";

/**
 * Writes a run's manifest. One that records the very same pictures is left as it is, with the time and
 * the machine they were made on.
 */
export async function writeManifest(file: string, manifest: Manifest): Promise<void> {
  const found = Manifest.safeParse(await readJson(file).catch(() => undefined));
  if (found.success && content(found.data) === content(manifest)) return;
  await writeWhole(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

function content(manifest: Manifest): string {
  const { createdAt: _at, ...rest } = manifest;
  if (rest.kind === "imported") return canonicalJson(rest);
  const { environment: _on, ...made } = rest;
  return canonicalJson(made);
}
