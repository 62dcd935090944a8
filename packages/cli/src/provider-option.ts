import { KnownError } from "@pairlab/domain/errors";
import { Provider } from "@pairlab/domain/provider";
import type { Command } from "commander";

/** Adds `--provider`, which everything that paints takes. */
export const withProvider = (command: Command): Command =>
  command.option(
    "--provider <name>",
    `what computes: ${Provider.options.join(", ")}; default: cpu`,
    provider,
    "cpu",
  );

/** Throws: KnownError (input) for a name that isn't one. */
function provider(name: string): Provider {
  const found = Provider.safeParse(name);
  if (found.success) return found.data;
  throw new KnownError("input", `unknown --provider: ${name}`, {
    hint: `give one of ${Provider.options.join(", ")}; npx pairlab doctor says which work here`,
  });
}
