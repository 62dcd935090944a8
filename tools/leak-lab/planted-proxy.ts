import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Between } from "../../packages/cli/src/leaks/examine-leaks.ts";
import { type Heard, httpClient } from "../../packages/cli/src/leaks/http-client.ts";
import type { Rehearsal } from "../../packages/cli/src/leaks/rehearse-study.ts";
import { type PlantedLeak, tokensIn, withBody } from "./planted-leaks.ts";

/**
 * A server between visitors and the app that leaks on purpose. It takes the arms from the rehearsal's database; the
 * app knows nothing of it, and no deployment contains it.
 */
export const plantedProxy =
  (leak: PlantedLeak): Between =>
  async (rehearsal, origin) => {
    const client = httpClient(origin);
    const arms = new Map<string, number>();
    const real = new Map<string, string>();
    const server = createServer((request, response) => {
      void forward(request, response).catch(() => response.destroy());
    });

    async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { method, url = "/", headers } = request;
      const token = /^\/i\/([\w-]+)$/.exec(url)?.[1] ?? "";
      const heard = await client.ask(real.has(token) ? `/i/${real.get(token)}` : url, {
        method: method === "POST" ? "POST" : "GET",
        headers: passedOn(headers, origin),
        body: await bodyOf(request),
      });
      const arm = arms.get(token);
      const out = arm === undefined ? await textAnswer(heard) : await pictureAnswer(heard, arm);
      response.writeHead(heard.status, out.headers.flat());
      response.end(out.body);
    }

    const pictureAnswer = async ({ status, headers, body }: Heard, arm: number) => {
      await later(leak.delayMs?.(arm));
      if (status !== 200) return { headers: kept(headers), body };
      const answer = { headers: kept(headers), body };
      return leak.picture?.(answer, arm) ?? answer;
    };

    async function textAnswer({ headers, body }: Heard) {
      const found = tokensIn(body.toString());
      if (found.length === 0) return { headers: kept(headers), body };
      for (const [token, arm] of await armsOf(rehearsal, found)) {
        const shown = leak.token?.(token, arm) ?? token;
        arms.set(token, arm);
        arms.set(shown, arm);
        real.set(shown, token);
      }
      const shownAs = new Map([...real].map(([shown, token]) => [token, shown]));
      const renamed = body
        .toString()
        .replace(/\/i\/([\w-]+)/g, (_, token: string) => `/i/${shownAs.get(token) ?? token}`);
      const text = leak.text?.(renamed, (token) => arms.get(token) ?? 0) ?? renamed;
      return withBody(kept(headers), Buffer.from(text));
    }

    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return {
      origin: `http://127.0.0.1:${address.port}`,
      stop: async () => {
        client.close();
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      },
    };
  };

async function armsOf({ database, plan }: Rehearsal, tokens: readonly string[]) {
  const rows = await database.token.findMany({ where: { token: { in: [...tokens] } } });
  const stimuli = await database.stimulus.findMany({
    where: { id: { in: rows.map(({ stimulusId }) => stimulusId) } },
    select: { id: true, armId: true },
  });
  const armOf = new Map(stimuli.map(({ id, armId }) => [id, plan.arms.indexOf(armId)]));
  return rows.map(({ token, stimulusId }) => [token, armOf.get(stimulusId) ?? 0] as const);
}

const later = async (delayMs: number | undefined): Promise<void> => {
  if (delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, delayMs));
};

const connection = ["connection", "keep-alive", "transfer-encoding"];

/** Headers that aren't the connection's own. */
const kept = (headers: Heard["headers"]): [string, string][] =>
  headers
    .filter(([name]) => !connection.includes(name.toLowerCase()))
    .map(([name, value]) => [name, value]);

/** Cookie, type and an origin that the app takes for its own. */
function passedOn(
  { cookie, origin, "content-type": type }: IncomingMessage["headers"],
  own: string,
): Record<string, string> {
  return {
    ...(cookie !== undefined && { cookie }),
    ...(type !== undefined && { "content-type": type }),
    ...(origin !== undefined && { origin: own }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
