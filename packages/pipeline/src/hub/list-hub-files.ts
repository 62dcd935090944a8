import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import { z } from "zod";
import type { HubEndpoint } from "./hub-endpoint.ts";
import { type HubFile, hubFiles } from "./hub-file.ts";
import { hubRequest, PassingFault, place, reasonOf } from "./hub-request.ts";
import { patiently } from "./patiently.ts";

/** How a repository is asked for things. */
export interface HubCall {
  endpoint: HubEndpoint;
  signal: AbortSignal;
  onRemark: (text: string) => void;
}

const mostPages = 1000;

const Revision = z.looseObject({
  sha: z.string().regex(/^[0-9a-f]{40}$/, "use a commit"),
  cardData: z
    .looseObject({
      license: z.union([z.string(), z.array(z.string())]).nullish(),
      license_name: z.string().nullish(),
    })
    .nullish()
    .catch(null),
});

/** A repository at one commit, whatever a branch's name comes to mean later. */
export interface HubRevision {
  commit: string;
  /** As the repository's card states it. */
  licence?: string;
}

/** The commit that a branch, tag or `refs/pr/<n>` names now. Throws: KnownError; see hubRequest. */
export async function hubRevision(
  call: HubCall,
  repository: string,
  revision: string,
): Promise<HubRevision> {
  const address = `${call.endpoint.url}/api/models/${repository}/revision/${encodeURIComponent(revision)}`;
  const { document } = await readPage(call, address);
  const { sha, cardData } = parseDocument(Revision, document, `answer of ${address}`);
  const stated = cardData?.license;
  const licence =
    cardData?.license_name ?? (Array.isArray(stated) ? stated.join(", ") : stated) ?? undefined;
  return { commit: sha, ...(licence ? { licence } : {}) };
}

/**
 * Every file of a repository at a commit, over all pages of the listing.
 *
 * Throws: KnownError (input, HUB_LISTING) for a listing that doesn't make sense; see also hubRequest.
 */
export async function listHubFiles(
  call: HubCall,
  repository: string,
  commit: string,
): Promise<HubFile[]> {
  const files = new Map<string, HubFile>();
  const seen = new Set<string>();
  let address: string | undefined =
    `${call.endpoint.url}/api/models/${repository}/tree/${commit}?recursive=true`;
  while (address !== undefined) {
    if (seen.has(address) || seen.size >= mostPages) throw endless(address);
    seen.add(address);
    const page: Page = await readPage(call, address);
    for (const file of hubFiles(page.document, `listing of ${repository}`)) {
      if (files.has(file.path)) throw twice(file.path, repository);
      files.set(file.path, file);
    }
    address = page.next;
  }
  return [...files.values()];
}

interface Page {
  document: unknown;
  /** Address of the next page. */
  next?: string;
}

async function readPage({ endpoint, signal, onRemark }: HubCall, address: string): Promise<Page> {
  const attempt = async (): Promise<Page> => {
    const stall = AbortSignal.timeout(endpoint.patience.stallMs);
    const response = await hubRequest(endpoint, address, {
      signal: AbortSignal.any([signal, stall]),
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw stall.aborted ? new PassingFault(`no answer from ${place(new URL(address))}`) : error;
    });
    const document = await jsonOf(response, address);
    const next = nextPage(response.headers.get("link"), address);
    return { document, ...(next === undefined ? {} : { next }) };
  };
  return patiently(endpoint.patience, { attempt, progress: () => 0, signal, onRemark });
}

/** A body that breaks off is a dropped connection, and so is JSON that ends too early. */
async function jsonOf(response: Response, address: string): Promise<unknown> {
  try {
    return JSON.parse(await response.text());
  } catch (cause) {
    throw new PassingFault(`a broken answer from ${place(new URL(address))} (${reasonOf(cause)})`, {
      cause,
    });
  }
}

/** The address behind `rel="next"`; pages of another server aren't asked for. */
function nextPage(link: string | null, address: string): string | undefined {
  const found = /<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(link ?? "")?.[1];
  if (found === undefined) return undefined;
  const next = URL.canParse(found, address) ? new URL(found, address) : undefined;
  if (next?.origin === new URL(address).origin) return next.href;
  throw new KnownError("input", `invalid listing: its next page is elsewhere (${found})`, {
    code: "HUB_LISTING",
    hint: "check HF_ENDPOINT",
  });
}

const endless = (address: string) =>
  new KnownError("input", `invalid listing: it goes round in circles (${address})`, {
    code: "HUB_LISTING",
    hint: "check HF_ENDPOINT",
  });

const twice = (file: string, repository: string) =>
  new KnownError("input", `duplicate file in a listing: ${file} (${repository})`, {
    code: "HUB_LISTING",
    hint: "check HF_ENDPOINT",
  });
