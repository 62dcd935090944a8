import fc from "fast-check";
import { expect, test } from "vitest";
import { issuable, issuedAhead, missingTokens, type Side, type TokenTarget } from "./blinding.ts";

const target = fc.record<TokenTarget>({
  trialIndex: fc.nat({ max: 9 }),
  side: fc.constantFrom<Side>("left", "right"),
  stimulusId: fc.constantFrom("one", "two", "three"),
});
const targets = fc.uniqueArray(target, {
  selector: ({ trialIndex, side }) => `${trialIndex} ${side}`,
});
const counter = (start = 0) => {
  let made = start;
  return () => {
    made += 1;
    return `token-${made}`;
  };
};

test("every (trial, side) has one token, and no two share one, even for the same picture", () => {
  fc.assert(
    fc.property(targets, (wanted) => {
      const issued = missingTokens(wanted, [], counter());
      expect(issued.map(({ token: _, ...rest }) => rest)).toEqual(wanted);
      expect(new Set(issued.map(({ token }) => token)).size).toBe(wanted.length);
    }),
  );
});

test("asking again gives no second token to what has one", () => {
  fc.assert(
    fc.property(targets, targets, (first, second) => {
      const newToken = counter();
      const held = missingTokens(first, [], newToken);
      const added = missingTokens(second, held, newToken);
      const all = [...held, ...added].map(({ trialIndex, side }) => `${trialIndex} ${side}`);
      expect(new Set(all).size).toBe(all.length);
      expect(missingTokens(second, [...held, ...added], newToken)).toEqual([]);
    }),
  );
});

test("a source of tokens that repeats itself is refused", () => {
  const pair: TokenTarget[] = [
    { trialIndex: 0, side: "left", stimulusId: "one" },
    { trialIndex: 0, side: "right", stimulusId: "two" },
  ];
  expect(() => missingTokens(pair, [], () => "same")).toThrow("duplicate picture token");
});

test("tokens are issued for the next unanswered trial, a few after it and the last answered one", () => {
  fc.assert(
    fc.property(fc.nat({ max: 50 }), fc.nat({ max: 50 }), (answered, more) => {
      const planned = answered + more;
      const indexes = issuable(answered, planned);
      const behind = Math.min(1, answered);
      expect(indexes).toHaveLength(behind + Math.min(issuedAhead, more));
      expect(indexes).toEqual(indexes.map((_, place) => answered - behind + place));
    }),
  );
});
