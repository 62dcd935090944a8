import { existsSync, statfsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { KnownError } from "@pairlab/domain/errors";
import type { LocatedModel, ModelPlaces } from "@pairlab/pipeline/adapters/located-models";
import { browserPath } from "./browser-path.ts";
import type { CommandContext } from "./command-context.ts";
import { environment } from "./env.ts";
import { pipelineFolders } from "./pipeline-folders.ts";

/** What is true of one part of the installation. `later` parts are made by the command named. */
export interface Finding {
  name: string;
  status: "ok" | "later" | "without" | "missing";
  text: string;
  /** What to do about it, a command where there is one. */
  remedy?: string;
}

type Examine = () => Promise<Omit<Finding, "name">>;

/** Examines every part that Pairlab needs, by using it. A part that fails doesn't stop the others. */
export async function examineInstallation(
  { root, folders }: CommandContext,
  everyModelFile: boolean,
): Promise<Finding[]> {
  const places = pipelineFolders(root, folders);
  const parts: Record<string, Examine> = {
    node: async () => ok(`${process.version} on ${process.platform} ${process.arch}`),
    machine: async () => machine(root),
    onnxruntime: () => runtime(places.models),
    sharp: async () => {
      const { encodePng, sharpVersion } = await import("@pairlab/pipeline/adapters/png");
      await encodePng({ rgb: new Uint8Array(3), width: 1, height: 1 });
      return ok(sharpVersion());
    },
    models: () => models(places.models, everyModelFile),
    "added models": () => addedModels(places, everyModelFile),
    database: () => database(folders.database),
    app: async () =>
      existsSync(path.join(root, "apps/study/.next/BUILD_ID"))
        ? ok("built")
        : { status: "later", text: "not built yet", remedy: "npm start builds it" },
    demo: async () =>
      existsSync(path.join(folders.runs, "demo/manifest.json"))
        ? ok(`pictures in ${path.join(folders.runs, "demo")}`)
        : { status: "later", text: "no pictures yet", remedy: "npm start makes them" },
    browser: async () => browser(),
  };
  const findings: Finding[] = [];
  for (const [name, examine] of Object.entries(parts))
    findings.push({ name, ...(await examine().catch(failed)) });
  return findings;
}

const ok = (text: string): Omit<Finding, "name"> => ({ status: "ok", text });

const failed = (error: unknown): Omit<Finding, "name"> => ({
  status: "missing",
  text: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
  remedy:
    (error instanceof KnownError ? error.hint : undefined) ?? "npm ci installs every part again",
});

async function runtime(models: string): Promise<Omit<Finding, "name">> {
  const { onnxruntimeVersion } = await import("@pairlab/pipeline/adapters/onnx");
  const { usableProviders } = await import("@pairlab/pipeline/adapters/usable-providers");
  const graph = path.join(models, "mini-sdxl/components/text_encoder/model.onnx");
  const found = usableProviders(graph);
  const names = (works: boolean) =>
    found
      .filter(({ complaint }) => (complaint === null) === works)
      .map(({ provider }) => provider)
      .join(", ");
  const text = `${onnxruntimeVersion()}; works here: ${names(true)}; doesn't: ${names(false) || "none"}`;
  if (found.some(({ provider, complaint }) => provider === "cpu" && complaint === null))
    return ok(text);
  return { status: "missing", text, remedy: "npm ci installs every part again" };
}

function machine(root: string): Omit<Finding, "name"> {
  const gigabytes = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;
  const disk = statfsSync(root);
  const free = disk.bavail * disk.bsize;
  const text = `${os.availableParallelism()} cores, ${gigabytes(os.totalmem())} memory, ${gigabytes(free)} free on the disk`;
  if (free > 2 ** 30) return ok(text);
  return { status: "missing", text, remedy: "free 1 GiB: pictures, app and database need it" };
}

async function models(folder: string, everyFile: boolean): Promise<Omit<Finding, "name">> {
  const { readRegistry } = await import("@pairlab/pipeline/adapters/model-files");
  const registry = await readRegistry(folder);
  const located = registry.models.map((entry) => ({ folder, entry }));
  return modelFiles(located, everyFile, "git restore models brings the embedded models back");
}

async function addedModels(
  places: ModelPlaces,
  everyFile: boolean,
): Promise<Omit<Finding, "name">> {
  const { readModels } = await import("@pairlab/pipeline/adapters/located-models");
  const added = (await readModels(places)).filter(({ folder }) => folder !== places.models);
  if (added.length === 0) return ok("none; npx pairlab models add brings in others");
  return modelFiles(added, everyFile, "add it again, or npx pairlab models remove takes it away");
}

/** Whether files are there, and on request whether they hash to what is written down. */
async function modelFiles(
  located: readonly LocatedModel[],
  everyFile: boolean,
  remedy: string,
): Promise<Omit<Finding, "name">> {
  const { modelDamage } = await import("@pairlab/pipeline/adapters/model-files");
  const ids = located.map(({ entry }) => entry.id).join(", ");
  for (const { folder, entry } of located) {
    const absent = entry.files.find((file) => !existsSync(path.join(folder, file.path)));
    if (absent !== undefined)
      return { status: "missing", text: `${entry.id}: no ${absent.path} in ${folder}`, remedy };
    const [damage] = everyFile ? await modelDamage(folder, entry.files, {}) : [];
    if (damage !== undefined) return { status: "missing", text: `${entry.id}: ${damage}`, remedy };
  }
  const files = located.reduce((sum, { entry }) => sum + entry.files.length, 0);
  return ok(
    everyFile
      ? `${ids}; all ${files} files as written down`
      : `${ids}; files present, hashes not read`,
  );
}

async function database(file: string): Promise<Omit<Finding, "name">> {
  if (!existsSync(file)) return { status: "later", text: "none yet", remedy: "npm start makes it" };
  const { prepareDatabase } = await import("@pairlab/db/prepare-database");
  const opened = await prepareDatabase(file);
  try {
    const [studies, votes] = [await opened.study.count(), await opened.answer.count()];
    return ok(`${studies} studies, ${votes} answers in ${file}`);
  } finally {
    await opened.$disconnect();
  }
}

async function browser(): Promise<Omit<Finding, "name">> {
  const found = browserPath(environment.chromium);
  if (found !== undefined) return ok(found);
  return {
    status: "without",
    text: "no Chromium: the browser tests are skipped, everything else works",
    remedy: "install Debian's chromium, or set CHROMIUM to its path",
  };
}
