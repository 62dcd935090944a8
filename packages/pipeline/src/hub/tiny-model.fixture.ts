import { readFileSync } from "node:fs";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { ModelRegistry } from "@pairlab/domain/model-registry";

const models = path.resolve(import.meta.dirname, "../../../../models");

/** The files of an embedded model as a repository of its own would hold them, by path. */
export function repositoryFiles(id = "mini-sdxl-turbo"): Record<string, Buffer> {
  const registry = ModelRegistry.parse(
    JSON.parse(readFileSync(path.join(models, "registry.json"), "utf8")),
  );
  const entry = at(
    registry.models.filter((model) => model.id === id),
    0,
  );
  const folders = Object.entries(entry.components);
  return Object.fromEntries(
    entry.files.map((file) => {
      const folder = path.posix.dirname(file.path);
      const component = folders.find(([, place]) => place === folder)?.[0];
      const name = path.posix.basename(file.path);
      const bytes = readFileSync(path.join(models, file.path));
      return [component === undefined ? name : `${component}/${name}`, bytes];
    }),
  );
}
