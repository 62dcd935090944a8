import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export const commit = "c0ffee0000000000000000000000000000000001";
export const repository = "tester/tiny";
const pageSize = 10;

/** What the server was asked. */
export interface AskedRequest {
  path: string;
  range: string | undefined;
  authorization: string | undefined;
}

/** How the server answers one request instead of well. */
export type Misbehaviour = (
  response: ServerResponse,
  bytes: Buffer,
  request: IncomingMessage,
) => void;

export interface HubServer {
  url: string;
  asked: AskedRequest[];
  /** The next answers for a path, one a request; then it behaves. A path of the repository, or `revision` or `tree`. */
  misbehave(path: string, ...answers: Misbehaviour[]): void;
  close(): Promise<void>;
}

/** A Hugging Face-compatible server of one repository on this machine. */
export async function startHubServer(
  files: Readonly<Record<string, Buffer>>,
  {
    name = repository,
    cardData = {} as object,
    listed = (path: string, bytes: Buffer): object => entry(path, bytes),
  } = {},
): Promise<HubServer> {
  const asked: AskedRequest[] = [];
  const wayward = new Map<string, Misbehaviour[]>();
  const listing = Object.entries(files).map(([path, bytes]) => listed(path, bytes));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const path = decodeURIComponent(url.pathname);
    const { range, authorization } = request.headers;
    asked.push({ path: request.url ?? "", range, authorization });
    const { what, bytes, page } = found(path, url.searchParams);
    const misbehaviour = wayward.get(what)?.shift();
    if (misbehaviour) misbehaviour(response, bytes ?? Buffer.alloc(0), request);
    else if (bytes === undefined) response.writeHead(404).end();
    else if (page !== undefined) serveJson(response, bytes, page);
    else serveFile(response, bytes, range);
  });
  const found = (path: string, query: URLSearchParams) => {
    if (path.startsWith(`/api/models/${name}/revision/`))
      return { what: "revision", bytes: json({ sha: commit, cardData }), page: "" };
    if (path === `/api/models/${name}/tree/${commit}`) {
      const from = Number(query.get("cursor") ?? 0);
      const next =
        from + pageSize < listing.length
          ? `${url}${path}?recursive=true&cursor=${from + pageSize}`
          : "";
      return { what: "tree", bytes: json(listing.slice(from, from + pageSize)), page: next };
    }
    const file = path.replace(`/${name}/resolve/${commit}/`, "").replace("/storage/", "");
    return { what: file, bytes: files[file], page: undefined };
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    asked,
    misbehave: (path, ...answers) =>
      void wayward.set(path, [...(wayward.get(path) ?? []), ...answers]),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

const json = (document: unknown): Buffer => Buffer.from(JSON.stringify(document));

/** A file's line in the tree listing: large ones by SHA-256, small ones by git's hash. */
export function entry(path: string, bytes: Buffer): object {
  const gitHash = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
  if (!/\.onnx|data/.test(path)) return { type: "file", oid: gitHash, size: bytes.length, path };
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    type: "file",
    oid: "0".repeat(40),
    size: bytes.length,
    lfs: { oid: sha256, size: bytes.length, pointerSize: 134 },
    path,
  };
}

function serveJson(response: ServerResponse, bytes: Buffer, next: string): void {
  const link = next === "" ? {} : { link: `<${next}>; rel="next"` };
  response.writeHead(200, { "content-type": "application/json", ...link }).end(bytes);
}

function serveFile(response: ServerResponse, bytes: Buffer, range: string | undefined): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
  if (range === undefined) response.writeHead(200, { "content-length": bytes.length }).end(bytes);
  else if (from >= bytes.length)
    response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
  else
    response
      .writeHead(206, {
        "content-length": bytes.length - from,
        "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
      })
      .end(bytes.subarray(from));
}

/** Sends so many bytes more, as asked for, then breaks the connection. */
export const dropsAfter =
  (count: number): Misbehaviour =>
  (response, bytes, { headers: { range } }) => {
    const from = Number(/^bytes=(\d+)-$/.exec(range ?? "")?.[1] ?? 0);
    const headers = {
      "content-length": bytes.length - from,
      ...(range === undefined
        ? {}
        : { "content-range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
    };
    response.writeHead(range === undefined ? 200 : 206, headers);
    response.write(bytes.subarray(from, from + count), () => response.destroy());
  };

/** A status and headers, with the file's bytes or none. */
export const answers =
  (status: number, headers: Record<string, string> = {}, body?: Buffer): Misbehaviour =>
  (response) =>
    void response.writeHead(status, headers).end(body);

/** The whole file, whatever was asked for. */
export const ignoresRange: Misbehaviour = (response, bytes) =>
  void response.writeHead(200, { "content-length": bytes.length }).end(bytes);

/** As many bytes, others. */
export const servesOtherBytes: Misbehaviour = (response, bytes) =>
  void response
    .writeHead(200, { "content-length": bytes.length })
    .end(bytes.map((byte) => byte ^ 1));

/** Sends the file without saying how long it is, and more than that. */
export const servesTooMuch: Misbehaviour = (response, bytes) => {
  response.writeHead(200);
  response.write(bytes);
  response.end(bytes);
};

/** Sends some bytes and then nothing, without hanging up. */
export const stallsAfter =
  (count: number): Misbehaviour =>
  (response, bytes) => {
    response.writeHead(200, { "content-length": bytes.length });
    response.write(bytes.subarray(0, count));
  };
