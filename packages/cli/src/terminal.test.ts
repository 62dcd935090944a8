import { expect, test } from "vitest";
import { createTerminal, type TerminalOptions } from "./terminal.ts";

function spoken(options: Partial<TerminalOptions>, isTTY = false) {
  const out: string[] = [];
  const err: string[] = [];
  let clock = 0;
  const stream = (into: string[]) => ({
    write: (text: string) => into.push(text) > 0,
    isTTY,
    columns: 60,
  });
  const terminal = createTerminal(
    { json: false, quiet: false, verbose: false, color: true, now: () => clock, ...options },
    stream(out),
    stream(err),
  );
  return {
    terminal,
    out: () => out.join(""),
    err: () => err.join(""),
    wait: (ms: number) => {
      clock += ms;
    },
  };
}

test("results go to stdout, remarks to stderr", () => {
  const { terminal, out, err } = spoken({});
  terminal.say("working");
  terminal.result("done", { done: true });
  expect(out()).toBe("done\n");
  expect(err()).toBe("working\n");
});

test("json prints the document and nothing else on stdout", () => {
  const { terminal, out } = spoken({ json: true });
  terminal.result("done", { done: true });
  expect(JSON.parse(out())).toEqual({ done: true });
});

test("quiet keeps results and errors only", () => {
  const { terminal, out, err } = spoken({ quiet: true });
  terminal.say("working");
  terminal.progress("generate", 10).update(5, 5);
  terminal.result("done", {});
  terminal.error("missing model file: x", "pairlab doctor");
  expect(out()).toBe("done\n");
  expect(err()).toBe("error  missing model file: x\nhint   pairlab doctor\n");
});

test("verbose adds details", () => {
  const without = spoken({});
  without.terminal.detail("hash 3f9a");
  expect(without.err()).toBe("");
  const withDetails = spoken({ verbose: true });
  withDetails.terminal.detail("hash 3f9a");
  expect(withDetails.err()).toBe("hash 3f9a\n");
});

test("colour is used on a terminal only, and only when wanted", () => {
  const red = "\u001b[31m";
  const errorText = (options: Partial<TerminalOptions>, isTTY: boolean) => {
    const { terminal, err } = spoken(options, isTTY);
    terminal.error("missing x");
    return err();
  };
  expect(errorText({}, true)).toContain(red);
  expect(errorText({}, false)).not.toContain(red);
  expect(errorText({ color: false }, true)).not.toContain(red);
});

test("progress off a terminal is a line each tenth or each half minute, with pace and time left", () => {
  const { terminal, err, wait } = spoken({});
  const progress = terminal.progress("generate", 100);
  for (let done = 1; done <= 100; done += 1) {
    wait(500);
    progress.update(done, done);
  }
  progress.end();
  const lines = err().trim().split("\n");
  expect(lines).toHaveLength(10);
  expect(lines[0]).toBe("generate  10/100  10%  [##------------------]  2.0 img/s  45 s left");
  expect(lines[9]).toContain("100/100  100%");
});

test("progress counts only what this run made towards its pace", () => {
  const { terminal, err, wait } = spoken({});
  const progress = terminal.progress("generate", 100);
  wait(40_000);
  progress.update(52, 2);
  expect(err()).toContain("20.0 s/img  16 min left");
});

test("progress on a terminal redraws one line that fits", () => {
  const { terminal, err, wait } = spoken({}, true);
  const progress = terminal.progress("generate", 4);
  wait(1000);
  progress.update(1, 1);
  progress.update(2, 2);
  progress.end();
  const draws = err().split("\r\u001b[2K").slice(1);
  expect(draws).toHaveLength(2);
  for (const line of draws) expect(line.trimEnd().length).toBeLessThan(60);
  expect(err().endsWith("\n")).toBe(true);
});

test("progress in bytes is written with units, the rate too", () => {
  const { terminal, err, wait } = spoken({});
  const progress = terminal.progress("sdxl-turbo", 13.74e9, "bytes");
  wait(10_000);
  progress.update(1.5e9, 0.5e9);
  expect(err()).toBe(
    "sdxl-turbo  1.50 GB/13.74 GB  10%  [##------------------]  50.0 MB/s  4 min left\n",
  );
});
