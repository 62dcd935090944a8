import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Provider } from "@pairlab/domain/provider";
import { z } from "zod";

/** Whether a provider works on this machine, and if not, what it says. */
export interface UsableProvider {
  provider: Provider;
  /** Null: it works. */
  complaint: string | null;
}

const probe = fileURLToPath(new URL("./provider-probe.mjs", import.meta.url));
const patienceMs = 60_000;

/** Tries every provider on a small graph. One that ends its process counts as one that doesn't work. */
export function usableProviders(graphFile: string): UsableProvider[] {
  return Provider.options.map((provider) => {
    const { stdout } = spawnSync(process.execPath, [probe, graphFile, provider], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: patienceMs,
    });
    const answers = z.record(z.string(), z.string().nullable()).safeParse(parsed(stdout));
    const complaint = answers.success ? answers.data[provider] : undefined;
    return { provider, complaint: complaint === undefined ? "it ended its process" : complaint };
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
