import { once } from "node:events";
import { createServer, request } from "node:http";

/**
 * The planted fault: in front of the app, it acknowledges every answer before the app has it.
 *
 * `target` is the app's origin at the moment; what it can't reach is forgotten.
 */
export async function hastyProxy(target: () => string): Promise<{ origin: string; stop(): void }> {
  const server = createServer((asked, reply) => {
    const chunks: Buffer[] = [];
    asked.on("data", (chunk: Buffer) => chunks.push(chunk));
    asked.on("end", () => {
      reply.writeHead(200, { "content-type": "application/json" }).end('{"status":"next"}');
      const { method = "POST", url = "/" } = asked;
      const headers = { ...asked.headers, origin: target(), host: new URL(target()).host };
      const sent = request(`${target()}${url}`, { method, headers }, (answer) => answer.resume());
      sent.on("error", () => undefined);
      sent.end(Buffer.concat(chunks));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
