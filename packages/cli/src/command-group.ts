import { KnownError } from "@pairlab/domain/errors";
import type { Command } from "commander";
import type { CommandContext } from "./command-context.ts";
import type { Configure } from "./commands/table.ts";

/** A command whose first word says which of several is meant: the help without one, an error for an unknown one. */
export function configureGroup(
  command: Command,
  context: () => CommandContext,
  subcommands: readonly (readonly [name: string, summary: string, configure: Configure])[],
): void {
  for (const [name, summary, configureSubcommand] of subcommands)
    configureSubcommand(command.command(name).summary(summary).description(summary), context);
  command
    .usage("<command>")
    .argument("[command]")
    .allowExcessArguments()
    .action((name: string | undefined) => {
      if (name === undefined) return command.outputHelp();
      throw new KnownError("input", `unknown command: ${command.name()} ${name}`, {
        hint: `npx pairlab ${command.name()} --help`,
      });
    });
}
