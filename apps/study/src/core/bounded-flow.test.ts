import { expect, test } from "vitest";
import { boundedFlow } from "./bounded-flow.ts";

// Node 0 is the source, node 1 the sink.
const twoWays = [
  { from: 0, to: 2, low: 0, high: 5 },
  { from: 0, to: 3, low: 2, high: 5 },
  { from: 2, to: 1, low: 3, high: 3 },
  { from: 3, to: 1, low: 0, high: 4 },
];

test("boundedFlow keeps every bound and loses nothing on the way", () => {
  const flow = boundedFlow(4, twoWays);
  expect(flow).toHaveLength(4);
  for (const [index, { low, high }] of twoWays.entries()) {
    expect(flow?.[index]).toBeGreaterThanOrEqual(low);
    expect(flow?.[index]).toBeLessThanOrEqual(high);
  }
  expect(flow?.[0]).toBe(flow?.[2]);
  expect(flow?.[1]).toBe(flow?.[3]);
});

test("boundedFlow says when the bounds can't be kept", () => {
  const narrow = [
    { from: 0, to: 2, low: 4, high: 4 },
    { from: 2, to: 1, low: 0, high: 3 },
  ];
  expect(boundedFlow(3, narrow)).toBeUndefined();
  expect(boundedFlow(3, [{ from: 0, to: 1, low: 2, high: 1 }])).toBeUndefined();
});
