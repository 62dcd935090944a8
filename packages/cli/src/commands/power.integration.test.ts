import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PowerEstimate } from "@pairlab/domain/power-estimate";
import { createRng } from "@pairlab/domain/random";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-power-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, document: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, JSON.stringify(document));
  return file;
}

const plan = {
  version: 1,
  schedule: { raters: 20, prompts: 30, votesPerRater: 20 },
  pairs: [{ a: "new", b: "old", share: 0.62 }],
  promptSd: 0.5,
  raterSd: 0.3,
  pricePerVote: 0.05,
  secondsPerVote: 6,
  replicates: 60,
};
const json = (...words: string[]) =>
  PowerEstimate.parse(JSON.parse(pairlab("power", ...words, "--json").stdout));

test("power says what the planned study can find, what it costs and how small it may be", () => {
  const file = write("power.json", plan);
  const found = json(file);
  expect(found).toMatchObject({
    cost: 20,
    minutesPerRater: 2,
    schedule: { raters: 20, votes: 400 },
  });
  expect(found.smallest.status).toBe("ok");
  expect(json(file)).toEqual(found);
  const { stdout } = pairlab("power", file);
  expect(stdout).toMatch(/^planned: 20 raters, 400 votes$/m);
  expect(stdout).toMatch(/^ {2}new over old at 62\.0 %: power \d/m);
  expect(stdout).toMatch(/^power 80\.0 % takes \d+ raters, \d+ votes$/m);
  expect(stdout).not.toMatch(/NaN|Infinity|undefined/);
});

test("power simulates the forms of a compiled design", () => {
  const forms = Array.from({ length: 8 }, (_, index) => ({
    index,
    twinOf: null,
    trials: Array.from({ length: 12 }, (__, trial) => ({
      index: trial,
      block: 0,
      questionId: "quality",
      promptId: `p${trial}`,
      left: (trial + index) % 2 === 0 ? "new" : "old",
      right: (trial + index) % 2 === 0 ? "old" : "new",
      role: "trial",
    })),
  }));
  write("design.json", { version: 1, planSha256: "0".repeat(64), forms });
  const schedule = { design: "design.json", questionId: "quality" };
  const found = json(write("compiled.json", { ...plan, schedule }));
  expect(found.schedule).toMatchObject({ raters: 8, votes: 96 });
  const lost = pairlab(
    "power",
    write("lost.json", { ...plan, schedule: { ...schedule, questionId: "other" } }),
  );
  expect(lost.stderr).toMatch(/unknown pair: new and old for other \(design\.json\)/);
  expect(lost.status).toBe(2);
});

test("a pilot's votes say the spreads, and one that can't is refused", () => {
  const rng = createRng(1, "pilot");
  const effect = (n: number, size: number) =>
    Array.from({ length: n }, () => (rng.float() - 0.5) * size);
  const [raters, prompts] = [effect(20, 0.3), effect(30, 0.8)];
  const rows = raters.flatMap((ofRater, rater) =>
    prompts.map((onPrompt, prompt) => {
      const winner = rng.float() < 0.55 + ofRater + onPrompt ? "left" : "right";
      return `new,old,${winner},r${rater},p${prompt}`;
    }),
  );
  const pilot = path.join(folder, "pilot.csv");
  writeFileSync(pilot, ["left,right,winner,rater,prompt", ...rows].join("\n"));
  const { promptSd: _, raterSd: __, ...unknown } = plan;
  const design = write("unknown.json", unknown);
  const found = json(design, "--pilot", pilot);
  expect(found.assumptions.promptSd).toBeGreaterThan(0.6);
  expect(found.assumptions.raterSd).toBeLessThan(found.assumptions.promptSd);
  expect(found.pilot?.[0]?.spreads).toMatchObject({ status: "ok", value: { votes: 600 } });
  writeFileSync(pilot, "left,right,winner,rater,prompt\nnew,old,left,r,p\n");
  expect(pairlab("power", design, "--pilot", pilot)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("invalid pilot: fewer than two prompts"),
  });
  writeFileSync(pilot, "left,right,winner\nnew,old,left\n");
  expect(pairlab("power", design, "--pilot", pilot).stderr).toContain(
    "missing column: rater or prompt",
  );
});

test("assumptions have no defaults, and what can't be is one error, exit 2", () => {
  const refused = (document: unknown, message: RegExp) => {
    const { status, stdout, stderr } = pairlab("power", write("bad.json", document));
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, ""]);
  };
  const { promptSd: _, ...without } = plan;
  refused(without, /at promptSd/);
  refused({ ...plan, pairs: [] }, /at pairs/);
  refused({ ...plan, pairs: [{ a: "x", b: "y", share: 1 }] }, /at pairs\.0\.share/);
  refused({ ...plan, unknown: 1 }, /unknown key unknown/);
  refused(
    { ...plan, schedule: { raters: 4, prompts: 3, votesPerRater: 5 } },
    /invalid votesPerRater: 5 of 3 tasks/,
  );
  expect(pairlab("power", path.join(folder, "nowhere.json")).status).toBe(3);
});
