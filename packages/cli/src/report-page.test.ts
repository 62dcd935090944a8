import { Study } from "@pairlab/domain/study";
import type { Summary } from "@pairlab/domain/summary";
import { questionPictures, studyPictures } from "@pairlab/metrics/charts/pictures";
import { type FixtureOptions, summaryFixture } from "@pairlab/metrics/charts/summary.fixture";
import { expect, test } from "vitest";
import type { ReportInput } from "./report/report-input.ts";
import { reportPage } from "./report-page.ts";

const attack = `<script>alert("1")</script><img src=x onerror='alert(2)'>`;
const study = Study.parse({
  version: 1,
  id: "steps",
  title: "Steps",
  plan: "plan.json",
  manifest: "manifest.json",
  consent: {
    runBy: "A test.",
    task: "Nothing.",
    minutes: 1,
    pay: "None.",
    content: "None.",
    storage: "None.",
    publication: "None.",
    ethics: "None needed.",
    contact: "Nobody.",
  },
});
const png = Uint8Array.from([137, 80, 78, 71]);
const drawn = { png, svg: "", pdf: png };

function input(options: FixtureOptions = {}, withExamples = true): ReportInput {
  const summary = summaryFixture(options);
  const figures = summary.questions.map((question) => {
    const { forest, winMatrix, elo, latency } = questionPictures(summary, question);
    return {
      questionId: question.id,
      forest: { picture: forest, ...drawn },
      winMatrix: { picture: winMatrix, ...drawn },
      ...(elo === undefined ? {} : { elo: { picture: elo, ...drawn } }),
      ...(latency === undefined ? {} : { latency: { picture: latency, ...drawn } }),
    };
  });
  const examples = summary.prompts.slice(0, 1).map(({ id, text }) => ({
    promptId: id,
    promptText: text,
    pictures: summary.arms.map((arm) => ({ armId: arm.id, armLabel: arm.label, png })),
  }));
  return {
    summary,
    study,
    figures,
    studyFigures: studyFigures(summary),
    examples: withExamples ? examples : [],
    examplesRule: "the first prompt",
  };
}

function studyFigures(summary: Summary): ReportInput["studyFigures"] {
  const { flow, position, agreement, published } = studyPictures(summary);
  return {
    flow: { picture: flow, ...drawn },
    position: { picture: position, ...drawn },
    agreement: { picture: agreement, ...drawn },
    ...(published === undefined ? {} : { published: { picture: published, ...drawn } }),
  };
}

const variants: [string, FixtureOptions][] = [
  ["live", {}],
  ["simulated", { mode: "simulated" }],
  ["preliminary", { preliminary: ["700 of 864 planned votes are in"] }],
  ["with gaps", { gaps: true }],
  ["with ties and published claims", { ties: true, published: true }],
  ["with markup in its texts", { title: attack, promptText: attack }],
];
const all = (page: string, pattern: RegExp): string[] =>
  [...page.matchAll(pattern)].map(([, found = ""]) => found);
const words = (page: string): string =>
  page
    .replace(/<style>[\s\S]*?<\/style>/, " ")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

