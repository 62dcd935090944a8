import type { Size } from "@pairlab/domain/arm";
import { displaySizes } from "@pairlab/domain/display";
import type { Summary, SummaryArm } from "@pairlab/domain/summary";
import { armLabels } from "@pairlab/metrics/charts/arm-labels";
import { secondsText } from "@pairlab/metrics/charts/wording";
import { type Html, html, type Part, pngAddress } from "./html.ts";
import { paintingRemarks } from "./painting-remarks.ts";
import type { Example, ReportInput } from "./report-input.ts";
import { table } from "./table.ts";

type DeclaredArm = Extract<SummaryArm, { declared: unknown }>;

/** What was compared, what was asked, and pictures to judge by oneself. */
export const comparedSection = ({ summary, examples, examplesRule }: ReportInput): Html =>
  html`<section><h2 id="compared">What was compared</h2>
<p>An arm is a model with one way of running it. Every arm made one picture of every prompt.</p>
${armsTable(summary)}
${importedRemark(summary)}${paintingRemarks(summary)}<h3>The questions, word for word</h3>
${summary.plan.questions.map(
  ({ title, text, showPrompt, preset }) =>
    html`<blockquote><p>${text}</p></blockquote>
<p class="quiet">${title}; the prompt ${showPrompt ? "stands above the pictures" : "is not shown"}${preset === undefined ? "" : `; wording “${preset}”`}.</p>
`,
)}
${examplesPart(summary, examples, examplesRule)}</section>
`;

function armsTable({ arms, plan }: Summary): Html {
  const label = armLabels(arms);
  return table(
    "Arms",
    [
      { head: "Arm" },
      { head: "Model" },
      { head: "Steps", numeric: true },
      { head: "Guidance", numeric: true },
      { head: "Scheduler" },
      { head: "Size, px", numeric: true },
      { head: "Median time a picture", numeric: true },
    ],
    arms
      .filter(({ id }) => plan.arms.includes(id))
      .map((arm) => [
        label(arm.id),
        ...("declared" in arm ? declaredCells(arm) : measuredCells(arm)),
      ]),
  );
}

const measuredCells = (arm: Exclude<SummaryArm, DeclaredArm>): Part[] => [
  arm.modelId,
  arm.steps,
  arm.guidance,
  arm.scheduler,
  arm.storedSize === undefined
    ? sizeWords(arm.size)
    : `${sizeWords(arm.storedSize)}, from ${sizeWords(arm.size)}`,
  secondsText(arm.medianSecondsPerImage),
];

/** What somebody stated says so, cell by cell; what was seen in the files, the size, doesn't. */
const declaredCells = ({ declared, sizes, medianSecondsPerImage }: DeclaredArm): Part[] => [
  declaredWords(
    declared.revision === undefined
      ? declared.model
      : `${declared.model}, revision ${declared.revision}`,
  ),
  declaredWords(declared.steps),
  declaredWords(declared.guidance),
  declaredWords(declared.scheduler),
  sizes.map(sizeWords).join(", "),
  declaredWords(medianSecondsPerImage === null ? undefined : secondsText(medianSecondsPerImage)),
];

const declaredWords = (value: string | number | undefined): string =>
  value === undefined ? "not stated" : `${value} (declared)`;

const sizeWords = ({ width, height }: Size): string => `${width} × ${height}`;

/** Nothing for a run that Pairlab made itself. */
function importedRemark({ arms, plan }: Summary): Html {
  const imported = arms.some((arm) => plan.arms.includes(arm.id) && "declared" in arm);
  return imported
    ? html`<p>These pictures were made elsewhere and brought in: Pairlab checked which picture belongs to which prompt as far as file names and tables say it, and can't make them again. Settings marked “declared” are what whoever brought them in stated; nobody verified them.</p>
`
    : html``;
}

function examplesPart(summary: Summary, examples: readonly Example[], rule: string): Html {
  if (examples.length === 0)
    return html`<p>This report was made without the run's pictures.</p>
`;
  const what =
    ["", "One prompt", "Two prompts", "Three prompts"][examples.length] ?? "Four prompts";
  return html`<h3>Judge for yourself</h3>
<p>${what} with every arm's picture, chosen by a rule and not by look: ${rule}. ${shown(summary)} Here each picture is named below it.</p>
${examples.map((example) => examplePart(example, summary.plan.display.kernel))}`;
}

const shown = ({ study, plan }: Summary): string =>
  study.mode === "live"
    ? `Participants saw two at a time, ${widths(plan)} px wide, without names.`
    : `Nobody saw them in this study; participants would see two at a time, ${widths(plan)} px wide, without names.`;

const widths = ({ display }: Summary["plan"]): string =>
  displaySizes(display)
    .map(({ displayPx }) => displayPx)
    .join(" or ");

const examplePart = ({ promptText, pictures }: Example, kernel: string): Html =>
  html`<figure class="example"><figcaption>“${promptText}”</figcaption><div class="grid ${kernel}">${pictures.map(
    ({ armLabel, png }) =>
      html`<div><img src="${pngAddress(png)}" alt="Picture by ${armLabel} for the text: ${promptText}"><p>${armLabel}</p></div>`,
  )}</div></figure>
`;
