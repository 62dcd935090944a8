import { expect, test } from "vitest";
import { answerSchedule } from "./answer-schedule.ts";

test("answers come ever faster while the server warms up, then at one pace", () => {
  const schedule = answerSchedule({ perSecond: 400, seconds: 30, warmUpS: 5 });
  expect([schedule.warming, schedule.total]).toEqual([1000, 13_000]);
  const due = Array.from({ length: schedule.total }, (_, answer) => schedule.dueMs(answer));
  const within = (fromMs: number, toMs: number) =>
    due.filter((ms) => ms >= fromMs && ms < toMs).length;
  // Areas under the line from 0 to 400 a second: 40, 120, 200, 280, 360; each end is one answer wide.
  for (const [second, wanted] of [40, 120, 200, 280, 360].entries())
    expect(Math.abs(within(second * 1000, second * 1000 + 1000) - wanted)).toBeLessThanOrEqual(1);
  expect([within(5000, 6000), within(34_000, 35_000)]).toEqual([400, 400]);
});

test("without a warm-up every answer is at the full pace", () => {
  const { warming, total, dueMs } = answerSchedule({ perSecond: 100, seconds: 1, warmUpS: 0 });
  expect([warming, total, dueMs(0), dueMs(99)]).toEqual([0, 100, 0, 990]);
});
