import path from "node:path";
import { exitCodes, KnownError } from "@pairlab/domain/errors";
import { Command, CommanderError } from "commander";
import type { CommandContext } from "./command-context.ts";
import { commandTable } from "./commands/table.ts";
import { environment } from "./env.ts";
import { Interrupted } from "./interrupted.ts";
import { pairlabVersion } from "./pairlab-version.ts";
import { stateFolders } from "./state-folders.ts";
import { createTerminal, type Terminal } from "./terminal.ts";

const root = path.resolve(import.meta.dirname, "../../..");
const exitBug = 70;
const exitInterrupted = 130;
/** npm and tsx pass a signal on that the terminal has sent already: one key press, several signals. */
const oneKeyPressMs = 500;

/** The only catch-all and the only place that ends the process. */
process.exitCode = await run(process.argv.slice(2));

async function run(words: readonly string[]): Promise<number> {
  const abort = new AbortController();
  const called = commandTable.find(({ name }) => name === firstArgument(words));
  if (called?.endsInOrder) listenForInterrupts(abort);
  const program = await buildProgram(words, abort.signal);
  try {
    if (words.length === 0) {
      program.outputHelp();
      return 0;
    }
    if (words.includes("--version")) {
      const version = pairlabVersion(root);
      terminalOf(program).result(version, { version });
      return 0;
    }
    await program.parseAsync([...words], { from: "user" });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return explain(error, terminalOf(program));
  }
}

/**
 * The first Ctrl-C asks for an orderly end; a second ends at once, by the signal itself, since an orderly exit
 * would wait for the runtime's threads.
 */
function listenForInterrupts(abort: AbortController): void {
  let askedAt: number | undefined;
  process.on("SIGTERM", () => abort.abort());
  process.on("SIGINT", () => {
    abort.abort();
    askedAt ??= performance.now();
    if (performance.now() - askedAt < oneKeyPressMs) return;
    process.removeAllListeners("SIGINT");
    process.kill(process.pid, "SIGINT");
  });
}

async function buildProgram(words: readonly string[], signal: AbortSignal): Promise<Command> {
  const program = new Command("pairlab")
    .description("Blinded, balanced, pre-registered pairwise studies of text-to-image models")
    .option("--json", "print one JSON document on stdout", false)
    .option("--quiet", "print results and errors only", false)
    .option("--verbose", "print details", false)
    .option("--no-color", "print no colours")
    .option("--data-dir <folder>", "keep all state in this folder")
    .option("--version", "print the version and the commit")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  const context = (): CommandContext => ({
    terminal: terminalOf(program),
    root,
    folders: stateFolders(
      root,
      program.opts<{ dataDir?: string }>().dataDir ?? environment.dataDir,
    ),
    signal,
    now: () => new Date(),
  });
  const called = firstArgument(words);
  for (const row of commandTable) {
    const command = program
      .command(row.name)
      .summary(row.summary)
      .description(row.summary)
      .exitOverride()
      .configureOutput({ outputError: () => undefined });
    if (row.name === called) (await row.load()).configure(command, context);
  }
  return program;
}

/** The command's name: the first word that is neither an option nor the value of one. */
function firstArgument(words: readonly string[]): string | undefined {
  return words.find((word, i) => !word.startsWith("-") && words[i - 1] !== "--data-dir");
}

function terminalOf(program: Command): Terminal {
  const { json, quiet, verbose, color } = program.opts<{
    json?: boolean;
    quiet?: boolean;
    verbose?: boolean;
    color?: boolean;
  }>();
  return createTerminal(
    {
      json: json ?? false,
      quiet: quiet ?? false,
      verbose: verbose ?? false,
      color: (color ?? true) && !environment.noColor,
      now: () => performance.now(),
    },
    process.stdout,
    process.stderr,
  );
}

function explain(error: unknown, terminal: Terminal): number {
  if (error instanceof KnownError) {
    terminal.error(error.message, error.hint);
    return exitCodes[error.kind];
  }
  if (error instanceof Interrupted) {
    terminal.say(error.message);
    return exitInterrupted;
  }
  if (error instanceof CommanderError) {
    if (error.exitCode === 0 || error.code === "commander.help") return 0;
    terminal.error(
      `invalid command: ${error.message.replace(/^error: /, "").replaceAll("\n", " ")}`,
      "npx pairlab --help",
    );
    return exitCodes.input;
  }
  terminal.error(
    `unexpected: ${error instanceof Error ? error.stack : String(error)}`,
    "this is a bug in pairlab; please report it with the lines above",
  );
  return exitBug;
}
