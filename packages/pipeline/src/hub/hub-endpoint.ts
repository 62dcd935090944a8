import { KnownError } from "@pairlab/domain/errors";

/** A Hugging Face-compatible server, and how patient to be with it. */
export interface HubEndpoint {
  /** Without a slash at its end. */
  url: string;
  /** Sent to that server alone, and never shown. */
  token?: string;
  patience: Patience;
}

export interface Patience {
  /** Attempts in a row that bring nothing new before giving up. */
  attempts: number;
  /** Before the second attempt; doubled before each further one, up to a minute. */
  firstPauseMs: number;
  /** A connection that brings nothing for so long counts as dropped. */
  stallMs: number;
}

export const patience: Patience = { attempts: 5, firstPauseMs: 1000, stallMs: 60_000 };

/** The public server: contacted only when somebody adds a model by its repository's name. */
const publicHub = "https://huggingface.co";
const ownMachine = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The endpoint of the given settings; the public one where none is named.
 *
 * Throws: KnownError (input) for what isn't a web address, and (refused) for a token that would travel unencrypted.
 */
export function hubEndpoint(named: string | undefined, token: string | undefined): HubEndpoint {
  const url = URL.canParse(named || publicHub) ? new URL(named || publicHub) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== "")
    throw new KnownError("input", "invalid HF_ENDPOINT: not a web address", {
      hint: "set it to something like https://hub.example.org, or unset it",
    });
  if (token && url.protocol === "http:" && !ownMachine.includes(url.hostname))
    throw new KnownError(
      "refused",
      `invalid HF_ENDPOINT: ${url.origin} would get HF_TOKEN in the clear`,
      {
        hint: "use https, or unset HF_TOKEN",
      },
    );
  return {
    url: `${url.origin}${url.pathname}`.replace(/\/+$/, ""),
    ...(token ? { token } : {}),
    patience,
  };
}
