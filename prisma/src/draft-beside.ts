import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";

/** Drafts this process named: one of its id that isn't among them is of an earlier process. */
const named = new Set<string>();

/**
 * A new path beside a file or folder, to write it whole before it is moved into its place.
 *
 * The leading dot hides it from who lists folders. Drafts of the same target whose process is gone,
 * and what SQLite left beside them, are removed first.
 */
export function draftBeside(target: string): string {
  sweepDrafts(target);
  const name = `.${path.basename(target)}.partial-${process.pid}-${randomBytes(4).toString("hex")}`;
  const draft = path.join(path.dirname(target), name);
  named.add(draft);
  return draft;
}

function sweepDrafts(target: string): void {
  const folder = path.dirname(target);
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const draft = path.join(folder, name);
    if (isAbandoned(draft, path.basename(target))) rmSync(draft, { recursive: true, force: true });
  }
}

function isAbandoned(draft: string, base: string): boolean {
  const [before, after] = split(path.basename(draft), `${base}.partial-`);
  const owner = /^(\d+)(?:-[0-9a-f]{8})?(-wal|-shm|-journal)?$/.exec(after);
  if ((before !== "" && before !== ".") || owner === null) return false;
  const [, pid, sidecar = ""] = owner;
  if (Number(pid) === process.pid) return !named.has(draft.slice(0, draft.length - sidecar.length));
  return !isRunning(Number(pid));
}

function split(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + at.length)];
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    // EPERM is a process of somebody else's: it runs
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
