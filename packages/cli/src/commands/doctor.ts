import { KnownError } from "@pairlab/domain/errors";
import { examineInstallation } from "../examine-installation.ts";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

/** `pairlab doctor`. */
export const configure: Configure = (command, context) => {
  command
    .option("--models", "read every model file and compare its hash", false)
    .addHelpText("before", examples("npx pairlab doctor", "npx pairlab doctor --models --json"))
    .action(async ({ models }: { models: boolean }) => {
      const found = context();
      const findings = await examineInstallation(found, models);
      const width = Math.max(...findings.map(({ name }) => name.length));
      const lines = findings.map(({ name, status, text, remedy }) => {
        const line = `${status.padEnd(7)}  ${name.padEnd(width)}  ${text}`;
        return remedy === undefined ? line : `${line}\n${" ".repeat(width + 11)}${remedy}`;
      });
      found.terminal.result(lines.join("\n"), { findings });
      const missing = findings.filter(({ status }) => status === "missing");
      if (missing.length > 0)
        throw new KnownError(
          "missing",
          `missing parts: ${missing.map(({ name }) => name).join(", ")}`,
          {
            hint: missing[0]?.remedy ?? "npm start installs and builds what it needs",
          },
        );
    });
};
