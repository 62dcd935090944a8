import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import path from "node:path";
import { expect, test } from "vitest";
import type { Picture } from "../charts/picture.ts";
import { questionPictures } from "../charts/pictures.ts";
import { summaryFixture } from "../charts/summary.fixture.ts";
import { renderPicture } from "./render.ts";

const pictures = (): Picture[] => {
  const summary = summaryFixture({ mode: "simulated", gaps: true });
  return summary.questions
    .slice(0, 1)
    .flatMap((question) => Object.values(questionPictures(summary, question)));
};
const hash = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");

test("a picture has the same bytes twice in one process and in another one", async () => {
  const hashes: string[] = [];
  for (const picture of pictures()) {
    const first = await renderPicture(picture);
    const second = await renderPicture(picture);
    expect(hash(second.png)).toBe(hash(first.png));
    expect(hash(second.svg)).toBe(hash(first.svg));
    expect(hash(second.pdf)).toBe(hash(first.pdf));
    hashes.push(`${picture.name} ${hash(first.png)} ${hash(first.svg)} ${hash(first.pdf)}`);
  }
  expect(hashes).toHaveLength(3);
  const other = spawnSync(
    process.execPath,
    ["--import", "tsx", path.join(import.meta.dirname, "render-hashes.fixture.ts")],
    { encoding: "utf8", env: { FONTCONFIG_FILE: "/nonexistent" } },
  );
  expect(other.stderr).toBe("");
  expect(other.stdout.trim().split("\n")).toEqual(hashes);
});

test("a PNG has twice the picture's size, an SVG its own and no text that needs a font", async () => {
  for (const picture of pictures()) {
    const { png, svg } = await renderPicture(picture);
    const header = Buffer.from(png);
    expect(header.subarray(1, 4).toString("latin1")).toBe("PNG");
    expect(header.readUInt32BE(16)).toBe(2 * picture.width);
    expect(header.readUInt32BE(20)).toBe(2 * picture.height);
    expect(svg).toContain(`width="${picture.width}" height="${picture.height}"`);
    expect(svg).not.toMatch(/<text|font-family|(href|src)="http/);
  }
});

test("a PDF is one page of the picture's size, of vectors with the font inside, and without a date", async () => {
  for (const picture of pictures()) {
    const text = Buffer.from((await renderPicture(picture)).pdf).toString("latin1");
    expect(text).toMatch(/^%PDF-1\.\d/);
    expect(text).toContain(`/MediaBox [0 0 ${picture.width} ${picture.height}]`);
    expect(text.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(text).toMatch(/\/FontFile|\/CharProcs/);
    expect(text).not.toMatch(/\/Subtype \/Image|CreationDate|ModDate/);
  }
});
