import { configureGroup } from "../command-group.ts";
import { configure as one } from "./proportion-one.ts";
import { configure as paired } from "./proportion-paired.ts";
import { configure as size } from "./proportion-size.ts";
import { configure as two } from "./proportion-two.ts";
import type { Configure } from "./table.ts";

/** `pairlab proportion`: a file a sub-command. */
export const configure: Configure = (command, context) =>
  configureGroup(command, context, [
    ["one", "say what wins out of independent votes mean: intervals and exact tests", one],
    ["two", "compare two shares of different independent votes", two],
    ["paired", "compare two answers of the same people", paired],
    ["size", "say how many independent votes tell a share from another", size],
  ]);
