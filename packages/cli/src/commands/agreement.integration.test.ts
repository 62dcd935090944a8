import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Agreement } from "@pairlab/domain/agreement";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-agreement-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function agreement(rows: readonly string[], ...words: string[]) {
  const file = path.join(folder, "ratings.csv");
  writeFileSync(file, `${rows.join("\n")}\n`);
  return pairlab("agreement", file, ...words);
}

const header = "item,rater,label";
// Case 15, four observers: alpha .743, .815, .849.
const observers = [
  ["1", "1", "", "1"],
  ["2", "2", "3", "2"],
  ["3", "3", "3", "3"],
  ["3", "3", "3", "3"],
  ["2", "2", "2", "2"],
  ["1", "2", "3", "4"],
  ["4", "4", "4", "4"],
  ["1", "1", "2", "1"],
  ["2", "2", "2", "2"],
  ["", "5", "5", "5"],
  ["", "", "1", "1"],
  ["", "3", "", ""],
];
const rows = observers.flatMap((labels, item) =>
  labels.map((label, rater) => `u${item},r${rater},${label}`),
);

test("agreement --json prints every coefficient of the known table, in any order of rows", () => {
  const { status, stdout } = agreement([header, ...rows], "--json", "--quiet");
  expect(status).toBe(0);
  const found = Agreement.parse(JSON.parse(stdout));
  if (found.status !== "ok") throw new Error(found.reason);
  expect(found).toMatchObject({ items: 12, raters: 4, ratings: 41, missing: 7, ordered: true });
  const { nominal, ordinal, interval } = found.krippendorff;
  const alphas = [nominal, ordinal, interval].map((result) =>
    result.status === "ok" ? result.value.alpha.toFixed(3) : result.reason,
  );
  expect(alphas).toEqual(["0.743", "0.815", "0.849"]);
  expect(found.fleiss.status).toBe("undetermined");
  expect(found.cohen.unweighted.status).toBe("undetermined");
  expect(found.gwetAc1).toMatchObject({ status: "ok", value: { subjects: 12 } });
  expect(agreement([header, ...rows.toReversed()], "--json", "--quiet").stdout).toBe(stdout);
});

test("alpha on the ratio scale is the known one, undetermined for labels below 0", () => {
  const ratio = (lines: readonly string[]) => {
    const { stdout } = agreement([header, ...lines], "--json", "--quiet", "--bootstrap", "100");
    const found = Agreement.parse(JSON.parse(stdout));
    return found.status === "ok" ? found.krippendorff.ratio : found;
  };
  const known = ratio(rows);
  // Case 15: exact arithmetic.
  expect(known.status === "ok" ? known.value.alpha : known).toBeCloseTo(0.797402774711612, 12);
  expect(ratio(["1,r,-1", "1,s,1", "2,r,1", "2,s,1"]).status).toBe("undetermined");
});

test("two raters have Cohen's kappa, weighted only where the labels have an order", () => {
  const two = [
    "x,one,a",
    "x,two,a",
    "y,one,b",
    "y,two,tie",
    "z,one,tie",
    "z,two,tie",
    "w,one,b",
    "w,two,b",
  ];
  const plain = Agreement.parse(JSON.parse(agreement([header, ...two], "--json").stdout));
  const ordered = Agreement.parse(
    JSON.parse(agreement([header, ...two], "--json", "--order", "a,tie,b").stdout),
  );
  expect(plain).toMatchObject({
    ordered: false,
    cohen: { unweighted: { status: "ok" }, linear: { status: "undetermined" } },
    krippendorff: { ordinal: { status: "undetermined" }, interval: { status: "undetermined" } },
  });
  expect(ordered).toMatchObject({
    labels: ["a", "tie", "b"],
    cohen: { linear: { status: "ok" } },
    krippendorff: { ordinal: { status: "ok" } },
  });
});

test("for people it prints a coefficient a line, and words where there is no number", () => {
  const { stdout } = agreement([header, "x,one,1", "x,two,1", "y,one,1", "y,two,1"]);
  expect(stdout).toMatch(/^Krippendorff alpha, nominal +undetermined: all ratings are the same/m);
  expect(stdout).not.toMatch(/NaN|Infinity|null/);
  expect(agreement([header]).stdout).toBe("insufficient: no ratings\n");
  expect(agreement([header, ...rows]).stdout).toMatch(
    /^there are 11 units with two ratings: below 20/m,
  );
});

test("what can't be a table of ratings is one error with its line, exit 2", () => {
  const refused = (table: string[], message: RegExp, ...words: string[]) => {
    const { status, stdout, stderr } = agreement(table, ...words);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, ""]);
  };
  refused(["item,label", "x,1"], /missing column: rater/);
  refused([header, ",one,1"], /invalid row: no item \(.*line 2\)/);
  refused([header, "x,,1"], /invalid row: no rater \(.*line 2\)/);
  refused([header, "x,one,1", "x,one,2"], /duplicate rating: one of x \(.*lines 2 and 3\)/);
  refused([header, "x,one,1", "x,two,7"], /unknown label: 7/, "--order", "1,2");
  refused([header, "x,one,1"], /duplicate label: 1/, "--order", "1,1");
  refused([header, "x,one,1"], /invalid --level: 2/, "--level", "2");
  expect(pairlab("agreement", path.join(folder, "nowhere.csv")).status).toBe(3);
});
