import "server-only";
import { rateLimit } from "./rate-limit.ts";

declare global {
  // Next loads modules once for each route; what is counted is counted once for all of them.
  var pairlabGates: Gates | undefined;
}

interface Gates {
  /** People who agree to take part, from one address: a lecture hall is let in, a script isn't. */
  sessions: ReturnType<typeof rateLimit>;
  /** Researcher keys that are tried, from one address. */
  signIns: ReturnType<typeof rateLimit>;
}

/** How often things may be tried from one address in an hour. Ours, to pilot. */
export function gates(): Gates {
  globalThis.pairlabGates ??= { sessions: rateLimit(120), signIns: rateLimit(60) };
  return globalThis.pairlabGates;
}
