import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Adjusted } from "@pairlab/domain/adjusted";
import { afterAll, expect, test } from "vitest";
import { pairlab } from "../pairlab.fixture.ts";

const folder = mkdtempSync(path.join(tmpdir(), "pairlab-adjust-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function adjust(rows: readonly string[], ...words: string[]) {
  const file = path.join(folder, "p.csv");
  writeFileSync(file, rows.join("\n"));
  return pairlab("adjust", file, ...words);
}

test("adjust --json prints the adjusted p-values in input order and nothing else", () => {
  const rows = ["name,p", "one,0.01", "two,0.04", "three,0.03", "four,0.005"];
  const { status, stdout } = adjust(rows, "--method", "holm", "--json");
  expect(status).toBe(0);
  const { adjusted } = Adjusted.parse(JSON.parse(stdout));
  // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
  [0.03, 0.06, 0.06, 0.02].forEach((p, i) => {
    expect(adjusted[i]).toBeCloseTo(p, 12);
  });
  expect(JSON.parse(adjust(["p"], "--method", "bh", "--json").stdout)).toEqual({ adjusted: [] });
  expect(adjust(["p", "0.5"], "--method", "by").stdout).toBe("0.5\n");
});

test("what isn't a p-value or a method is one error with its place, exit 2", () => {
  const refused = (rows: string[], message: RegExp, ...words: string[]) => {
    const { status, stdout, stderr } = adjust(rows, ...words);
    expect(stderr).toMatch(message);
    expect([status, stdout]).toEqual([2, ""]);
  };
  refused(["p", "0.5", "1.5"], /invalid p: 1\.5 \(.*line 3\)/, "--method", "holm");
  refused(["p,x", ",1"], /invalid p: empty \(.*line 2\)/, "--method", "holm");
  refused(["p", "NaN"], /invalid p: NaN/, "--method", "holm");
  refused(["q", "1"], /missing column: p/, "--method", "holm");
  refused(["p", "1"], /unknown --method: tukey/, "--method", "tukey");
  refused(["p", "1"], /--method/);
  const many = ["p", ...new Array<string>(20_001).fill("0.5")];
  refused(many, /invalid table: 20001 p-values for hommel/, "--method", "hommel");
  expect(adjust(many, "--method", "hochberg", "--quiet").status).toBe(0);
});
