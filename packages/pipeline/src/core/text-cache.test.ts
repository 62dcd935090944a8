import { expect, test } from "vitest";
import { createTextCache } from "./text-cache.ts";

/** A text of 64 bytes of floats, and how often each was encoded. */
function countedCache(limitBytes: number) {
  const encoded: string[] = [];
  const cache = createTextCache<{ embeddings: Float32Array; pooled: Float32Array | null }>(
    limitBytes,
  );
  const get = (text: string) =>
    cache.get(text, async () => {
      encoded.push(text);
      return { embeddings: new Float32Array(12), pooled: new Float32Array(4) };
    });
  return { get, encoded };
}

test("a text is encoded once, however often it is asked for", async () => {
  const { get, encoded } = countedCache(1000);
  const first = await get("a");
  await get("b");
  expect(await get("a")).toBe(first);
  await get("b");
  expect(encoded).toEqual(["a", "b"]);
});

test("beyond its bytes a cache drops what wasn't asked for longest", async () => {
  const { get, encoded } = countedCache(2 * 64);
  for (const text of ["a", "b", "a", "c"]) await get(text); // b goes
  for (const text of ["a", "c", "b"]) await get(text);
  expect(encoded).toEqual(["a", "b", "c", "b"]);
});

test("a text larger than the cache is given all the same, and kept until the next", async () => {
  const { get, encoded } = countedCache(10);
  for (const text of ["a", "a", "b", "a"]) await get(text);
  expect(encoded).toEqual(["a", "b", "a"]);
});

test("a text that couldn't be encoded is tried again", async () => {
  const cache = createTextCache<{ embeddings: Float32Array; pooled: null }>(1000);
  const failing = () => Promise.reject(new Error("no memory"));
  await expect(cache.get("a", failing)).rejects.toThrow("no memory");
  const value = { embeddings: Float32Array.of(1), pooled: null };
  expect(await cache.get("a", async () => value)).toBe(value);
});
