import { KnownError } from "@pairlab/domain/errors";

/** What of a request is needed to read its body. */
export interface BodySource {
  headers: Pick<Headers, "get">;
  body: AsyncIterable<Uint8Array> | null;
}

/** The text of a request's body. Throws: KnownError (input) as soon as it is longer than allowed. */
export async function readBody(request: BodySource, limitBytes: number): Promise<string> {
  const tooLong = () =>
    new KnownError("input", `invalid body: more than ${limitBytes} bytes`, {
      code: "too-long",
      hint: "send one answer a request",
    });
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLong();
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > limitBytes) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The JSON document in a request's body. Throws: KnownError (input) when it is too long or not JSON. */
export async function readJson(request: BodySource, limitBytes: number): Promise<unknown> {
  const text = await readBody(request, limitBytes);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new KnownError("input", "invalid body: not JSON", {
      hint: "send a JSON document",
      cause,
    });
  }
}
