// Every test fails on console noise: what a program says belongs to its terminal or its log.
import { afterEach, beforeEach, expect, vi } from "vitest";

const methods = ["log", "info", "warn", "error", "debug"] as const;
let spoken: string[] = [];

beforeEach(() => {
  spoken = [];
  for (const method of methods)
    vi.spyOn(console, method).mockImplementation((...words: unknown[]) => {
      spoken.push(`console.${method}: ${words.map(String).join(" ")}`);
    });
});

afterEach(() => {
  vi.restoreAllMocks();
  expect(spoken).toEqual([]);
});
