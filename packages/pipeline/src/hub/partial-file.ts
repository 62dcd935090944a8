import { type FileHandle, open, rm, stat } from "node:fs/promises";
import { KnownError } from "@pairlab/domain/errors";
import { contentCheck } from "./content-check.ts";
import type { HubFile } from "./hub-file.ts";

/** The beginning of a file that is arriving, hashed as far as it has come. */
export interface PartialFile {
  /** Bytes that are there. */
  have(): number;
  /** Begins anew: the server can't go on where it stopped. */
  restart(): Promise<void>;
  /** Throws: KnownError (missing, MODEL_DATA) for more bytes than listed; the file is thrown away. */
  append(bytes: Uint8Array): Promise<void>;
  /** SHA-256 of the whole, safely on the disk. Throws: KnownError (missing, MODEL_DATA) for other content; the file is thrown away. */
  finish(): Promise<string>;
  close(): Promise<void>;
}

/** Goes on with the partial file that is there, after reading it once for its hash, or begins one. */
export async function openPartialFile(
  path: string,
  listed: HubFile,
  signal: AbortSignal,
): Promise<PartialFile> {
  const found = (await stat(path).catch(() => undefined))?.size ?? 0;
  let have = found <= listed.sizeBytes ? found : 0;
  const handle = await open(path, have === 0 ? "w" : "r+");
  let check = await contentCheck(listed, have === 0 ? undefined : { file: path, signal });
  const throwAway = async (what: string): Promise<never> => {
    await rm(path, { force: true });
    throw new KnownError("missing", `mismatched download: ${listed.path} ${what}`, {
      code: "MODEL_DATA",
      hint: "it was thrown away; run the same command again, and if it happens again don't trust that server",
    });
  };
  return {
    have: () => have,
    restart: async () => {
      await handle.truncate(0);
      have = 0;
      check = await contentCheck(listed);
    },
    append: async (bytes) => {
      if (have + bytes.length > listed.sizeBytes)
        await throwAway(`is longer than the ${listed.sizeBytes} bytes listed`);
      await writeAll(handle, bytes, have);
      check.add(bytes);
      have += bytes.length;
    },
    finish: async () => {
      const { isListed, sha256, found: hex } = check.verdict();
      const kind = listed.hash.kind === "sha256" ? "SHA-256" : "git hash";
      if (!isListed) await throwAway(`has ${kind} ${hex}, listed is ${listed.hash.hex}`);
      await handle.sync();
      return sha256;
    },
    close: () => handle.close(),
  };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; )
    done += (await handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}
