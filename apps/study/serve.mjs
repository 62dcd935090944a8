// The server: answers go straight to the study, everything else to Next. node apps/study/serve.mjs -H 127.0.0.1 -p 3000
import { createServer } from "node:http";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    hostname: { type: "string", short: "H", default: "127.0.0.1" },
    port: { type: "string", short: "p", default: "3000" },
  },
});
const hostname = values.hostname;
const port = Number(values.port);
// biome-ignore lint/style/noProcessEnv: React reads it when it is loaded
process.env.NODE_ENV = "production";
const { default: next } = await import("next");

// src/instrumentation.ts opens the state folder, or ends the process; it hands over what takes answers.
const handedOver = new Promise((resolve) => {
  globalThis.pairlabHandOver = resolve;
});
const app = next({ dev: false, dir: import.meta.dirname, hostname, port });
await app.prepare();
const takeDirectly = await handedOver;
const toNext = app.getRequestHandler();

const server = createServer((request, response) => {
  if (!takeDirectly(request, response)) void toNext(request, response);
}).listen(port, hostname);

// What has been asked is answered first.
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => server.close(() => process.exit(0)));
