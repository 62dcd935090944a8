import type { PublishedResult } from "@pairlab/domain/summary";
import { figure } from "./figure.ts";
import { type Html, html } from "./html.ts";
import type { ReportInput } from "./report-input.ts";

/** What others published beside this study; nothing where the plan names none. */
export function publishedSection({ summary, studyFigures }: ReportInput): Html {
  if (studyFigures.published === undefined) return html``;
  const withoutNumber = summary.published.filter(
    ({ verdict }) => verdict === "not published as numbers",
  ).length;
  return html`<section><h2 id="published">Published claims beside this study</h2>
<p>What others published of the same pairs, as the plan states it, before the first vote. <strong>Reproduced</strong> means that the 90 % interval of the difference lies within the plan's margin (two one-sided tests at 5 %); <strong>differs</strong>, that it doesn't and the 95 % interval leaves out 0; <strong>inconclusive</strong>, neither. A number under another rule for ties, or of another population, is not comparable however close it is.</p>
${
  withoutNumber === 0
    ? ""
    : html`<p>${withoutNumber === 1 ? "One claim was" : `${withoutNumber} claims were`} published as a drawing without numbers. No number is invented for it: only its direction is judged, by this study's own interval.</p>
`
}${figure(
  studyFigures.published,
  "This study's share and what was published, on one axis. The pale band is the margin within which a number counts as reproduced.",
)}
<ul>
${summary.published.map(claimItem)}</ul></section>
`;
}

function claimItem({ claim, verdict, direction, remarks }: PublishedResult): Html {
  const toward = direction === undefined ? "" : `; the direction they claim is ${direction}`;
  const more = remarks.length === 0 ? "" : `; ${remarks.join("; ")}`;
  return html`<li>“${claim.claim}” (${claim.source}; ${claim.kind}, entered by ${claim.enteredBy}): <strong>${verdict}</strong>${toward}${more}.</li>
`;
}
