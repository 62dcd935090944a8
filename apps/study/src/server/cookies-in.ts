import type { CookieReader } from "./session-cookie.ts";

/** Reads a request's `Cookie` header (RFC 6265 §5.4); of two cookies of one name the first, as browsers order them. */
export function cookiesIn(header: string | undefined): CookieReader {
  const found = new Map<string, string>();
  for (const pair of (header ?? "").split(";")) {
    const mark = pair.indexOf("=");
    const name = pair.slice(0, Math.max(mark, 0)).trim();
    if (name !== "" && !found.has(name)) found.set(name, pair.slice(mark + 1).trim());
  }
  return (name) => found.get(name);
}
