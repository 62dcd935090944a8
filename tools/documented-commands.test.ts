import { expect, test } from "vitest";
import { documentedCommands } from "./documented-commands.ts";

test("documentedCommands finds the lines of shell blocks and commands in prose, each once", () => {
  const text = [
    "Run `npx pairlab doctor --models` first.",
    "```sh",
    "npm start     # serves",
    "# a remark",
    "npx pairlab doctor",
    "```",
    "```",
    "npx pairlab not-a-command",
    "```",
    "next: npx pairlab study create datasets/demo.study.json  (a minute)",
    "again npx pairlab doctor",
    "npx pairlab study link <study>",
  ].join("\n");
  expect(documentedCommands(text)).toEqual([
    "npm start",
    "npx pairlab doctor",
    "npx pairlab doctor --models",
    "npx pairlab study create datasets/demo.study.json",
  ]);
});
