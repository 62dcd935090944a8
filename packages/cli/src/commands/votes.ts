import { configureGroup } from "../command-group.ts";
import type { Configure } from "./table.ts";
import { configure as verify } from "./votes-verify.ts";

/** `pairlab votes`: a file a sub-command. */
export const configure: Configure = (command, context) =>
  configureGroup(command, context, [
    ["verify", "recompute a study's hash chain, in the database or in an export", verify],
  ]);
