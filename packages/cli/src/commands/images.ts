import { configureGroup } from "../command-group.ts";
import { configure as importRun } from "./images-import.ts";
import { configure as verify } from "./images-verify.ts";
import type { Configure } from "./table.ts";

/** `pairlab images`: a file a sub-command. */
export const configure: Configure = (command, context) =>
  configureGroup(command, context, [
    ["import", "turn pictures made elsewhere into a run", importRun],
    ["verify", "compare a run's pictures with its manifest, bytes and pixels", verify],
  ]);
