import { type Html, html, pngAddress } from "./html.ts";
import type { Figure } from "./report-input.ts";
import { table } from "./table.ts";

/** A chart with its description, and its numbers behind "Show data". */
export const figure = ({ picture, png }: Figure, caption: string): Html =>
  html`<figure><div class="scroll" role="region" aria-label="Chart: ${picture.name}" tabindex="0"><img class="chart" src="${pngAddress(png)}" width="${picture.width}" height="${picture.height}" alt="${picture.alt}"></div>
<figcaption>${caption}</figcaption>
<details><summary>Show data</summary>
${table(picture.table.caption, picture.table.columns, picture.table.rows)}
</details></figure>`;
