// Writes models/registry.json from the model folders: `npx tsx tools/write-registry.ts`. A test says when it is out of date.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { buildRegistry } from "./build-registry.ts";

const root = path.resolve(import.meta.dirname, "..");
const file = path.join(root, "models/registry.json");
writeFileSync(file, `${JSON.stringify(buildRegistry(path.join(root, "models")), null, 2)}\n`);
