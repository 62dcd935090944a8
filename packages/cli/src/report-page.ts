import type { Summary } from "@pairlab/domain/summary";
import { counted } from "@pairlab/metrics/charts/wording";
import { banners } from "./report/banners.ts";
import { certaintySection } from "./report/certainty.ts";
import { claimsSection } from "./report/claims.ts";
import { comparedSection } from "./report/compared.ts";
import { finding } from "./report/finding.ts";
import { type Html, html } from "./report/html.ts";
import { limitsSection } from "./report/limits.ts";
import { methodSection } from "./report/method.ts";
import { dayOf, ratersWords } from "./report/numbers-text.ts";
import { publishedSection } from "./report/published.ts";
import { ratingsSection } from "./report/ratings.ts";
import { rebuildSection } from "./report/rebuild.ts";
import type { ReportInput } from "./report/report-input.ts";
import { resultSections } from "./report/results.ts";
import { style } from "./report/style.ts";
import { trustSection } from "./report/trust.ts";

/**
 * One self-contained page: its own style, pictures as data, no script, nothing from elsewhere.
 *
 * The same input gives the same bytes.
 */
export function reportPage(input: ReportInput): string {
  const { summary } = input;
  const { title, evidence, detail } = finding(summary);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${evidence === "" ? title : `${title} (${evidence})`}</title>
<style>${style}</style>
</head>
<body>
${banners(summary)}<main>
<header>
<p class="kicker">${summary.study.title}</p>
<h1>${title}${evidence === "" ? "" : html` <span class="evidence">${evidence}</span>`}</h1>
<p class="lead">${detail}</p>
<p class="quiet">${dataSentence(summary)}</p>
</header>
<nav aria-label="On this page"><ul>
${contents(summary)}</ul></nav>
${claimsSection(summary)}
${publishedSection(input)}
${comparedSection(input)}
${resultSections(input)}
${certaintySection(input)}
${ratingsSection(summary)}
${trustSection(summary)}
${methodSection(summary)}
${limitsSection(summary)}
${rebuildSection(input)}
</main>
</body>
</html>
`;
  return page.html;
}

function dataSentence({ counts, study, firstVoteAt, lastVoteAt }: Summary): Html {
  const n = `${counted(counts.votes, "vote")} of ${ratersWords(counts.raters, study.mode)} on ${counted(counts.prompts, "prompt")}`;
  if (firstVoteAt === undefined || lastVoteAt === undefined) return html`${n}.`;
  const [first, last] = [dayOf(firstVoteAt), dayOf(lastVoteAt)];
  const from =
    first === last ? "given on" : html`given from <span class="together">${first}</span> to`;
  return html`${n}, ${from} <span class="together">${last}</span> (UTC).`;
}

function contents({ questions, published }: Summary): Html[] {
  const entries: (readonly [string, string])[] = [
    ["claims", "Planned claims"],
    ...(published.length === 0 ? [] : ([["published", "Published claims"]] as const)),
    ["compared", "What was compared"],
    ...questions.map(({ id, title }): [string, string] => [`results-${id}`, title]),
    ["sure", "How sure"],
    ["ratings", "Ratings"],
    ["trust", "Trust checks"],
    ["method", "Method"],
    ["limits", "Limits"],
    ["rebuild", "Rebuild"],
  ];
  return entries.map(
    ([id, name]) => html`<li><a href="#${id}">${name}</a></li>
`,
  );
}
