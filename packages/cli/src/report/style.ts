import { type Html, markup } from "./html.ts";

/** The page's only style: system fonts, light and dark, screen and paper. Charts stay on white. */
export const style: Html = markup(`
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1a1a1a; --quiet: #595959; --rule: #d0d0d0; --soft: #f4f4f5;
  --accent: #1d4ed8; --simulated: #6b21a8; --preliminary: #92400e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17181b; --ink: #e8e8e8; --quiet: #a9adb4; --rule: #45484f; --soft: #222429;
    --accent: #9db8ff; --simulated: #7e22ce; --preliminary: #92400e;
  }
}
* { box-sizing: border-box; }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink); line-height: 1.5;
  font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 58rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
p, li, h3, blockquote { max-width: 42rem; }
p, li, h1, h2, h3, blockquote, th, td { overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0.25rem 0 0.75rem; max-width: 50rem; text-wrap: balance; }
h1 .evidence { display: block; margin-top: 0.4rem; font-size: 1.1rem; font-weight: 600; text-wrap: wrap; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.5rem 0 0.5rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.05rem; margin: 2rem 0 0.5rem; }
p { margin: 0.5rem 0 0.75rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.quiet, figcaption, caption, .kicker { color: var(--quiet); }
.kicker { margin: 0; font-size: 0.9rem; }
.lead { font-size: 1.1rem; }
.banner { color: #ffffff; padding: 0.75rem 1.25rem; }
.banner p, .banner ul { margin: 0.15rem auto; max-width: 55.5rem; }
.banner li { max-width: none; }
.simulated { background: var(--simulated); font-size: 1.1rem; }
.preliminary { background: var(--preliminary); }
nav ul { list-style: none; margin: 1.25rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; }
nav a { display: inline-block; padding: 0.2rem 0; }
blockquote { margin: 0.75rem 0 0; padding-left: 1rem; border-left: 3px solid var(--accent); font-size: 1.1rem; }
blockquote p { margin: 0; }
figure { margin: 1rem 0 1.5rem; }
figcaption { max-width: 42rem; font-size: 0.9rem; margin-top: 0.4rem; }
.chart { display: block; width: 100%; min-width: 40rem; max-width: 900px; height: auto; background: #ffffff; border: 1px solid var(--rule); }
.scroll { overflow-x: auto; max-width: 100%; }
.example figcaption { font-size: 1rem; color: var(--ink); margin-bottom: 0.4rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(8rem, 45%), 1fr)); gap: 0.75rem; max-width: 46rem; }
.grid img { display: block; width: 100%; height: auto; image-rendering: auto; background: #e6e6e6; }
.grid p { margin: 0.25rem 0 0; font-size: 0.85rem; color: var(--quiet); }
.nearest img { image-rendering: pixelated; }
details { margin: 0.5rem 0; }
summary { cursor: pointer; color: var(--accent); padding: 0.25rem 0; width: fit-content; }
table { border-collapse: collapse; font-size: 0.9rem; margin: 0.5rem 0 1rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: 0.25rem; font-size: 0.85rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 1rem 0.3rem 0; border-bottom: 1px solid var(--rule); font-weight: normal; }
thead th { font-weight: 600; vertical-align: bottom; border-bottom: 2px solid var(--quiet); }
tbody th { min-width: 8rem; }
.number { text-align: right; }
.together { white-space: nowrap; }
pre { background: var(--soft); padding: 0.75rem 1rem; overflow-x: auto; font-size: 0.85rem; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.9em; }
.hash { overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  main { padding: 1rem 1rem 3rem; }
  h1 { font-size: 1.4rem; }
  .banner { padding: 0.75rem 1rem; }
}
@media print {
  @page { size: A4; margin: 16mm; }
  :root {
    --paper: #ffffff; --ink: #000000; --quiet: #444444; --rule: #bbbbbb; --soft: #f4f4f5;
    --accent: #1d4ed8; --simulated: #6b21a8; --preliminary: #92400e;
  }
  html { font-size: 10.5pt; }
  main { max-width: none; padding: 1rem 0 0; }
  tbody th { min-width: 0; }
  nav, summary { display: none; }
  h2 { break-after: avoid; margin-top: 1.5rem; }
  h3, caption, figcaption { break-after: avoid; }
  .scroll + figcaption { break-before: avoid; }
  .chart { break-after: avoid; }
  .scroll { overflow: visible; }
  .chart { min-width: 0; max-width: 100%; }
  img, tr, table, blockquote, figcaption, .example { break-inside: avoid; }
  table { font-size: 8.5pt; }
  th, td { padding-right: 0.6rem; }
  .banner { print-color-adjust: exact; -webkit-print-color-adjust: exact; border: 2px solid #000000; }
  details::details-content { content-visibility: visible; display: block; }
}
`);
