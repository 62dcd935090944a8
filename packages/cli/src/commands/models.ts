import { configureGroup } from "../command-group.ts";
import { configure as add } from "./models-add.ts";
import { configure as list } from "./models-list.ts";
import { configure as remove } from "./models-remove.ts";
import { configure as verify } from "./models-verify.ts";
import type { Configure } from "./table.ts";

const subcommands: readonly [name: string, summary: string, configure: Configure][] = [
  ["list", "the models that can be run, and published ones that can be added", list],
  ["add", "make a folder's or a repository's model known; downloads resume by themselves", add],
  ["verify", "read every file of every model, or of one, and compare its hash", verify],
  ["remove", "take an added model away, with what was downloaded for it", remove],
];

/** `pairlab models`: a file a sub-command. */
export const configure: Configure = (command, context) =>
  configureGroup(command, context, subcommands);
