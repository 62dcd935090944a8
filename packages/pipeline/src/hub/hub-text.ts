import { KnownError } from "@pairlab/domain/errors";
import { contentCheck } from "./content-check.ts";
import { fileBody } from "./file-body.ts";
import type { HubFile } from "./hub-file.ts";
import { PassingFault } from "./hub-request.ts";
import type { HubCall } from "./list-hub-files.ts";
import { patiently } from "./patiently.ts";

const mostBytes = 1_000_000;

/** The text of a small file of a repository, checked like a download but not stored. */
export async function hubText(call: HubCall & { base: string }, file: HubFile): Promise<string> {
  if (file.sizeBytes > mostBytes) throw wrong(file, `is ${file.sizeBytes} bytes large`);
  const attempt = async (): Promise<string> => {
    const check = await contentCheck(file);
    const parts: Uint8Array[] = [];
    let have = 0;
    for await (const bytes of (await fileBody(call, file, 0)).bytes) {
      check.add(bytes);
      parts.push(bytes);
      have += bytes.length;
      if (have > file.sizeBytes) throw wrong(file, "is longer than listed");
    }
    if (have < file.sizeBytes) throw new PassingFault(`${file.path}: the connection ended early`);
    if (!check.verdict().isListed) throw wrong(file, "isn't what the listing says");
    return Buffer.concat(parts).toString("utf8");
  };
  const { endpoint, signal, onRemark } = call;
  return patiently(endpoint.patience, { attempt, progress: () => 0, signal, onRemark });
}

const wrong = ({ path }: HubFile, what: string) =>
  new KnownError("missing", `mismatched download: ${path} ${what}`, {
    code: "MODEL_DATA",
    hint: "run the same command again; if it happens again don't trust that server",
  });
