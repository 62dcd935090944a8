import { KnownError } from "@pairlab/domain/errors";
import type { HubFile } from "./hub-file.ts";
import { hubRequest, PassingFault, reasonOf } from "./hub-request.ts";
import type { HubCall } from "./list-hub-files.ts";

/** The bytes of a file from some place on. */
export interface FileBody {
  /** Where they begin: 0 when the server can't resume. */
  from: number;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Asks for what is missing of a file after its first `have` bytes.
 *
 * A server that answers a range with the whole file, or that knows no such range, gives the file from its beginning.
 * Throws: KnownError (missing, MODEL_DATA) where the answer speaks of a file of another size; PassingFault while
 *         the bytes are read, when the connection ends or brings nothing for too long.
 */
export async function fileBody(
  call: HubCall & { base: string },
  file: HubFile,
  have: number,
): Promise<FileBody> {
  const { endpoint, signal } = call;
  const address = `${call.base}/${file.path.split("/").map(encodeURIComponent).join("/")}`;
  const stall = stallWatch(endpoint.patience.stallMs);
  const ask = (headers: Record<string, string>) =>
    hubRequest(endpoint, address, { headers, signal: AbortSignal.any([signal, stall.signal]) });
  try {
    let response = await ask(have > 0 ? { range: `bytes=${have}-` } : {});
    if (response.status === 416) {
      await response.body?.cancel();
      response = await ask({});
    }
    const from = response.status === 206 ? have : 0;
    assertSize(file, from, response);
    return { from, bytes: chunks(response, stall, signal) };
  } catch (error) {
    const isStalled = stall.signal.aborted;
    stall.end();
    signal.throwIfAborted();
    throw isStalled ? new PassingFault("the server doesn't answer") : error;
  }
}

/** What the headers say of the size must agree with the listing, or the bytes would be another file's. */
function assertSize({ path, sizeBytes }: HubFile, from: number, response: Response): void {
  const { headers, status } = response;
  const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "");
  const isOtherRange =
    status === 206 &&
    (range === null ||
      Number(range[1]) !== from ||
      (range[2] !== "*" && Number(range[2]) !== sizeBytes));
  const length = headers.get("content-length");
  const isOtherLength = length !== null && Number(length) !== sizeBytes - from;
  if (status !== 416 && !isOtherRange && !isOtherLength) return;
  const said = isOtherRange ? `Content-Range ${headers.get("content-range")}` : `${length} bytes`;
  throw new KnownError(
    "missing",
    `mismatched download: the server offers ${said} of ${path}, listed are ${sizeBytes} bytes`,
    {
      code: "MODEL_DATA",
      hint: "run the same command again; if it happens again don't trust that server",
    },
  );
}

async function* chunks(
  response: Response,
  stall: StallWatch,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of response.body ?? []) {
      stall.alive();
      yield bytes;
    }
  } catch (cause) {
    signal.throwIfAborted();
    const reason = stall.signal.aborted ? "it brought nothing for too long" : reasonOf(cause);
    throw new PassingFault(`the connection broke (${reason})`, { cause });
  } finally {
    stall.end();
  }
}

interface StallWatch {
  signal: AbortSignal;
  alive(): void;
  /** Also lets go of a connection that nobody reads any more. */
  end(): void;
}

/** Aborts when nobody says `alive` for so long. */
function stallWatch(afterMs: number): StallWatch {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), afterMs);
  return {
    signal: abort.signal,
    alive: () => void timer.refresh(),
    end: () => {
      clearTimeout(timer);
      abort.abort();
    },
  };
}
