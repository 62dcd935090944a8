// What `npm test` runs after installing: lint, types, then every vitest layer; with `--full` the long browser tests too.
// Closes with one plain line of counts.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { browserPath } from "./browser-path.ts";

interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

const root = path.resolve(import.meta.dirname, "..");
const folder = mkdtempSync(path.join(tmpdir(), "pairlab-test-"));
const isFull = process.argv.includes("--full");

// Types that an older build has left speak of routes that may be gone.
rmSync(path.join(root, "apps/study/.next/types"), { recursive: true, force: true });

const totals = [
  check("biome", ["check", "--error-on-warnings"]),
  check("tsc", ["--noEmit"]),
  check("tsc", ["--noEmit", "-p", "apps/study"]),
  vitest("vitest", ["run"]),
  ...(isFull ? [vitest("npm", ["run", "e2e:full", "--"])] : []),
].reduce((sum, one) => ({
  passed: sum.passed + one.passed,
  failed: sum.failed + one.failed,
  skipped: sum.skipped + one.skipped,
}));

rmSync(folder, { recursive: true, force: true });
if (browserPath() === undefined)
  process.stdout.write("browser tests were skipped: no Chromium (set CHROMIUM to its path)\n");
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
process.stdout.write(`${totals.passed} passed, ${totals.failed} failed${skipped}\n`);
process.exit(totals.failed > 0 ? 1 : 0);

function run(tool: string, words: readonly string[]): number {
  process.stdout.write(`\n> ${tool} ${words.join(" ")}\n`);
  return (
    spawnSync(tool === "npm" ? tool : path.join(root, "node_modules/.bin", tool), words, {
      cwd: root,
      stdio: ["ignore", 1, 2],
    }).status ?? 1
  );
}

function check(tool: string, words: readonly string[]): Counts {
  const failed = run(tool, words) === 0 ? 0 : 1;
  return { passed: 1 - failed, failed, skipped: 0 };
}

/** A run of vitest, by itself or through the script that has its settings. */
function vitest(tool: "vitest" | "npm", words: readonly string[]): Counts {
  const report = path.join(folder, `${tool}.json`);
  const status = run(tool, [
    ...words,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    const found: unknown = JSON.parse(readFileSync(report, "utf8"));
    counts.passed = numberOf(found, "numPassedTests");
    counts.failed = numberOf(found, "numFailedTests");
    counts.skipped = numberOf(found, "numPendingTests") + numberOf(found, "numTodoTests");
  } catch {
    process.stdout.write("vitest wrote no report\n");
  }
  // A crash, an unhandled error or a file that could not be loaded is a failure even if every test passed.
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

function numberOf(document: unknown, name: string): number {
  if (typeof document !== "object" || document === null) return 0;
  const value: unknown = Reflect.get(document, name);
  return typeof value === "number" ? value : 0;
}
