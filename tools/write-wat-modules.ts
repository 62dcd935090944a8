// Compiles every WebAssembly text of the repository into the TypeScript file beside it.
import { writeFileSync } from "node:fs";
import { compiledWat, moduleFile, watModules } from "./compiled-wat.ts";

for (const module of watModules) writeFileSync(moduleFile(module.file), await compiledWat(module));