test.each(variants)("a report %s loads nothing and runs nothing", (_, options) => {
  // Without an icon of its own, a browser asks the server for one.
  const page = reportPage(input(options)).replace('<link rel="icon" href="data:,">', "");
  expect(page).not.toMatch(/<(script|iframe|object|embed|link|form|base)\b/i);
  expect(page).not.toMatch(/\son[a-z]+\s*=\s*["']/i);
  expect(page).not.toMatch(/@import|url\(/i);
  for (const address of all(page, /\s(?:src|href)="([^"]*)"/g))
    expect(address).toMatch(/^(#[\w.-]+|data:(image\/png|application\/json);base64,[\w+/=]*)$/);
});

test.each(variants)("a report %s never says NaN, null or undefined", (_, options) => {
  const page = reportPage(input(options));
  const shown = `${words(page)} ${all(page, /alt="([^"]*)"/g).join(" ")}`;
  expect(shown).not.toMatch(/\b(NaN|null|undefined|Infinity)\b/);
  expect(shown).not.toContain("[object");
});

test.each(variants)("headings of a report %s come in order, under one h1", (_, options) => {
  const levels = all(reportPage(input(options)), /<h([1-6])[ >]/g).map(Number);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.forEach((level, i) => {
    expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1);
  });
});

test.each(variants)("every chart of a report %s has words and a table", (_, options) => {
  const charts = all(reportPage(input(options)), /<figure>([\s\S]*?)<\/figure>/g);
  // Three study-wide charts, and three or four a question; claims of others add one.
  const perQuestion = options.gaps ? 3 : 4;
  expect(charts).toHaveLength(3 + 2 * perQuestion + (options.published ? 1 : 0));
  for (const chart of charts) {
    expect(all(chart, /<img[^>]*\salt="([^"]{20,})"/g)).toHaveLength(1);
    expect(chart).toMatch(/<figcaption>[^<]{20,}/);
    expect(chart).toMatch(/<summary>Show data<\/summary>[\s\S]*<table>/);
  }
});

test.each(variants)("tables of a report %s have a caption and scoped headings", (_, options) => {
  for (const table of all(reportPage(input(options)), /<table>([\s\S]*?)<\/table>/g)) {
    expect(table).toMatch(/<caption>[^<]+<\/caption>/);
    expect(all(table, /<th( [^>]*)?>/g).every((rest) => rest.includes("scope="))).toBe(true);
  }
});

test("places that the contents lead to exist once", () => {
  const page = reportPage(input());
  const places = all(page, /href="#([^"]+)"/g);
  expect(places.length).toBeGreaterThan(5);
  for (const place of places) expect(page.split(`id="${place}"`)).toHaveLength(2);
});

test("text from data is escaped, in the title too", () => {
  const page = reportPage(input({ title: attack, promptText: attack }));
  expect(page).not.toContain("<img src=x");
  expect(page).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;");
});

test("a simulated report says first that no people took part, and never calls its raters people", () => {
  const sentence =
    "No people took part. These votes were drawn by a program; they check the harness, not the claim.";
  const page = reportPage(input({ mode: "simulated" }));
  expect(page.indexOf(sentence)).toBeGreaterThan(0);
  expect(page.indexOf(sentence)).toBeLessThan(page.indexOf("<h1>"));
  expect(words(page)).not.toMatch(/\d\W(people|persons?)\b/);
  expect(page).toMatch(/<title>Simulated votes: /);
  expect(reportPage(input())).not.toContain(sentence);
});

test("a preliminary report is stamped with its reasons, a final one isn't", () => {
  const page = reportPage(input({ preliminary: ["700 of 864 planned votes are in"] }));
  expect(page).toMatch(/<title>Preliminary\. /);
  expect(page).toContain("<li>700 of 864 planned votes are in</li>");
  expect(words(reportPage(input()))).not.toContain("Preliminary");
});

test("results that don't exist are words with their reason", () => {
  const shown = words(reportPage(input({ gaps: true })));
  expect(shown).toContain("too little data: no votes for this pair (0 of 1)");
  expect(shown).toContain("no interval: too little data: votes of one rater (1 of 2)");
  expect(shown).toContain("undetermined: no path of votes joins all arms");
  expect(shown).toContain("There is no common ranking.");
});

test("a report without pictures says so", () => {
  expect(reportPage(input({}, false))).toContain("made without the run's pictures");
});

test("the same input gives the same page", () => {
  expect(reportPage(input({ gaps: true }))).toBe(reportPage(input({ gaps: true })));
});

test("what happened while pictures were made is told by arm and prompt, and nothing when nothing did", () => {
  const plain = input();
  expect(reportPage(plain)).not.toContain("Remarks on how pictures were made");
  const [first, ...others] = plain.summary.arms;
  if (first === undefined || "declared" in first)
    throw new Error("the fixture's arms are measured");
  const warned = { ...first, warnings: [{ code: "TRUNCATED" as const, promptIds: ["p1", "p7"] }] };
  const summary = { ...plain.summary, arms: [warned, ...others] };
  const page = reportPage({ ...plain, summary });
  const words = `${first.label}: the prompt is longer than the model reads, and its end was cut off`;
  expect(page.replaceAll("\u00a0", " ")).toContain(`${words} (2 prompts: p1, p7).`);
});

test("each choice that a result could hang on is said in a sentence, its tables below", () => {
  const shown = words(reportPage(input({ ties: true, published: true })));
  for (const sentence of [
    /only one of the two leaves out 50|In none of 12.comparisons/,
    /The verdict changes with the rule for ties in \d+ of 12.comparisons/,
    /The conclusions survive: /,
    /By one of these rules, the verdict changes for /,
    /with trials that were shown again counted as votes of their own/,
    /2.people of 36 failed two attention checks or more/,
    /Display size: of 12.differences to 384 px, 10 can be tested, and none of them has p below 0\.05/,
    /whole in every vote; of 4.votes it wasn&#39;t recorded/,
    /12.tests ran on these votes in all/,
    /Of 12.pairs whose drift from day to day can be tested, 0 moved with p below 0\.05/,
    /Another answer/,
    /In \d+ of 12 cells \(2.categories × 6.pairs\) an interval lies on the other side/,
  ])
    expect(shown).toMatch(sentence);
});

test("a forced choice has no rule for ties to vary", () => {
  const shown = words(reportPage(input()));
  expect(shown).toContain("no rule for ties can change a verdict");
  expect(shown).not.toContain("Davidson");
});

test("published claims are told with source, kind and verdict, and no number is invented for a drawing", () => {
  const page = reportPage(input({ published: true }));
  const shown = words(page);
  expect(page).toContain('id="published"');
  expect(shown).toContain("(a made-up drawing; not published as numbers, entered by a test)");
  expect(shown).toContain("the direction they claim is contradicted");
  expect(shown).toContain("No number is invented for it");
  expect(reportPage(input())).not.toContain('id="published"');
});

test("the limits say what is known of leaks: not tested, exact checks, at chance, found, other pictures", () => {
  const standing = {
    certificateSha256: "0".repeat(64),
    createdAt: "2026-11-25T10:00:00.000Z",
    trials: 240,
    accuracy: { share: 0.26, lower: 0.24, upper: 0.28, pictures: 240, chance: 0.25 },
  };
  const { accuracy: _times, ...exact } = standing;
  const given = input();
  const shown = (leaks?: ReportInput["summary"]["leaks"]) =>
    words(reportPage({ ...given, summary: { ...given.summary, ...(leaks && { leaks }) } }));
  expect(shown()).toMatch(/Whether anything but the pictures gave an arm away: not tested\./);
  expect(shown({ ...exact, verdict: "exact checks passed" })).toMatch(
    /Whether times gave an arm away: exact checks passed; timing on this host was not tested/,
  );
  expect(shown({ ...standing, verdict: "at chance" })).toMatch(
    /on other hosts, networks or days: leaks at chance: accuracy 26\.0.%, 95.% interval 24\.0.% to 28\.0.%, 240.pictures/,
  );
  expect(shown({ ...standing, verdict: "leak found" })).toMatch(/a leak was found: accuracy/);
  expect(shown({ ...exact, verdict: "made for other pictures" })).toMatch(
    /not tested: the certificate of 2026-11-25 was made for other pictures/,
  );
});
