import { readFileSync } from "node:fs";
import path from "node:path";
import wabt from "wabt";

const root = path.resolve(import.meta.dirname, "..");

/** Every WebAssembly text of the repository, without `.wat`, and the name its bytes are exported by. */
export const watModules = [
  { file: "packages/domain/src/philox-words", name: "philoxWordsModule" },
  { file: "packages/metrics/src/votes/plain-rows", name: "plainRowsModule" },
  { file: "packages/metrics/src/fit/lane-sums", name: "laneSumsModule" },
] as const;

/** Where the bytes of a text are kept. */
export const moduleFile = (file: string): string => path.join(root, `${file}-module.ts`);

/** The TypeScript file that holds a WebAssembly text as bytes. */
export async function compiledWat({ file, name }: { file: string; name: string }): Promise<string> {
  const { parseWat } = await wabt();
  const wat = readFileSync(path.join(root, `${file}.wat`), "utf8");
  const module = parseWat(path.basename(file), wat, { simd: true });
  try {
    module.validate();
    const bytes = Buffer.from(module.toBinary({}).buffer).toString("base64");
    const lines = bytes.match(/.{1,90}/g) ?? [];
    return `/** \`${path.basename(file)}.wat\`, compiled by \`npx tsx tools/write-wat-modules.ts\`; base64. */
export const ${name} = [
${lines.map((line) => `  "${line}",`).join("\n")}
].join("");
`;
  } finally {
    module.destroy();
  }
}
