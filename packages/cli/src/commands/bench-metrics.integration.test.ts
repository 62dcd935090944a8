import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-bench-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const Measured = z.object({
  files: z.array(
    z.object({
      votes: z.int(),
      items: z.int(),
      totalMs: z.number().positive(),
      bootstrapMs: z.number().positive(),
      errorLogStrength: z.number(),
      peakMemoryMb: z.number(),
    }),
  ),
  elo: z.object({ ms: z.number().positive() }),
});

test("bench metrics times files of the sizes asked for, smallest first, at the maximum of the likelihood", () => {
  const words = ["--votes", "60000,30000", "--rounds", "1"];
  const { status, stdout } = pairlab("bench", "metrics", ...words, "--json", "--quiet");
  expect(status).toBe(0);
  const { files } = Measured.parse(JSON.parse(stdout));
  expect(files.map(({ votes, items }) => [votes, items])).toEqual([
    [30_000, 100],
    [60_000, 100],
  ]);
  for (const { errorLogStrength, peakMemoryMb } of files) {
    expect(errorLogStrength).toBeLessThan(1e-9);
    expect(peakMemoryMb).toBeLessThan(1000);
  }
});

test("bench metrics --labels times Dawid-Skene, and a size that can't be is refused", () => {
  const file = path.join(folder, "labels.csv");
  const rows = Array.from(
    { length: 60 },
    (_, i) => `i${i % 20},r${Math.floor(i / 20)},c${(i * 7) % 3}`,
  );
  writeFileSync(file, ["item,rater,label", ...rows, ""].join("\n"));
  const { stdout } = pairlab(
    "bench",
    "metrics",
    "--labels",
    file,
    "--rounds",
    "1",
    "--json",
    "--quiet",
  );
  expect(JSON.parse(stdout)).toMatchObject({ labels: { labels: 60 } });
  expect(pairlab("bench", "metrics", "--votes", "many").status).toBe(2);
});
