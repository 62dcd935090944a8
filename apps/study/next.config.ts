import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { NextConfig } from "next";

const root = path.resolve(import.meta.dirname, "../..");

// The same for every answer of the app; what differs by page (the nonce) is added by proxy.ts.
const securityHeaders: Record<string, string> = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "src/security-headers.json"), "utf8"),
);

/** The SHA-256 of each language's sentences: each session says which it has read. */
const texts = Object.fromEntries(
  ["en", "de", "es"].map((language) => {
    const file = path.resolve(import.meta.dirname, `src/texts/${language}.ts`);
    return [language, createHash("sha256").update(readFileSync(file)).digest("hex")];
  }),
);

/** What the pages with pictures load: `build-stage.mjs` has named it after its content. */
const stageFiles = Object.fromEntries(
  readdirSync(path.resolve(import.meta.dirname, "public/stage")).map((file) => [
    file.split("-")[0],
    file,
  ]),
);

const config: NextConfig = {
  env: { PAIRLAB_TEXTS: JSON.stringify(texts), PAIRLAB_STAGE: JSON.stringify(stageFiles) },
  poweredByHeader: false,
  reactStrictMode: true,
  // Workspaces are TypeScript sources without a build of their own.
  transpilePackages: ["@pairlab/db", "@pairlab/domain", "@pairlab/metrics"],
  serverExternalPackages: [
    "@prisma/adapter-libsql",
    "@prisma/client",
    "@libsql/client",
    "libsql",
    "@napi-rs/canvas",
  ],
  outputFileTracingRoot: root,
  turbopack: { root },
  headers: async () => [
    {
      source: "/:path*",
      headers: Object.entries(securityHeaders).map(([key, value]) => ({ key, value })),
    },
    {
      source: "/stage/:file",
      headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
    },
  ],
};

export default config;
