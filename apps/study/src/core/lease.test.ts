import fc from "fast-check";
import { expect, test } from "vitest";
import { leaseIdleMs, standing } from "./lease.ts";

const minute = 60_000;
const idleMs = 30 * minute;
const at = Date.UTC(2026, 10, 25, 12);
const person = { leasedMs: at, finishedMs: null, fills: false, lastSignMs: null };

test("a plan's own idle time counts, and half an hour where it names none", () => {
  expect(leaseIdleMs({ leaseIdleMinutes: 5 })).toBe(5 * minute);
  expect(leaseIdleMs({})).toBe(idleMs);
});

test("somebody silent has left when the idle time is over, not before, and is back with the next sign", () => {
  expect(standing(person, at + idleMs, idleMs)).toBe("under way");
  expect(standing(person, at + idleMs + 1, idleMs)).toBe("left");
  const back = { ...person, lastSignMs: at + idleMs + 1 };
  expect(standing(back, at + idleMs + 2, idleMs)).toBe("under way");
});

test("who has finished never leaves: they fill their form, or are surplus", () => {
  const done = { ...person, finishedMs: at };
  expect(standing({ ...done, fills: true }, at + 10 * idleMs, idleMs)).toBe("fills");
  expect(standing(done, at + 10 * idleMs, idleMs)).toBe("surplus");
  expect(standing({ ...person, leasedMs: null }, at, idleMs)).toBe("no form");
});

test("one sign keeps nobody under way for longer than twice the idle time, wherever the clock jumps", () => {
  const moment = fc.integer({ min: -5 * idleMs, max: 5 * idleMs });
  fc.assert(
    fc.property(moment, moment, moment, (signMs, oneMs, otherMs) => {
      const signed = { ...person, lastSignMs: at + signMs };
      const isHeld = (ms: number) => standing(signed, at + ms, idleMs) === "under way";
      fc.pre(isHeld(oneMs) && isHeld(otherMs));
      expect(Math.abs(oneMs - otherMs)).toBeLessThanOrEqual(2 * idleMs);
    }),
  );
});
