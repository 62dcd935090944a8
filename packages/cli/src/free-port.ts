import { createServer } from "node:net";
import { KnownError } from "@pairlab/domain/errors";

const attempts = 50;

/**
 * The first port from `wanted` upwards that nobody listens on, on the loopback interface.
 *
 * Throws: KnownError (missing) when fifty in a row are taken.
 */
export async function freePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + attempts && port < 65_536; port += 1)
    if (await isFree(port)) return port;
  throw new KnownError(
    "missing",
    `missing a free port: ${wanted} and the next ${attempts - 1} are taken`,
    {
      hint: "choose another one: npm start -- --port 8000",
    },
  );
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(false);
      else reject(error);
    });
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () =>
      probe.close(() => resolve(true)),
    );
  });
}
