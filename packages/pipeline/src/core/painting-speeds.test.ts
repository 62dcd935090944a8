import { expect, test } from "vitest";
import { expectedCost, learntSpeeds, type MeasuredPicture } from "./painting-speeds.ts";

const size = { width: 128, height: 128 };
const picture = (steps: number, denoise: number, more = {}): MeasuredPicture => ({
  modelHash: "m",
  size,
  guidance: 0,
  steps,
  durationsMs: { encode: 2, denoise, decode: 10 },
  storedBytes: 30_000,
  ...more,
});
const job = (steps: number, more = {}) => ({
  armId: `arm-${steps}`,
  modelHash: "m",
  size,
  guidance: 0,
  steps,
  ...more,
});

test("a model measured at one number of steps predicts another", () => {
  const speeds = learntSpeeds({}, [picture(1, 8), picture(1, 12), picture(4, 40)]);
  expect(expectedCost([job(4), job(25)], speeds, 1)).toEqual({
    seconds: (2 + 4 * 10 + 10 + 2 + 25 * 10 + 10) / 1000,
    bytes: 60_000,
    unmeasuredArmIds: [],
  });
  expect(expectedCost([job(4), job(4)], speeds, 2).seconds).toBeCloseTo(0.052, 12);
});

test("a median isn't moved by one slow picture, and a new measurement takes the old one's place", () => {
  const slow = learntSpeeds({}, [picture(1, 10), picture(1, 10), picture(1, 9000)]);
  expect(expectedCost([job(1)], slow, 1).seconds).toBeCloseTo(0.022, 12);
  const newer = learntSpeeds(slow, [picture(1, 20), picture(1, 30)]);
  expect(expectedCost([job(1)], newer, 1).seconds).toBeCloseTo(0.037, 12);
});

test("another model, size or guidance isn't predicted: it is named, and its disk is a bound", () => {
  const speeds = learntSpeeds({}, [picture(1, 8)]);
  for (const other of [
    { modelHash: "n" },
    { guidance: 5 },
    { size: { width: 256, height: 128 } },
  ]) {
    const { seconds, bytes, unmeasuredArmIds } = expectedCost([job(1), job(2, other)], speeds, 1);
    expect(seconds).toBeNull();
    expect(unmeasuredArmIds).toEqual(["arm-2"]);
    const { width, height } = { ...size, ...other.size };
    expect(bytes).toBeGreaterThan(30_000 + width * height * 3);
  }
  expect(expectedCost([job(9, { guidance: 1 })], speeds, 1).seconds).not.toBeNull();
});

test("nothing to make costs nothing", () => {
  expect(expectedCost([], {}, 2)).toEqual({ seconds: 0, bytes: 0, unmeasuredArmIds: [] });
});
