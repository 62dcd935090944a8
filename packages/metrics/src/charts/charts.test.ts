import { Summary } from "@pairlab/domain/summary";
import { expect, test } from "vitest";
import { apart } from "./apart.ts";
import { cellColors, luminance } from "./cell-colors.ts";
import { eloPicture, eloRange } from "./elo-chart.ts";
import { forestPicture } from "./forest.ts";
import { latencyPicture } from "./latency-chart.ts";
import { cellHeight, cellOf, countLines } from "./matrix-cells.ts";
import type { Picture } from "./picture.ts";
import { questionPictures, studyPictures } from "./pictures.ts";
import { publishedPicture } from "./published-chart.ts";
import { rowHeight } from "./row-label.ts";
import { type FixtureOptions, summaryFixture } from "./summary.fixture.ts";
import { logTicks, wholeSteps } from "./ticks.ts";
import { unwritable } from "./unwritable.ts";
import { winMatrixPicture } from "./win-matrix.ts";
import { wrapped } from "./wrapped.ts";

const variants: [string, FixtureOptions][] = [
  ["live", {}],
  ["simulated", { mode: "simulated" }],
  ["preliminary", { preliminary: ["12 of 864 planned votes aren't in"] }],
  ["with gaps", { gaps: true }],
  ["with ties and published claims", { ties: true, published: true }],
];
const quality = (options: FixtureOptions = {}) => {
  const summary = summaryFixture(options);
  const [question] = summary.questions;
  if (question === undefined) throw new RangeError("the fixture has no question");
  return { summary, question };
};
const texts = ({ marks }: Picture): string[] =>
  marks.flatMap((mark) => (mark.kind === "text" ? [mark.text] : []));
const pictures = (options: FixtureOptions): Picture[] => {
  const { summary, question } = quality(options);
  return [
    ...Object.values(questionPictures(summary, question)),
    ...Object.values(studyPictures(summary)),
  ];
};

test.each(variants)("the fixture %s satisfies the summary's schema", (_, options) => {
  expect(Summary.parse(summaryFixture(options))).toEqual(summaryFixture(options));
});

test.each(variants)(
  "pictures of the fixture %s are data: nothing in them is a function",
  (_, options) => {
    for (const picture of pictures(options))
      expect(JSON.parse(JSON.stringify(picture))).toEqual(picture);
  },
);

test.each(variants)("pictures of the fixture %s never say NaN, null or undefined", (_, options) => {
  for (const picture of pictures(options))
    expect(JSON.stringify(picture)).not.toMatch(/NaN|null|undefined|Infinity/);
});

test("pictures don't depend on time, window or screen", () => {
  for (const { configuration } of pictures({}))
    expect(configuration.options).toMatchObject({
      animation: false,
      responsive: false,
      devicePixelRatio: 1,
    });
});

test("every picture of simulated votes says so inside, no other picture does", () => {
  const said = (options: FixtureOptions) =>
    pictures({ ...options, published: true }).filter((picture) =>
      texts(picture).some((text) => /simulated votes/i.test(text)),
    );
  expect(said({ mode: "simulated" })).toHaveLength(8);
  expect(said({})).toEqual([]);
});

test("a preliminary picture says so inside", () => {
  for (const picture of pictures({ preliminary: ["why"] }))
    expect(texts(picture).join(" ")).toMatch(/preliminary/i);
});

test("a forest plot shows pairs from the largest share to the smallest", () => {
  const { summary, question } = quality();
  const { configuration } = forestPicture(summary, question);
  const [points] = configuration.data.datasets;
  const shares = points?.data.map((point) => (typeof point === "object" ? (point?.x ?? 0) : 0));
  expect(shares).toHaveLength(6);
  expect(shares).toEqual([...(shares ?? [])].sort((one, other) => other - one));
});

test("a forest plot has the whole axis from 0 to 100 %", () => {
  const { summary, question } = quality();
  expect(forestPicture(summary, question).configuration.options?.scales?.x).toMatchObject({
    min: 0,
    max: 100,
  });
});

test("a pair without votes is a sentence in the forest plot, not a point", () => {
  const { summary, question } = quality({ gaps: true });
  const picture = forestPicture(summary, question);
  expect(picture.configuration.data.datasets[0]?.data).toHaveLength(5);
  expect(texts(picture)).toContain("too little data: no votes for this pair (0 of 1)");
});

test("a share without interval is drawn without a bar and says so", () => {
  const { summary, question } = quality({ gaps: true });
  expect(texts(forestPicture(summary, question))).toContain("67\u00a0%, no interval");
});

test("mirrored cells of the win matrix add up to all votes", () => {
  const { summary, question } = quality();
  for (const row of summary.plan.arms)
    for (const column of summary.plan.arms) {
      const cell = cellOf(question.pairs, row, column);
      const mirror = cellOf(question.pairs, column, row);
      if (cell.status !== "compared" || mirror.status !== "compared") {
        expect(cell.status).toBe("self");
        continue;
      }
      expect(cell.share + mirror.share).toBeCloseTo(1, 12);
      expect(cell.wins + mirror.wins + cell.ties).toBe(cell.votes);
    }
});

