// Bundles the pages with pictures: one script and one style sheet, named after their content, below public/stage.
// next.config.ts tells the server their names.
import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

const folder = import.meta.dirname;
const outdir = path.join(folder, "public/stage");
rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: [
    { in: path.join(folder, "src/stage/stage.tsx"), out: "script" },
    { in: path.join(folder, "src/stage/stage.css"), out: "style" },
  ],
  entryNames: "[name]-[hash]",
  outdir,
  ...{ bundle: true, minify: true, format: "esm", target: "es2022", jsx: "automatic" },
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
});
