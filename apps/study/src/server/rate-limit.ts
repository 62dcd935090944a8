import { createHmac, randomBytes } from "node:crypto";

const hourMs = 60 * 60 * 1000;

/**
 * Counts what comes from one address in an hour, and says when it is too much.
 *
 * Addresses are kept as a hash, in memory, under a key that is drawn anew each hour; nothing is written. The
 * computer's own loopback address isn't counted: everybody on it is the operator.
 */
export function rateLimit(allowedAnHour: number): (address: string, nowMs: number) => boolean {
  let key = randomBytes(32);
  let begunMs = Number.NEGATIVE_INFINITY;
  const counts = new Map<string, number>();
  return (address, nowMs) => {
    if (isLoopback(address)) return true;
    if (Math.abs(nowMs - begunMs) >= hourMs) {
      key = randomBytes(32);
      begunMs = nowMs;
      counts.clear();
    }
    const name = createHmac("sha256", key).update(address).digest("base64url");
    const count = 1 + (counts.get(name) ?? 0);
    counts.set(name, count);
    return count <= allowedAnHour;
  };
}

/**
 * Where a request comes from: the address that the nearest proxy has added, or that Next found on the
 * connection.
 */
export const addressOf = (headers: Headers): string =>
  headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";

const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127(\.\d+){3}|)$/.test(address);
