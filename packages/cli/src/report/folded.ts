import { type Html, html } from "./html.ts";

/** Tables that most readers need not see, behind a line that says what they hold. Paper shows them open. */
export const folded = (what: string, tables: readonly Html[]): Html =>
  html`<details><summary>${what}</summary>
${tables}
</details>
`;
