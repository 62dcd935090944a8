import { canonicalJson } from "@pairlab/domain/canonical-json";
import { type GeneratedManifest, Manifest } from "@pairlab/domain/manifest";
import { readJson } from "./read-json.ts";
import { writeWhole } from "./run-folder.ts";

/**
 * Writes a run's manifest. One that records the very same pictures is left as it is, with the time and
 * the machine they were made on.
 */
export async function writeManifest(file: string, manifest: GeneratedManifest): Promise<void> {
  const found = Manifest.safeParse(await readJson(file).catch(() => undefined));
  if (found.success && content(found.data) === content(manifest)) return;
  await writeWhole(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

function content(manifest: Manifest): string {
  if (manifest.kind !== "generated") return canonicalJson(manifest);
  const { createdAt: _at, environment: _on, ...rest } = manifest;
  return canonicalJson(rest);
}
