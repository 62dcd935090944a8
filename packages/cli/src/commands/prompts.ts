import { configureGroup } from "../command-group.ts";
import { configure as exportRequests } from "./prompts-export.ts";
import { configure as importSet } from "./prompts-import.ts";
import { configure as sample } from "./prompts-sample.ts";
import type { Configure } from "./table.ts";

/** `pairlab prompts`: a file a sub-command. */
export const configure: Configure = (command, context) =>
  configureGroup(command, context, [
    ["import", "turn a published set, a table or a text into a prompt set", importSet],
    ["sample", "draw some prompts of a set, group by group", sample],
    ["export", "write the pictures to make as JSON lines, for other programs", exportRequests],
  ]);
