import { configureGroup } from "../command-group.ts";
import { configure as create } from "./study-create.ts";
import { configure as design } from "./study-design.ts";
import { configure as erase } from "./study-erase.ts";
import { configure as exportVotes } from "./study-export.ts";
import { configure as forget } from "./study-forget.ts";
import { configure as invite } from "./study-invite.ts";
import { configure as leaks } from "./study-leaks.ts";
import { configure as link } from "./study-link.ts";
import { configure as list } from "./study-list.ts";
import { configure as protocols } from "./study-protocols.ts";
import { configure as refused } from "./study-refused.ts";
import { configure as schema } from "./study-schema.ts";
import { configure as simulate } from "./study-simulate.ts";
import { stateChange } from "./study-state.ts";
import type { Configure } from "./table.ts";

const subcommands: readonly [name: string, summary: string, configure: Configure][] = [
  ["create", "make a study from study.json, its plan and its pictures", create],
  ["open", "let participants in", stateChange("open")],
  ["pause", "let nobody new in until it is opened again", stateChange("pause")],
  ["close", "let nobody in any more; who has begun may finish", stateChange("close")],
  ["list", "list the studies of this computer", list],
  ["link", "print the link for participants or for the researcher", link],
  ["invite", "make invitation links, one a person", invite],
  ["forget", "delete the ids that participants came with, once they are paid", forget],
  ["erase", "delete what a participant gave, as they asked", erase],
  ["design", "show how balanced a study is; --verify compiles and counts it again", design],
  ["refused", "show what the app was sent and didn't take, and how often", refused],
  ["leaks", "look for anything but pixels that tells the arms apart", leaks],
  ["simulate", "add votes of raters who don't exist to a simulated study", simulate],
  ["export", "write a study and its votes to a folder", exportVotes],
  ["protocols", "show how published studies asked: presets for plans", protocols],
  ["schema", "print the JSON Schema of a document", schema],
];

/** `pairlab study`: a file a sub-command. */
export const configure: Configure = (command, context) =>
  configureGroup(command, context, subcommands);
