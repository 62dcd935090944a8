import { expect, test } from "vitest";
import { checkOrigin } from "./check-origin.ts";

const accepts = (headers: Record<string, string>) => {
  checkOrigin(new Headers({ host: "127.0.0.1:3000", ...headers }));
  return true;
};

test("a form of our own page is accepted", () => {
  expect(accepts({ origin: "http://127.0.0.1:3000" })).toBe(true);
  expect(accepts({ origin: "null", "sec-fetch-site": "same-origin" })).toBe(true);
});

test("another site's form is refused, and so is one that says nothing", () => {
  expect(() => accepts({ origin: "http://evil.example" })).toThrow("mismatched origin");
  expect(() => accepts({ origin: "http://127.0.0.1:3001" })).toThrow("mismatched origin");
  expect(() => accepts({ origin: "http://evil.example", "sec-fetch-site": "same-origin" })).toThrow(
    "mismatched origin",
  );
  expect(() => accepts({ origin: "null", "sec-fetch-site": "cross-site" })).toThrow();
  expect(() => accepts({ origin: "not a url" })).toThrow("mismatched origin");
  expect(() => accepts({})).toThrow("mismatched origin");
});
