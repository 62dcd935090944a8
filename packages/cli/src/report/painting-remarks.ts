import type { PictureWarning } from "@pairlab/domain/painting-trace";
import type { Summary } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { counted } from "@pairlab/metrics/charts/wording";
import { type Html, html } from "./html.ts";

const mostNamed = 10;

/** What happened while pictures were made that a reader should know; nothing where nothing did. */
export function paintingRemarks({ arms, plan }: Summary): Html {
  const label = armLabels(arms);
  const remarks = arms.flatMap((arm) => {
    if (!plan.arms.includes(arm.id) || "declared" in arm) return [];
    return (arm.warnings ?? []).map(
      ({ code, promptIds }) =>
        html`<li>${label(arm.id)}: ${warningWords[code]} (${counted(promptIds.length, "prompt")}: ${named(promptIds)}).</li>
`,
    );
  });
  return remarks.length === 0
    ? html``
    : html`<p>Remarks on how pictures were made:</p>
<ul>${remarks}</ul>
`;
}

/** The first prompts by name; the manifest has all. */
function named(ids: readonly string[]): string {
  const rest = ids.length - mostNamed;
  const first = ids.slice(0, mostNamed).join(", ");
  return rest > 0 ? `${first} and ${rest} more` : first;
}

const warningWords: Readonly<Record<PictureWarning["code"], string>> = {
  TRUNCATED: "the prompt is longer than the model reads, and its end was cut off",
  NEGATIVE_TRUNCATED: "the negative prompt is longer than the model reads, and its end was cut off",
  NEGATIVE_IGNORED: "the negative prompt had no effect, since guidance was off",
  BANG_PAD: "a text encoder reads each exclamation mark as padding",
  SPECIAL_TOKEN: "the prompt holds text that an encoder reads as a token of its own",
  OFF_SPEC: "size, guidance or steps are outside what the model was made for",
};
