import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stateFolders } from "./state-folders.ts";
import { createTerminal } from "./terminal.ts";
import { withDatabase } from "./with-database.ts";
import { withStudiesLocked } from "./with-studies-locked.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "pairlab-locked-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function contextOf(signal: AbortSignal) {
  const said: string[] = [];
  const stream = { write: (text: string) => said.push(text) > 0, isTTY: false, columns: 80 };
  const options = { json: false, quiet: false, verbose: false, color: false, now: () => 0 };
  const terminal = createTerminal(options, stream, stream);
  return { context: { folders: stateFolders(root, root), signal, terminal }, said };
}

test("a row that is there already is a conflict, not a bug", async () => {
  const { context } = contextOf(new AbortController().signal);
  const rater = { id: "x", studyId: "none", raterId: "r", reference: "A", step: "trials" };
  const session = { ...rater, createdAt: new Date(0), consentedAt: new Date(0), consentSha256: "" };
  const work = withDatabase(context, (database) =>
    withStudiesLocked(context, async () => {
      await database.$executeRaw`PRAGMA foreign_keys = OFF`;
      await database.session.create({ data: session });
      await database.session.create({ data: session });
    }),
  );
  await expect(work).rejects.toMatchObject({ kind: "conflict" });
});

test("who waits is told so once, and Ctrl-C ends the wait", async () => {
  const abort = new AbortController();
  const { context, said } = contextOf(abort.signal);
  const order: string[] = [];
  await withStudiesLocked(context, async () => {
    const second = withStudiesLocked(context, async () => order.push("second"));
    setTimeout(() => abort.abort(), 200);
    await expect(second).rejects.toThrow("stopped, nothing was written");
    order.push("first");
  });
  expect(order).toEqual(["first"]);
  expect(said).toEqual([`waiting for another command that changes ${root}\n`]);
});
