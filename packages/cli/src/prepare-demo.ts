import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { changeStudyState } from "./change-study-state.ts";
import type { CommandContext } from "./command-context.ts";
import { createStudy } from "./create-study.ts";
import { assertAllMade, generateRun } from "./generate-run.ts";
import { prepareReport } from "./prepare-report.ts";
import { simulateStudy } from "./simulate-study.ts";
import { stateFolders } from "./state-folders.ts";
import { whenRunIsFree } from "./when-run-is-free.ts";

export interface DemoOptions {
  simulate: boolean;
  /** Runs a part and remembers how long it took. */
  timed: <T>(name: string, work: () => Promise<T>) => Promise<T>;
}

/** The simulated raters of the demonstration: one for each form. */
const raters = { participants: 40, seed: 7 };

/**
 * Everything the demonstration needs: pictures, the study `demo`, and `demo-simulated` with its report.
 *
 * Whatever exists is kept, votes above all.
 */
export async function prepareDemo(
  context: CommandContext,
  { simulate, timed }: DemoOptions,
): Promise<void> {
  const { terminal } = context;
  const datasets = path.join(context.root, "datasets");
  const run = await timed("pictures", () =>
    whenRunIsFree(
      () =>
        generateRun(context, {
          specFile: path.join(datasets, "demo.spec.json"),
          verify: false,
          dryRun: false,
          again: startAgain(context),
        }),
      context.signal,
      terminal.say,
    ),
  );
  assertAllMade(run);
  const opened = async (id: string): Promise<boolean> => {
    await createStudy(context, path.join(datasets, `${id}.study.json`), run.manifestFile).catch(
      (error: unknown) => outdated(error, context.folders.data),
    );
    return changeStudyState(context, id, "open").then(
      () => true,
      (error: unknown) =>
        leaveClosed(error, () => terminal.say(`study ${id} is closed and stays closed`)),
    );
  };
  await timed("studies", async () => {
    await opened("demo");
    if (simulate && (await opened("demo-simulated")))
      await simulateStudy(context, "demo-simulated", raters);
  });
  if (simulate) await timed("report", () => prepareReport(context, "demo-simulated"));
}

/** What to type to go on with the same state. */
export const startAgain = ({ root, folders }: Pick<CommandContext, "root" | "folders">): string =>
  folders.data === stateFolders(root).data
    ? "npm start"
    : `npm start -- --data-dir ${folders.data}`;

/** A study that somebody closed stays closed. */
function leaveClosed(error: unknown, say: () => void): false {
  if (!(error instanceof KnownError) || error.kind !== "conflict") throw error;
  say();
  return false;
}

/** A study never changes, so a newer demonstration needs a state folder of its own. */
function outdated(error: unknown, folder: string): never {
  if (!(error instanceof KnownError) || error.kind !== "conflict") throw error;
  throw new KnownError("conflict", `mismatched demonstration: ${error.message}`, {
    hint: `${folder} is from another version; keep it and run npm start -- --data-dir .pairlab-new`,
    cause: error,
  });
}
