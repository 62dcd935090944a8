import { canonicalJson } from "@pairlab/domain/canonical-json";
import { Manifest } from "@pairlab/domain/manifest";
import { readJson } from "./read-json.ts";
import { writeWhole } from "./run-folder.ts";

/**
 * Writes a run's manifest. One that records the very same pictures is left as it is, with the time and
 * the machine they were made on.
 */
export async function writeManifest(
  file: string,
  manifest: Manifest,
  onRemark: (text: string) => void,
): Promise<void> {
  const found = Manifest.safeParse(await readJson(file).catch(() => undefined));
  if (found.success && content(found.data) === content(manifest)) return;
  if (found.success && found.data.specSha256 !== manifest.specSha256)
    onRemark(
      "the spec has changed since the last run: its manifest is replaced, its pictures are kept",
    );
  await writeWhole(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

const content = ({ createdAt: _at, environment: _on, ...rest }: Manifest): string =>
  canonicalJson(rest);
