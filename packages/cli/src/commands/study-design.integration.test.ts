import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "../drawn-study.fixture.ts";

let drawn: DrawnStudy;
let state: string;
let folder: string; // what an auditor was sent
beforeAll(async () => {
  drawn = await drawnStudy();
  state = drawn.freshState();
  drawn.pairlab(state, "create", "study.json");
  folder = path.join(drawn.folder, "export");
  drawn.pairlab(state, "export", "noise", "--out", folder);
});
afterAll(() => drawn.remove());

interface Trial {
  left: string;
  right: string;
  promptId: string;
}
interface Form {
  index: number;
  trials: Trial[];
}

/** A copy of the auditor's folder whose design has been tampered with. */
function tampered(name: string, change: (forms: Form[]) => unknown[]): string {
  const copy = path.join(drawn.folder, name);
  mkdirSync(copy);
  for (const file of ["plan.json", "manifest.json"])
    copyFileSync(path.join(folder, file), path.join(copy, file));
  const design = JSON.parse(readFileSync(path.join(folder, "design.json"), "utf8"));
  writeFileSync(
    path.join(copy, "design.json"),
    JSON.stringify({ ...design, forms: change(design.forms) }),
  );
  return `.${path.sep}${name}`;
}

const inTrial = (change: (trial: Trial) => Partial<Trial>) => (forms: Form[]) =>
  forms.map((form) => ({
    ...form,
    trials: form.trials.map((trial, place) =>
      form.index === 3 && place === 7 ? { ...trial, ...change(trial) } : trial,
    ),
  }));

test("an auditor verifies a design from the exported folder, without a database", () => {
  const done = drawn.pairlab(path.join(drawn.folder, "nowhere"), "design", folder, "--verify");
  expect(done.stdout).toContain("verified: the plan compiles to the same bytes");
  expect(done.stdout).not.toContain("BROKEN");
  expect(done.status).toBe(0);
  const both = ["noise", folder].map((of) => {
    const { stdout } = drawn.pairlab(state, "design", of, "--verify", "--json");
    const { study: _name, ...rest } = JSON.parse(stdout);
    return rest;
  });
  expect(both[1]).toEqual(both[0]);
});

test.each<[string, (forms: Form[]) => unknown[], RegExp, RegExp]>([
  [
    "sides swapped in one trial",
    inTrial(({ left, right }) => ({ left: right, right: left })),
    /^mismatched design: form 3 trial 7: left is \w+, the plan gives \w+$/m,
    /left minus right of a task +2 of 0 {2}BROKEN/,
  ],
  [
    "a prompt exchanged",
    inTrial(({ promptId }) => ({ promptId: promptId === "p0" ? "p1" : "p0" })),
    /^mismatched design: form 3 trial 7: promptId is p\d, the plan gives p\d$/m,
    /votes a task, off the plan +\d of 0 {2}BROKEN/,
  ],
  [
    "a form left out",
    (forms) => forms.slice(0, -1),
    /^mismatched design: 5 forms, the plan has 6$/m,
    /twins that don't mirror each other +1 of 0 {2}BROKEN/,
  ],
  [
    "a trial left out",
    (forms) => forms.map((form, i) => (i === 5 ? { ...form, trials: form.trials.slice(1) } : form)),
    /^mismatched design: form 5 trial 0: index is 1, the plan gives 0$/m,
    /trials a form, off the plan +1 of 0 {2}BROKEN/,
  ],
  [
    "two forms exchanged",
    (forms) => [...forms.slice(2), ...forms.slice(0, 2)],
    /^mismatched design: form 2 stands where the plan has form 0 \(and 5 more forms\)$/m,
    /votes a task, off the plan +0 of 0 {2}kept/,
  ],
])(
  "a tampered design is told by form, trial and margin: %s",
  (name, change, difference, margin) => {
    const done = drawn.pairlab(
      state,
      "design",
      tampered(name.replaceAll(" ", "-"), change),
      "--verify",
    );
    expect(done.stdout).toMatch(difference);
    expect(done.stdout).toMatch(margin);
    expect(done.status).toBe(1);
  },
);

test("forms written a line each verify against their study.json; a changed or torn line is named", () => {
  const file = path.join(drawn.folder, "forms.jsonl");
  expect(drawn.pairlab(state, "design", "study.json", "--out", file).status).toBe(0);
  const verify = () => drawn.pairlab(state, "design", "study.json", "--forms", file, "--verify");
  expect(verify()).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("verified: the plan compiles to the same bytes"),
  });
  const lines = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [lines[1], lines[0], ...lines.slice(2)].join("\n"));
  expect(verify()).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("mismatched design: form 1 stands where the plan has form 0"),
  });
  writeFileSync(file, [lines[0], lines[1]?.slice(0, 40), ...lines.slice(2)].join("\n"));
  drawn.expectRefusal(
    state,
    ["design", "study.json", "--forms", file, "--verify"],
    2,
    /invalid .*forms.jsonl line 2: not JSON/,
  );
});

test("a study.json alone is counted, and nothing is called verified that nothing was compared with", () => {
  const done = drawn.pairlab(state, "design", "study.json", "--verify");
  expect(done.stdout).toContain("recounted: every margin is kept; there are no other forms");
  expect(done.stdout).not.toContain("verified");
  expect(done.status).toBe(0);
  drawn.expectRefusal(state, ["design", "noise", "--forms", "x"], 2, /invalid --forms: only with/);
  drawn.expectRefusal(state, ["design", "./nowhere"], 3, /missing file: nowhere\/design.json/);
});
