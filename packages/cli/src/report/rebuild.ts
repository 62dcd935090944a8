import type { Summary } from "@pairlab/domain/summary";
import { documentSha256 } from "../sha256.ts";
import { type Html, html } from "./html.ts";
import { dayOf } from "./numbers-text.ts";
import type { ReportInput } from "./report-input.ts";
import { table } from "./table.ts";

/** How to check and rebuild the page, what it was made of, and how to cite it. */
export const rebuildSection = ({ summary, study }: ReportInput): Html => {
  const head = summary.chain?.head;
  return html`<section><h2 id="rebuild">Rebuild this report</h2>
<p>This folder holds everything the page was made of. The first command, run in the folder, checks that no file was changed; the second, run in a clone of Pairlab, computes the numbers anew from <code>votes.csv</code>, <code>missing.csv</code> and <code>plan.json</code>, draws the charts anew and compares every byte.</p>
<pre><code>sha256sum --check SHA256SUMS
npx pairlab report path/to/this/folder --check</code></pre>
<p>The numbers as one document: <a href="${jsonAddress(summary)}" download="summary.json">summary.json</a>, carried by this page. ${pictures(summary)}</p>
${table(
  "SHA-256 of what the numbers are made of",
  [{ head: "What" }, { head: "SHA-256" }],
  [
    ["votes.csv", hash(summary.votesSha256)],
    ["missing.csv", hash(summary.missingSha256)],
    ["plan.json, as canonical JSON", hash(summary.planSha256)],
    ["manifest.json, as canonical JSON", hash(summary.manifestSha256)],
    ["study.json, as canonical JSON", hash(documentSha256(study))],
    ...(head === undefined || head === null
      ? []
      : [["last entry of the chain of answers", hash(head.hash)]]),
    ["summary.json, as canonical JSON", hash(documentSha256(summary))],
  ],
)}
<p>Seed of design and resampling: ${summary.seed}. Analysis: ${summary.method}.</p>
<h3>Cite</h3>
<pre><code>${bibtex(summary)}</code></pre></section>
`;
};

const pictures = ({ arms }: Summary): Html =>
  arms.some((arm) => "declared" in arm)
    ? html`The pictures were made elsewhere: Pairlab can’t make them again. <code>manifest.json</code> holds the prompts, the declared settings and the hashes of pixels and files.`
    : html`Each picture can be made again from <code>manifest.json</code>, which holds prompt, seed, settings and the hashes of the model files.`;

const hash = (sha256: string): Html => html`<code class="hash">${sha256}</code>`;

const jsonAddress = (summary: Summary): string =>
  `data:application/json;base64,${Buffer.from(JSON.stringify(summary)).toString("base64")}`;

function bibtex({ study, lastVoteAt, votesSha256 }: Summary): string {
  const day = lastVoteAt === undefined ? "" : dayOf(lastVoteAt);
  const year = day === "" ? "" : `  year   = {${day.slice(0, 4)}},\n`;
  const kind = study.mode === "simulated" ? "Simulated votes, no people took part. " : "";
  return `@misc{pairlab-${study.id}${day === "" ? "" : `-${day}`},
  title  = {${study.title.replaceAll(/[{}\\]/g, "")}},
${year}  note   = {${kind}Pairlab report; votes.csv SHA-256 ${votesSha256}}
}`;
}
