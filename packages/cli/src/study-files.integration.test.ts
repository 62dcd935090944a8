import path from "node:path";
import { setImmediate as turnOver } from "node:timers/promises";
import { prepareDatabase } from "@pairlab/db/prepare-database";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DrawnStudy, drawnStudy } from "./drawn-study.fixture.ts";
import { studyFiles } from "./study-files.ts";

let drawn: DrawnStudy;
beforeAll(async () => {
  drawn = await drawnStudy();
});
afterAll(() => drawn.remove());

test("every planned slot is a vote or a gap, while sessions finish during the reading", async () => {
  const state = drawn.freshState();
  drawn.pairlab(state, "create", "simulated.study.json");
  drawn.pairlab(state, "open", "made-up");
  drawn.pairlab(state, "simulate", "made-up", "--participants", "6");
  const file = path.join(state, "pairlab.db");
  const [reader, writer] = [await prepareDatabase(file), await prepareDatabase(file)];
  const { id } = await writer.session.findFirstOrThrow();
  const reading = new AbortController();
  const finishing = (async () => {
    for (let turn = 0; !reading.signal.aborted; turn += 1) {
      await turnOver(); // libsql answers at once: without this nothing else would run
      await writer.session.update({
        where: { id },
        data: { finishedAt: turn % 2 === 0 ? null : new Date(0) },
      });
    }
  })();
  const slots: number[] = [];
  for (let count = 0; count < 20; count += 1) {
    const { files, votes } = await studyFiles(reader, "made-up");
    const gaps = (files.get("missing.csv") ?? "").trim().split("\n").slice(1);
    slots.push(votes + gaps.filter((line) => !line.endsWith(",skipped")).length);
  }
  reading.abort();
  await finishing;
  await Promise.all([reader.$disconnect(), writer.$disconnect()]);
  expect(slots).toEqual(slots.map(() => 72));
});
