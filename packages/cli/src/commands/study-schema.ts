import { KnownError } from "@pairlab/domain/errors";
import { GenerationSpec } from "@pairlab/domain/generation-spec";
import { Plan } from "@pairlab/domain/plan";
import { Study } from "@pairlab/domain/study";
import { z } from "zod";
import { examples } from "../examples.ts";
import type { Configure } from "./table.ts";

const documents = { study: Study, plan: Plan, spec: GenerationSpec } as const;
const names = z.enum(["study", "plan", "spec"]);

/** `pairlab study schema`. */
export const configure: Configure = (command, context) => {
  command
    .argument("[document]", `one of ${names.options.join(", ")}`, "study")
    .addHelpText(
      "before",
      examples("npx pairlab study schema", "npx pairlab study schema plan > plan.schema.json"),
    )
    .action((given: string) => {
      const name = names.safeParse(given);
      if (!name.success)
        throw new KnownError("input", `unknown document: ${given}`, {
          hint: `one of ${names.options.join(", ")}`,
        });
      const schema = z.toJSONSchema(documents[name.data], { io: "input" });
      context().terminal.result(JSON.stringify(schema, null, 2), schema);
    });
};
