import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { Prompt } from "@pairlab/domain/prompt";
import { expect } from "vitest";
import { drawFile } from "../adapters/drawn-file.fixture.ts";
import { importPictures } from "./import-pictures.ts";

/** Two prompts, one with a comma. */
export const twoPrompts: readonly Prompt[] = [
  { id: "star", text: "a red star" },
  { id: "moon", text: "a moon, above a house" },
];

/** A folder to draw and import pictures in. */
export function importPlace() {
  const root = mkdtempSync(path.join(tmpdir(), "pairlab-imports-"));
  const runs = path.join(root, "runs");
  const importAs = (
    from: string,
    {
      name = "mine",
      labels = [],
      prompts = twoPrompts,
    }: { name?: string; labels?: [string, string][]; prompts?: readonly Prompt[] } = {},
  ) =>
    importPictures(path.join(root, from), {
      runs,
      name,
      prompts,
      labels: new Map(labels),
      now: () => new Date("2026-01-01T00:00:00.000Z"),
      onProgress: () => undefined,
      onRemark: () => undefined,
    });
  return {
    root,
    runs,
    importAs,
    /** A picture file; its name. */
    draw: async (file: string, shade: number, sidePx?: number): Promise<string> => {
      await drawFile(path.join(root, file), shade, sidePx);
      return file;
    },
    /** A table of these lines; its name. */
    table: (...lines: string[]): string => {
      writeFileSync(path.join(root, "table.csv"), `${lines.join("\r\n")}\r\n`);
      return "table.csv";
    },
    /** The error of an import that must not have written anything. */
    refusal: async (...asked: Parameters<typeof importAs>): Promise<KnownError> => {
      const error = await importAs(...asked).catch((thrown: unknown) => thrown);
      if (!(error instanceof KnownError)) throw new Error("nothing was refused", { cause: error });
      expect(existsSync(runs)).toBe(false);
      return error;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export type ImportPlace = ReturnType<typeof importPlace>;
