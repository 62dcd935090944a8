import { examples } from "../examples.ts";
import { protocolLines } from "../protocol-lines.ts";
import { protocolIds, readProtocol } from "../read-plan.ts";
import type { Configure } from "./table.ts";

/** `pairlab study protocols`. */
export const configure: Configure = (command, context) => {
  command
    .argument("[id]", "one protocol, whole; default: a line for each")
    .addHelpText(
      "before",
      examples("npx pairlab study protocols", "npx pairlab study protocols add-2023"),
    )
    .action((id: string | undefined) => {
      const { root, terminal } = context();
      if (id !== undefined) {
        const protocol = readProtocol(root, id);
        return terminal.result(protocolLines(protocol).join("\n"), protocol);
      }
      const all = protocolIds(root).map((one) => readProtocol(root, one));
      const width = Math.max(...all.map((one) => one.id.length));
      terminal.result(all.map((one) => `${one.id.padEnd(width)}  ${one.title}`).join("\n"), all);
      terminal.say('use   "protocol": "add-2023" in plan.json');
    });
};