test("a cell of two arms that never met is blank", () => {
  const { summary, question } = quality({ gaps: true });
  expect(cellOf(question.pairs, "turbo-1", "lcm-4")).toEqual({ status: "never" });
  const shares = texts(winMatrixPicture(summary, question)).filter((text) =>
    /^\d+\u00a0%$/.test(text),
  );
  expect(shares).toHaveLength(10);
});

test("a matrix cell's text contrasts with its colour by at least 4.5", () => {
  for (let share = 0; share <= 1; share += 0.01) {
    const { fill, ink } = cellColors(share);
    const rgb = [1, 3, 5].map((start) => Number.parseInt(fill.slice(start, start + 2), 16));
    const light = luminance(rgb);
    const contrast = ink === "#ffffff" ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
    expect(contrast).toBeGreaterThanOrEqual(4.5);
  }
});

test("an Elo chart calls the order spread noise and its axis holds every interval", () => {
  const { summary, question } = quality();
  if (question.elo.status !== "ok") throw new RangeError("the fixture has no Elo");
  const words = texts(eloPicture(summary, question, question.elo.value)).join(" ");
  expect(words).toMatch(/noise of the rule and no interval/);
  expect(words).toMatch(/not comparable/);
  expect(eloRange(question.elo.value)).toEqual({ min: 940, max: 1080, step: 20 });
});

test("wrapped keeps every character and no line is longer than asked", () => {
  const text = `Turbo, 4 steps over ${"x".repeat(70)} and more words`;
  const lines = wrapped(text, 30);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
  expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
});

test("rows and cells grow with their longest text, so that nothing overlaps", () => {
  expect(rowHeight([["one line"]])).toBe(40);
  expect(rowHeight([["a", "b", "c", "d"]])).toBeGreaterThanOrEqual(4 * 16);
  const cell = { status: "compared", share: 0.5, wins: 5000, ties: 12, votes: 12345 } as const;
  const narrow = countLines(cell, 70, true);
  expect(narrow.length).toBeGreaterThan(countLines(cell, 300, true).length);
  expect(cellHeight([narrow])).toBeGreaterThanOrEqual(20 + 15 * narrow.length);
});

test("a table has a cell for each column, and the first of each row names it", () => {
  for (const { table } of pictures({ ties: true, published: true, gaps: true })) {
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) {
      expect(row).toHaveLength(table.columns.length);
      expect(row.every((cell) => cell.length > 0)).toBe(true);
    }
  }
});

test("a published value is drawn with its error; one from memory, and none at all, are words", () => {
  const picture = publishedPicture(quality({ published: true }).summary);
  const drawn = picture.configuration.data.datasets[0]?.data ?? [];
  expect(drawn).toHaveLength(6); // four of ours, two of theirs
  const said = texts(picture);
  expect(said).toContain("45\u00a0% (40.2\u201349.9\u00a0%)");
  expect(said).toContain("70\u00a0%, recalled");
  expect(said).toContain("no number");
  expect(JSON.stringify(drawn)).not.toContain("70");
});

test("quality is set beside time only where both were measured", () => {
  const { summary, question } = quality();
  expect(latencyPicture(summary, question)).toBeDefined();
  expect(latencyPicture(summary, quality({ gaps: true }).question)).toBeUndefined();
  const declared = summary.arms.map(({ id, label }) => ({
    id,
    label,
    declared: { model: "somebody's" },
    sizes: [{ height: 128, width: 128 }],
    medianSecondsPerImage: 0.5,
  }));
  expect(latencyPicture({ ...summary, arms: declared }, question)).toBeUndefined();
});

test("a logarithmic axis holds its values between ticks in their own unit", () => {
  const { min, max, ticks } = logTicks([0.11, 3.82]);
  expect(ticks.map(({ text }) => text)).toEqual(["0.1", "0.2", "0.5", "1", "2", "5"]);
  expect(min).toBeLessThan(Math.log10(0.11));
  expect(max).toBeGreaterThan(Math.log10(3.82));
  expect(logTicks([0.001, 5000]).ticks.map(({ text }) => text)).toContain("100");
  expect(logTicks([0.001, 5000]).ticks.length).toBeLessThan(10);
  expect(wholeSteps([1000, 1000])).toMatchObject({ min: 1000, max: 1001 });
});

test("numbers beside points stay apart from points and from each other, however close the points are", () => {
  const points = Array.from({ length: 12 }, (_, i) => ({ x: 100 + (i % 3), y: 100 + i }));
  const all = [...points, ...apart(points)];
  for (const [i, place] of all.entries())
    for (const other of all.slice(Math.max(i + 1, points.length)))
      expect(Math.hypot(place.x - other.x, place.y - other.y)).toBeGreaterThanOrEqual(17);
});

test("texts that the font can't write are named, others aren't", () => {
  const { summary } = quality();
  const named = (label: string): string[] => {
    const arms = summary.arms.map((arm, i) => (i === 0 ? { ...arm, label } : arm));
    const [question] = summary.questions;
    if (question === undefined) throw new RangeError("no question");
    return unwritable([winMatrixPicture({ ...summary, arms }, question)]);
  };
  for (const label of ["Größe – ñ", "Модель 1", "Ωμέγα", "50 % ± 2"])
    expect(named(label)).toEqual([]);
  for (const label of ["模型", "モデル", "نموذج", "fast \u{1F680}"])
    expect(named(label)).toEqual([label]);
});
