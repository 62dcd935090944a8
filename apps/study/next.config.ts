import path from "node:path";
import type { NextConfig } from "next";

const root = path.resolve(import.meta.dirname, "../..");

// The same for every answer of the app; what differs by page (the nonce) is added by proxy.ts.
const securityHeaders = {
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
};

const config: NextConfig = {
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
  ],
};

export default config;
