import { expect, test } from "vitest";
import { fileCacheBytes } from "./file-cache.ts";

// Lines as the kernel's cgroup-v2 document lists them; tmpfs counts as file, but can't be given back.
const stat =
  "anon 4096\nfile 9000000\nshmem 1000000\ninactive_anon 7\ninactive_file 6000000\nactive_file 2000000\n";

test("what files take of a group's memory is its file lists, old and new", () => {
  expect(fileCacheBytes(stat)).toBe(8_000_000);
  expect(fileCacheBytes("")).toBe(0);
});
