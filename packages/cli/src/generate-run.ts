import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import type { Provider } from "@pairlab/domain/provider";
import { shardOf } from "@pairlab/pipeline/core/shard";
import { type GeneratedRun, generate } from "@pairlab/pipeline/generate";
import { inspectRun } from "@pairlab/pipeline/inspect-run";
import type { CommandContext } from "./command-context.ts";
import { Interrupted } from "./interrupted.ts";
import { pipelineFolders } from "./pipeline-folders.ts";
import { readDocument } from "./read-document.ts";

export interface GenerateRequest {
  specFile: string;
  /** Folder of registry.json; default: the checkout's `models`. */
  models?: string;
  limit?: number;
  shard?: { index: number; count: number };
  provider?: Provider;
  verify: boolean;
  dryRun: boolean;
  /** What to type to go on after Ctrl-C. */
  again: string;
}

/**
 * The pictures of a spec file, with progress on the terminal.
 *
 * Throws: KnownError for a spec, prompt or model that is wrong;
 *         Interrupted after Ctrl-C, with the command that continues.
 */
export async function generateRun(
  { terminal, root, folders, signal, now }: CommandContext,
  { specFile, models, limit, shard, provider = "cpu", verify, dryRun, again }: GenerateRequest,
): Promise<GeneratedRun> {
  const spec = readDocument(GenerationSpec, specFile);
  const places = pipelineFolders(root, folders, models);
  const run = await inspectRun(spec, path.dirname(specFile), places, verify);
  const asked = shard === undefined ? run.jobs : shardOf(run.jobs, shard);
  const progress = terminal.progress("generate", asked.length);
  const made = await generate(run, {
    folders: places,
    signal,
    now,
    provider,
    ...(limit === undefined ? {} : { limit }),
    ...(shard === undefined ? {} : { shard }),
    verify,
    dryRun,
    onProgress: progress.update,
    onRemark: terminal.say,
  }).finally(progress.end);
  if (made.cutPrompts > 0)
    terminal.say(
      `${made.cutPrompts} pictures were made from a prompt cut to what the model reads: ${made.cutPromptIds.join(", ")}`,
    );
  if (signal.aborted && made.missing > 0)
    throw new Interrupted(
      `stopped with ${made.total - made.missing} of ${made.total} pictures. Continue: ${again}`,
    );
  return made;
}

/** Throws: KnownError (missing) when there are pictures that could not be made. */
export function assertAllMade({ failed, total, manifestFile }: GeneratedRun): void {
  if (failed === 0) return;
  throw new KnownError("missing", `missing pictures: ${failed} of ${total} could not be made`, {
    hint: `"failures" in ${manifestFile} says which and why`,
  });
}
