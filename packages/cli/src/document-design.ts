import { closeSync, existsSync, openSync, writeSync } from "node:fs";
import { canonicalJson } from "@pairlab/domain/canonical-json";
import type { DesignForm } from "@pairlab/domain/design";
import { KnownError } from "@pairlab/domain/errors";
import { countMargins } from "@pairlab/study/core/count-margins";
import { designForms, designSize } from "@pairlab/study/core/design";
import type { CommandContext } from "./command-context.ts";
import { designHash } from "./design-hash.ts";
import { documentSha256 } from "./sha256.ts";
import type { StudyDesign } from "./study-design.ts";
import { readStudyDocuments } from "./study-documents.ts";

/**
 * The design that a study's documents compile to, counted as it is made, without a database; a form at a time.
 *
 * `out`: a new file for its forms, a line of JSON each.
 * Throws: KnownError: input or missing for documents that don't make a study; conflict when the file is there.
 */
export function documentDesign(
  context: Pick<CommandContext, "root" | "terminal">,
  studyFile: string,
  out: string | undefined,
): StudyDesign {
  const { plan, manifest } = readStudyDocuments(context.root, studyFile);
  const { forms: planned } = designSize(plan, manifest);
  const hash = designHash(documentSha256(plan));
  const counter = countMargins(plan, manifest);
  const progress = context.terminal.progress("compile", planned, "forms");
  const file = out === undefined ? undefined : formFile(out);
  let forms = 0;
  let trials = 0;
  try {
    for (const form of designForms(plan, manifest)) {
      hash.add(form);
      counter.add(form);
      file?.add(form);
      forms += 1;
      trials += form.trials.length;
      progress.update(forms, forms);
    }
  } finally {
    progress.end();
    file?.close();
  }
  return {
    ...{ forms, trials },
    trialsPerForm: plan.trialsPerForm,
    sha256: hash.digest(),
    margins: counter.margins(),
    compared: false,
  };
}

function formFile(name: string) {
  if (existsSync(name))
    throw new KnownError("conflict", `duplicate file: ${name} exists`, {
      hint: "name a new one, or remove it",
    });
  const opened = openSync(name, "wx");
  return {
    add: (form: DesignForm): void => {
      writeSync(opened, `${canonicalJson(form)}\n`);
    },
    close: (): void => closeSync(opened),
  };
}
