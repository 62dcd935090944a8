import type { Note, Result } from "@pairlab/domain/result";
import type { QuestionResult, Summary } from "@pairlab/domain/summary";
import { counted } from "@pairlab/metrics/charts/wording";
import { type Html, html } from "./html.ts";

/** The remarks that came with the numbers, each once with how many numbers it is about. */
export function remarks(summary: Summary): Html {
  const counts = new Map<string, number>();
  for (const { text } of notesOf(summary)) counts.set(text, (counts.get(text) ?? 0) + 1);
  if (counts.size === 0) return html``;
  return html`<h3>Remarks that came with the numbers</h3>
<ul>${[...counts].map(([text, count]) => html`<li>${sentence(text)} <span class="quiet">(${counted(count, "number")})</span></li>`)}</ul>
`;
}

function notesOf({ questions, eloAverage, hypotheses }: Summary): Note[] {
  return [
    ...questions.flatMap(questionNotes),
    ...notes(eloAverage),
    ...hypotheses.flatMap(({ test }) => notes(test)),
  ];
}

const questionNotes = ({
  pairs,
  elo,
  bradleyTerry,
  leftShare,
  robustness,
}: QuestionResult): Note[] => [
  ...pairs.flatMap(({ winRate }) => [
    ...notes(winRate),
    ...(winRate.status === "ok" ? notes(winRate.value.clustered) : []),
  ]),
  ...notes(elo),
  ...(elo.status === "ok" ? elo.value.items.flatMap(({ interval }) => notes(interval)) : []),
  ...notes(bradleyTerry),
  ...notes(leftShare),
  ...notes(robustness.agreement),
  ...(robustness.agreement.status === "ok" ? notes(robustness.agreement.value.interval) : []),
];

const notes = (result: Result<unknown>): Note[] => (result.status === "ok" ? result.notes : []);

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
