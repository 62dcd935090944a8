import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("canonicalJson sorts keys at every depth and leaves no white space", () => {
  expect(canonicalJson({ b: [1, { d: null, c: "é" }], a: true })).toBe(
    '{"a":true,"b":[1,{"c":"é","d":null}]}',
  );
});

test("canonicalJson writes numbers as RFC 8785 section 3.2.2.3 shows", () => {
  expect(canonicalJson([Number("333333333.33333329"), 1e30, 4.5, 2e-3, 1e-27])).toBe(
    "[333333333.3333333,1e+30,4.5,0.002,1e-27]",
  );
});

test("canonicalJson leaves out undefined members and refuses what JSON can't say", () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, "\ud800", () => 1])
    expect(() => canonicalJson(value)).toThrow(TypeError);
});
