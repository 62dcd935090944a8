import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createRng } from "@pairlab/domain/random";
import { StudyComparison } from "@pairlab/domain/study-comparison";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-compare-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, lines: readonly string[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, `${lines.join("\n")}\n`);
  return file;
}

/** Ten raters on twelve prompts, two questions, three items; sides in turn. */
function votes(share: number, seed: number): string[] {
  const rng = createRng(seed, "votes");
  const pairs = ["x y", "x z", "y z"].map((pair) => pair.split(" "));
  const rows = Array.from({ length: 10 * 12 }, (_, i) =>
    ["quality", "fit"].flatMap((question) =>
      pairs.map(([a = "", b = ""]) => {
        const [left, right] = i % 2 === 0 ? [a, b] : [b, a];
        const winner = rng.float() < share === (i % 2 === 0) ? "left" : "right";
        return `${left},${right},${winner},r${i % 10},p${Math.floor(i / 10)},${question},trial`;
      }),
    ),
  );
  return ["left,right,winner,rater,prompt,question,role", ...rows.flat()];
}
const json = (...words: string[]) =>
  StudyComparison.parse(JSON.parse(pairlab("compare", ...words, "--json", "--quiet").stdout));

test("compare pairs two files by rater and prompt, question by question, with adjusted p-values", () => {
  const [first, second] = [write("a.csv", votes(0.8, 1)), write("b.csv", votes(0.5, 2))];
  const found = json(first, second, "--margin", "0.1");
  expect(found.shared).toEqual({ raters: 10, prompts: 12 });
  expect(found.options).toMatchObject({
    estimand: "raters-and-prompts-like-these",
    method: "holm",
  });
  expect(found.pairs.map(({ question, i, j }) => `${question} ${i} ${j}`)).toEqual([
    "fit x y",
    "fit x z",
    "fit y z",
    "quality x y",
    "quality x z",
    "quality y z",
  ]);
  for (const { difference, changed } of found.pairs) {
    if (difference.status !== "ok") throw new Error(difference.reason);
    expect(difference.value.value).toBeGreaterThan(0.1);
    expect(difference.value.adjustedP).toBeGreaterThan(difference.value.p);
    expect(difference.value.equivalence?.equivalent).toBe(false);
    expect(changed).toMatchObject({ status: "ok", value: { answered: 120 } });
  }
  expect(json(first, second, "--question", "fit").pairs).toHaveLength(3);
  expect(json(first, second, "--method", "bh").options.method).toBe("bh");
  const { stdout } = pairlab("compare", first, second);
  expect(stdout).toMatch(/^6 pairs in both files, 0 in one only; 10 raters and 12 prompts shared/);
  expect(stdout).toMatch(/^fit: x over y {2}\d+\.\d % \(n 120\), .* differ by \d/m);
});

test("counts have no raters: votes are taken as independent, and it says so", () => {
  const header = "item_i,item_j,wins_i,wins_j";
  const [first, second] = [
    write("c.csv", [header, "x,y,56,14"]),
    write("d.csv", [header, "x,y,48,32"]),
  ];
  const found = json(first, second);
  expect(found.options.estimand).toBe("independent-votes");
  expect(found.pairs[0]).toMatchObject({
    first: { share: 0.8, votes: 70 },
    difference: { status: "ok", notes: [{ code: "iidAssumed" }] },
  });
  const refused = pairlab("compare", first, second, "--cluster", "rater");
  expect(refused.stderr).toMatch(/missing column: rater, for --cluster rater/);
  expect(refused.status).toBe(2);
});

test("pairs in one file only are listed, and a pair that can't be compared says why", () => {
  const header = "left,right,winner,rater,prompt";
  const first = write("e.csv", [header, "x,y,left,r1,p1", "x,z,left,r1,p1"]);
  const second = write("f.csv", [header, "y,x,left,r1,p1", "y,z,left,r1,p1"]);
  const found = json(first, second);
  expect(found.onlyInFirst).toEqual([{ question: "", i: "x", j: "z" }]);
  expect(found.onlyInSecond).toEqual([{ question: "", i: "y", j: "z" }]);
  expect(found.options.estimand).toBe("independent-votes");
  expect(found.notes).toHaveLength(2);
  expect(found.pairs[0]?.difference).toMatchObject({
    status: "ok",
    notes: [{ code: "iidAssumed" }],
  });
  const { stdout, status } = pairlab("compare", first, second);
  expect(stdout).toMatch(/^x over z {2}only in the first file$/m);
  expect(stdout).toMatch(/^the files name fewer than two raters/m);
  const clustered = pairlab("compare", first, second, "--cluster", "two-way");
  expect(clustered.stdout).toMatch(/insufficient: too few/);
  expect(status).toBe(0);
  expect(pairlab("compare", first, path.join(folder, "nowhere.csv")).status).toBe(3);
  const bad = write("g.csv", [header, "x,x,left,r1,p1"]);
  expect(pairlab("compare", first, bad)).toMatchObject({ status: 2, stdout: "" });
});
