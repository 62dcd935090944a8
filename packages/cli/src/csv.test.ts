import { expect, test } from "vitest";
import { csv } from "./csv.ts";

test("csv quotes what RFC 4180 says must be quoted, and ends every line", () => {
  expect(
    csv(
      ["a", "b"],
      [
        [1, 'say "no", twice'],
        ["two\nlines", ""],
      ],
    ),
  ).toBe('a,b\n1,"say ""no"", twice"\n"two\nlines",\n');
});
