import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { prepareDatabase } from "./prepare-database.ts";
import { snapshot } from "./snapshot.ts";

const study = {
  ...{ id: "s", mode: "live", title: "S", state: "open", study: {}, plan: {}, manifest: {} },
  ...{ planSha256: "", consentSha256: "", designSha256: "", manifestSha256: "" },
  ...{ completionCode: "CODE", createdAt: new Date(0) },
};

test("a snapshot doesn't see what another process commits meanwhile, and doesn't hold it up", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-snapshot-"));
  const file = path.join(folder, "pairlab.db");
  const [reader, writer] = [await prepareDatabase(file), await prepareDatabase(file)];
  const seen = await snapshot(reader, async (moment) => {
    const before = await moment.study.count();
    await writer.study.create({ data: study });
    return [before, await moment.study.count()];
  });
  expect(seen).toEqual([0, 0]);
  expect(await reader.study.count()).toBe(1);
  const [busy] = await reader.$queryRaw<{ timeout: bigint }[]>`PRAGMA busy_timeout`;
  expect(Number(busy?.timeout)).toBe(5000);
  await Promise.all([reader.$disconnect(), writer.$disconnect()]);
  rmSync(folder, { recursive: true });
});
