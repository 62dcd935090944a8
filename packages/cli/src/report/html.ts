/** Markup that is known to be safe. Only {@link html} and {@link markup} make it. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template: text and numbers are escaped, markup isn't, lists are joined. */
export type Part = string | number | Html | readonly Part[];

/** Markup from a template. Everything that comes from data is escaped. */
export const html = (fixed: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  markup(
    fixed.map((text, i) => text + (i < parts.length ? partText(parts[i] ?? "") : "")).join(""),
  );

/** Text that is markup already, written by us and never taken from data. */
export const markup = (text: string): Html => ({ html: text });

function partText(part: Part): string {
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return escaped(String(part));
  return "html" in part ? part.html : part.map(partText).join("");
}

/** Text for an element or a quoted attribute. */
export const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

/** A PNG as an address that needs no request. */
export const pngAddress = (png: Uint8Array): string =>
  `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
