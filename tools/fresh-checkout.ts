import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/** A checkout as a stranger has it: tracked and new files only, dependencies installed, no state. */
export interface FreshCheckout {
  folder: string;
  remove(): void;
}

/** Copies the sources of this checkout to a temporary folder; dependencies are hard links where the disk allows. */
export function freshCheckout(): FreshCheckout {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-fresh-"));
  for (const file of sourceFiles()) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(folder, file), { verbatimSymlinks: true });
  }
  if (!copyModules("-al", folder) && !copyModules("-a", folder))
    throw new Error(`node_modules could not be copied to ${folder}: is the disk full?`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function copyModules(how: string, folder: string): boolean {
  if (spawnSync("cp", [how, path.join(root, "node_modules"), folder]).status === 0) return true;
  rmSync(path.join(folder, "node_modules"), { recursive: true, force: true });
  return false;
}

function sourceFiles(): string[] {
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = spawnSync("git", words, { cwd: root, encoding: "utf8", maxBuffer: 2 ** 26 });
  if (listed.status !== 0)
    throw new Error(`git ls-files: ${listed.stderr ?? listed.error?.message}`);
  return listed.stdout.split("\0").filter((file) => file !== "");
}
