import type { ImageFailure } from "@pairlab/domain/image";
import { Manifest } from "@pairlab/domain/manifest";
import { readJson } from "./read-json.ts";

/** The pictures that a run's last manifest says couldn't be made; none where there is no such manifest. */
export async function earlierFailures(manifestFile: string): Promise<readonly ImageFailure[]> {
  const found = Manifest.safeParse(await readJson(manifestFile).catch(() => undefined));
  return found.success && found.data.kind === "generated" ? found.data.failures : [];
}
