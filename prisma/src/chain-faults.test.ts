import fc from "fast-check";
import { expect, test } from "vitest";
import { chainFaults } from "./chain-faults.ts";
import { type ChainLink, chainStart, commitOf, hashOf } from "./chain-link.ts";

/** A chain of so many answers, a second apart. */
function chainOf(length: number): ChainLink[] {
  let prev = chainStart;
  return Array.from({ length }, (_, seq) => {
    const at = new Date(Date.UTC(2026, 0, 1) + seq * 1000).toISOString();
    const entry = { seq, at, kind: "answer" as const, commit: commitOf("00", `{"n":${seq}}`) };
    prev = hashOf(prev, entry);
    return { ...entry, hash: prev };
  });
}
const chain = chainOf(6);

test("commitments and hashes are SHA-256 of what the contract says", () => {
  // Source: sha256sum of the same bytes.
  expect(commitOf("00", '{"n":0}')).toBe(
    "443477e8716e671aa21e200aff414ab5338d59095ecf59c0d6cc85e93cd2ea9f",
  );
  expect(chain[0]?.hash).toBe("8c19bec36538e4dd8ce225a7b87349a22220a12eff8fb41fdd8cae57497cbc9e");
});

test("a chain as it was written has no faults, with its head or any earlier one", () => {
  expect(chainFaults(chain)).toEqual([]);
  expect(chainFaults(chain, chain[5]?.hash)).toEqual([]);
  expect(chainFaults(chain, chain[2]?.hash)).toEqual([]);
});

test("an edited entry is named", () => {
  const edited = chain.map((link) => (link.seq === 3 ? { ...link, commit: chainStart } : link));
  expect(chainFaults(edited)).toEqual(["mismatched hash: entry 3 (answer) was edited"]);
});

test("dropped entries are named", () => {
  expect(chainFaults(chain.filter(({ seq }) => seq !== 2))).toEqual(["missing entry 2"]);
  expect(chainFaults(chain.filter(({ seq }) => seq > 2))).toEqual(["missing entry 0 to 2"]);
});

test("entries in another order are named", () => {
  const [a, b, ...rest] = chain;
  if (a === undefined || b === undefined) throw new RangeError("a chain of two at least");
  expect(chainFaults([b, a, ...rest])).toEqual([
    "missing entry 0",
    "mismatched order: entry 0 is at place 1",
    "missing entry 1",
  ]);
});

test("a chain cut at its end is found by the head that was published", () => {
  const head = chain[5]?.hash;
  expect(chainFaults(chain.slice(0, 5))).toEqual([]);
  expect(chainFaults(chain.slice(0, 5), head)).toEqual([
    `missing head: ${head} is no entry's hash`,
  ]);
});

test("no edit, drop or exchange of entries goes unseen", () => {
  fc.assert(
    fc.property(fc.nat(5), fc.nat(5), fc.constantFrom("edit", "drop", "swap"), (i, j, how) => {
      const links = [...chain];
      const [one, other] = [links[i], links[j]];
      if (one === undefined || other === undefined) return;
      if (how === "edit") links[i] = { ...one, at: "2027-01-01T00:00:00.000Z" };
      if (how === "drop") links.splice(i, 1);
      if (how === "swap" && i === j) return;
      if (how === "swap") [links[i], links[j]] = [other, one];
      expect(chainFaults(links, chain[5]?.hash)).not.toEqual([]);
    }),
  );
});
