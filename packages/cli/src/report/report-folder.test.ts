import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import { afterEach, beforeEach, expect, test } from "vitest";
import { filesBelow } from "../write-new-folder.ts";
import type { ReportContent } from "./report-files.ts";
import { writeReportBelow, writeReportTo } from "./report-folder.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "pairlab-report-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const content = (page: string): ReportContent =>
  new Map<string, string | Uint8Array>([
    ["index.html", page],
    ["figures/a.png", Uint8Array.of(1, 2, 3)],
  ]);

test("a report is written whole, with its folders, and leaves no draft", () => {
  const written = writeReportBelow(root, "2026-01-01-x", content("one"));
  expect(written).toEqual({ status: "written", folder: path.join(root, "2026-01-01-x") });
  expect(filesBelow(written.folder)).toEqual(["figures/a.png", "index.html"]);
  expect(readFileSync(path.join(written.folder, "figures/a.png"))).toEqual(Buffer.of(1, 2, 3));
  expect(readdirSync(root)).toEqual(["2026-01-01-x"]);
});

test("the same report again is left alone, under its suffix too", () => {
  writeReportBelow(root, "r", content("one"));
  expect(writeReportBelow(root, "r", content("two")).status).toBe("suffixed");
  expect(writeReportBelow(root, "r", content("one"))).toEqual({
    status: "same",
    folder: path.join(root, "r"),
  });
  expect(writeReportBelow(root, "r", content("two"))).toEqual({
    status: "same",
    folder: path.join(root, "r-2"),
  });
  expect(writeReportBelow(root, "r", content("three")).folder).toBe(path.join(root, "r-3"));
});

test("a folder of the caller's choice is never overwritten", () => {
  const folder = path.join(root, "mine");
  expect(writeReportTo(folder, content("one")).status).toBe("written");
  expect(writeReportTo(folder, content("one")).status).toBe("same");
  writeFileSync(path.join(folder, "notes.txt"), "mine");
  expect(() => writeReportTo(folder, content("one"))).toThrow(KnownError);
  expect(readFileSync(path.join(folder, "notes.txt"), "utf8")).toBe("mine");
});
