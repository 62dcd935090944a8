import "server-only";
import { readFile } from "node:fs/promises";

// One set of headers for every picture, and no validator: neither age nor content can be told from them.
const headers = {
  "Content-Type": "image/png",
  "Content-Disposition": "inline",
  "Cache-Control": "private",
};

/** A prepared picture as the browser gets it. */
export async function pictureResponse(file: string): Promise<Response> {
  const bytes = await readFile(file);
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, "Content-Length": String(bytes.byteLength) },
  });
}

/** The one answer to every token that isn't this session's: unknown, foreign or torn. */
export function noPicture(): Response {
  return new Response("not found\n", {
    status: 404,
    headers: {
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": "10",
      "Cache-Control": "no-store",
    },
  });
}
