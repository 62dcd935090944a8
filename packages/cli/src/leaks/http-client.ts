import { Agent, request } from "node:http";

/** An answer with everything that can be seen of it from outside. */
export interface Heard {
  path: string;
  status: number;
  /** Names and values as they came, in their order. */
  headers: readonly (readonly [name: string, value: string])[];
  body: Buffer;
  /** From asking to the first byte and to the last one. */
  firstByteMs: number;
  endMs: number;
  /** On the clock of this process. */
  endedAtMs: number;
}

export interface Asked {
  method?: "GET" | "POST" | "HEAD";
  headers?: Record<string, string>;
  body?: string;
}

/** A browser without a window: keeps connections and nothing else. */
export function httpClient(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 });
  const ask = (path: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Heard> =>
    new Promise((resolve, reject) => {
      const startMs = performance.now();
      const sent = request(new URL(path, origin), { agent, method, headers }, (response) => {
        const firstByteMs = performance.now() - startMs;
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const endedAtMs = performance.now();
          resolve({
            ...{ path, firstByteMs, endedAtMs, endMs: endedAtMs - startMs },
            status: response.statusCode ?? 0,
            headers: inPairs(response.rawHeaders),
            body: Buffer.concat(chunks),
          });
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  return { origin, ask, close: () => agent.destroy() };
}
export type HttpClient = ReturnType<typeof httpClient>;

/** The value of a header; undefined when it isn't there. */
export const headerOf = ({ headers }: Pick<Heard, "headers">, name: string): string | undefined =>
  headers.find(([found]) => found.toLowerCase() === name)?.[1];

const inPairs = (raw: readonly string[]): [string, string][] =>
  Array.from({ length: raw.length / 2 }, (_, index) => [
    raw[2 * index] ?? "",
    raw[2 * index + 1] ?? "",
  ]);
