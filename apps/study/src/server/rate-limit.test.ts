import { expect, test } from "vitest";
import { addressOf, rateLimit } from "./rate-limit.ts";

const minuteMs = 60_000;

test("an address may come so often an hour, and again an hour later", () => {
  const mayCome = rateLimit(2);
  const at = (minutes: number, address = "203.0.113.5") => mayCome(address, minutes * minuteMs);
  expect([at(0), at(1), at(2), at(59)]).toEqual([true, true, false, false]);
  expect(at(3, "203.0.113.6")).toBe(true);
  expect(at(60)).toBe(true);
});

test("the computer itself is never too often", () => {
  const mayCome = rateLimit(1);
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"])
    expect([mayCome(address, 0), mayCome(address, 0)]).toEqual([true, true]);
});

test("a clock that goes back doesn't lock anybody out", () => {
  const mayCome = rateLimit(1);
  expect(mayCome("203.0.113.5", 90 * minuteMs)).toBe(true);
  expect(mayCome("203.0.113.5", 10 * minuteMs)).toBe(true);
});

test("of a chain of proxies the nearest is believed", () => {
  const headers = new Headers({ "x-forwarded-for": "10.0.0.1, 203.0.113.5" });
  expect(addressOf(headers)).toBe("203.0.113.5");
  expect(addressOf(new Headers())).toBe("");
});
