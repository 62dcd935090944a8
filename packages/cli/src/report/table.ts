import { type Html, html, type Part } from "./html.ts";

export interface Column {
  head: string;
  /** Numbers are set to the right, with figures of one width. */
  numeric?: boolean;
}

/** Characters of a cell that stays on one line: a share with its interval fits, a reason doesn't. */
const longestNumber = 28;

/** A table with a caption; the first cell of each row names the row. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Part[])[],
): Html {
  const cell = (part: Part, i: number): Html => {
    if (i === 0) return html`<th scope="row">${part}</th>`;
    if (!columns[i]?.numeric) return html`<td>${part}</td>`;
    const isShort =
      typeof part === "number" || (typeof part === "string" && part.length <= longestNumber);
    return html`<td class="${isShort ? "number together" : "number"}">${part}</td>`;
  };
  const head = columns.map(({ head: text, numeric }) =>
    numeric
      ? html`<th scope="col" class="number">${text}</th>`
      : html`<th scope="col">${text}</th>`,
  );
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map(cell)}</tr>\n`)}</tbody>
</table></div>`;
}
