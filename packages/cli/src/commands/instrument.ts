import { configureGroup } from "../command-group.ts";
import { configure as mean } from "./instrument-mean.ts";
import { configure as target } from "./instrument-target.ts";
import type { Configure } from "./table.ts";

/** `pairlab instrument`: a file a sub-command. */
export const configure: Configure = (command, context) =>
  configureGroup(command, context, [
    ["mean", "correct an instrument's mean by the labels of some cases", mean],
    ["target", "say how far counts are from a target, beside what chance alone makes", target],
  ]);
