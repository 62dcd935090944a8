import { configureGroup } from "../command-group.ts";
import { configure as bounds } from "./sequential-bounds.ts";
import { configure as evidence } from "./sequential-evidence.ts";
import { configure as ratio } from "./sequential-ratio.ts";
import { configure as watch } from "./sequential-watch.ts";
import type { Configure } from "./table.ts";

/** `pairlab sequential`: a file a sub-command. */
export const configure: Configure = (command, context) =>
  configureGroup(command, context, [
    ["bounds", "say how strict each look of a group-sequential study must be", bounds],
    ["watch", "say where each pair of a file of votes stands, at any time", watch],
    ["evidence", "say what wins out of votes mean at any time, votes as independent", evidence],
    ["ratio", "say where Wald's probability ratio test stops", ratio],
  ]);
