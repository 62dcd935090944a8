import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { FileDownload } from "./download-file.ts";
import { hubFiles } from "./hub-file.ts";
import { commit, entry, type HubServer, repository, startHubServer } from "./hub-server.fixture.ts";
import type { HubCall } from "./list-hub-files.ts";

/** Quick to give up, for tests. */
export const impatience = { attempts: 3, firstPauseMs: 1, stallMs: 300 };

/** Bytes that differ everywhere, so that a wrong offset shows. */
export function someBytes(count: number, seed = 1): Buffer {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state >>> 24;
  };
  return Buffer.from(Uint8Array.from({ length: count }, next));
}

/** A folder that goes when the test ends. */
export function emptyFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "pairlab-hub-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A server that goes when the test ends. */
export async function hubServer(
  ...settings: Parameters<typeof startHubServer>
): Promise<HubServer> {
  const server = await startHubServer(...settings);
  onTestFinished(() => server.close());
  return server;
}

/** How a test asks a server, and what it was told meanwhile. */
export function callTo(server: HubServer, token?: string): HubCall & { remarks: string[] } {
  const remarks: string[] = [];
  return {
    endpoint: {
      url: server.url,
      ...(token === undefined ? {} : { token }),
      patience: impatience,
    },
    signal: new AbortController().signal,
    onRemark: (text) => void remarks.push(text),
    remarks,
  };
}

/** A download of one file from a server to a new folder. */
export function fileDownload(
  server: HubServer,
  name: string,
  bytes: Buffer,
  folder = emptyFolder(),
  token?: string,
) {
  const [file] = hubFiles([entry(name, bytes)], "test");
  if (file === undefined) throw new Error("an entry gives a file");
  const seen: number[] = [];
  const download: FileDownload & { remarks: string[] } = {
    ...callTo(server, token),
    base: `${server.url}/${repository}/resolve/${commit}`,
    folder,
    onBytes: (count) => void seen.push(count),
  };
  return { download, file, folder, seen };
}
