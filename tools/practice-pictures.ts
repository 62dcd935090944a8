// Draws datasets/practice: `npx tsx tools/practice-pictures.ts`.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { encodePng } from "@pairlab/pipeline/adapters/png";
import { practicePairs, practicePictures } from "./draw-practice-pictures.ts";

const folder = path.resolve(import.meta.dirname, "../datasets/practice");
mkdirSync(folder, { recursive: true });
for (const [name, pixels] of await practicePictures())
  writeFileSync(path.join(folder, name), await encodePng(pixels));
writeFileSync(path.join(folder, "practice.json"), `${JSON.stringify(practicePairs, null, 2)}\n`);
