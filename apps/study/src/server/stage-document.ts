import { hasPageBefore } from "../core/page-before.ts";
import { type StagePage, stagePageId } from "../stage/stage-page.ts";
import type { Words } from "../texts/words.ts";

/** The HTML of a page with pictures: what is shown is in `page`, and drawn by the page's script. */
export function stageDocument(
  page: StagePage,
  given: { words: Words; nonce: string; script: string; style: string },
): string {
  const { words, nonce, script, style } = given;
  return `<!DOCTYPE html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<title>${escaped(words[page.place].title)} · Pairlab</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/stage/${style}">
<script type="module" nonce="${escaped(nonce)}" src="/stage/${script}"></script>
<script type="application/json" id="${stagePageId}">${inScript(page)}</script>
</head>
<body>
<header class="bar"></header>
${opensWithPair(page) ? '<main><div class="stage"></div></main>' : ""}
<noscript><main class="sheet short"><h1>${escaped(words.problem.withoutScript)}</h1></main></noscript>
${page.isPreview ? `<p class="preview-strip">${escaped(words.preview)}</p>` : ""}
</body>
</html>
`;
}

/** Whether the surround of pictures is there from the start: otherwise a page of words comes first. */
const opensWithPair = (page: StagePage): boolean =>
  page.place === "practice" || !hasPageBefore(page.props, page.props.step.answered);

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);

/** JSON in which nothing can end the element that it is in. */
const inScript = (page: StagePage) => JSON.stringify(page).replaceAll("<", "\\u003c");
