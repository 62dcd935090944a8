import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { Provider } from "@pairlab/domain/provider";
import type { GeneratedRun } from "@pairlab/pipeline/generate";
import { examples } from "../examples.ts";
import { expectedCostText } from "../expected-cost-text.ts";
import { assertAllMade, generateRun } from "../generate-run.ts";
import { withProvider } from "../provider-option.ts";
import { wholeNumber } from "../whole-number.ts";
import type { Configure } from "./table.ts";

interface Options {
  models?: string;
  limit?: number;
  shard?: { index: number; count: number };
  provider: Provider;
  verify: boolean;
  dryRun: boolean;
}

/** `pairlab generate`. */
export const configure: Configure = (command, context) => {
  command
    .argument("<spec.json>", "which arms draw which prompts with which seeds")
    .option("--limit <n>", "make at most n pictures now", wholeNumber("--limit", 1))
    .option("--shard <i/n>", "make the i-th of n parts, and no manifest", shard)
    .option("--dry-run", "check everything; say count, disk and time", false)
    .option("--verify", "read every model file and every picture again", false)
    .option("--models <folder>", "folder with registry.json, instead of the checkout's models")
    .addHelpText(
      "before",
      examples(
        "npx pairlab generate datasets/demo.spec.json --dry-run",
        "npx pairlab generate datasets/demo.spec.json",
      ),
    );
  withProvider(command).action(async (file: string, options: Options) => {
    const found = context();
    const made = await generateRun(found, {
      specFile: path.resolve(file),
      ...options,
      again: `npx pairlab generate ${file}${shardText(options)}`,
    });
    found.terminal.result(resultText(made, options), made);
    assertAllMade(made);
  });
};

function resultText(made: GeneratedRun, { shard: part }: Options): string {
  const { status, total, reused, missing, manifestFile } = made;
  if (status === "planned")
    return `${total} pictures: ${reused} exist, ${missing} to make\n${expectedCostText(made.expected)}`;
  if (part !== undefined)
    return (
      `part ${part.index} of ${part.count}: ${total - missing} of ${total} pictures, ${made.made} made now. ` +
      "When all parts are in one store, the same command without --shard writes the manifest"
    );
  if (status === "stopped")
    return `${total - missing} of ${total} pictures, ${made.made} made now: ${manifestFile}`;
  const failed = made.failed === 0 ? "" : `, ${made.failed} could not be made`;
  return `${total} pictures, ${made.made} made now, ${reused} existed${failed}: ${manifestFile}`;
}

const shardText = ({ shard: part }: Options): string =>
  part === undefined ? "" : ` --shard ${part.index}/${part.count}`;

/** Throws: KnownError (input) for anything but two whole numbers, the first at most the second. */
function shard(text: string): { index: number; count: number } {
  const [, index = 0, count = 0] = (/^([1-9]\d*)\/([1-9]\d*)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new KnownError("input", `invalid --shard: ${text}`, {
    hint: "give a part and how many there are: --shard 1/4 to --shard 4/4",
  });
}
