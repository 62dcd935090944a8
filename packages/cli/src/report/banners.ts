import type { Summary } from "@pairlab/domain/summary";
import { type Html, html } from "./html.ts";

/** What nobody may overlook: that nobody took part, that the result isn't final. */
export const banners = (summary: Summary): Html =>
  html`${simulatedBanner(summary)}${preliminaryBanner(summary)}`;

const simulatedBanner = ({ study }: Summary): Html =>
  study.mode === "simulated"
    ? html`<aside class="banner simulated" aria-label="Simulated votes"><p><strong>No people took part. These votes were drawn by a program; they check the harness, not the claim.</strong></p></aside>
`
    : html``;

const preliminaryBanner = ({ preliminary }: Summary): Html =>
  preliminary.length === 0
    ? html``
    : html`<aside class="banner preliminary" aria-label="Preliminary result"><p><strong>Preliminary: ${preliminary.length === 1 ? "one condition" : `${preliminary.length} conditions`} of a final result ${preliminary.length === 1 ? "isn't" : "aren't"} met.</strong></p><ul>${preliminary.map((reason) => html`<li>${reason}</li>`)}</ul></aside>
`;
