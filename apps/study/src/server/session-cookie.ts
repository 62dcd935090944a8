import { signValue, verifiedValue } from "./signed-value.ts";

const purpose = "session";
const monthSeconds = 30 * 24 * 60 * 60;

/** Reads one cookie of a request. */
export type CookieReader = (name: string) => string | undefined;

/** The name of a study's session cookie: one person may take part in several studies. */
const sessionCookieName = (studyId: string) => `pairlab.${studyId}`;

/** The session id in a request's cookies; undefined when there is none that we signed. */
export function sessionIdOf(read: CookieReader, studyId: string, key: string): string | undefined {
  const value = readCookie(read, sessionCookieName(studyId));
  return value === undefined ? undefined : verifiedValue(value, purpose, key);
}

/** A `Set-Cookie` header for a session. */
export const sessionCookie = (
  { studyId, sessionId }: { studyId: string; sessionId: string },
  key: string,
  secure: boolean,
): string =>
  cookieHeader(
    sessionCookieName(studyId),
    signValue(sessionId, purpose, key),
    monthSeconds,
    secure,
  );

/**
 * A `Set-Cookie` header. Where the page came by TLS it is `Secure` and bound to this host by its name's prefix
 * (RFC 6265bis §4.1.3.2); over plain HTTP, as on a computer's own loopback address, it has neither.
 */
export function cookieHeader(
  name: string,
  value: string,
  seconds: number,
  secure: boolean,
): string {
  const words = ["Path=/", `Max-Age=${seconds}`, "HttpOnly", "SameSite=Lax"];
  const full = secure ? `${hostPrefix}${name}` : name;
  return [`${full}=${value}`, ...words, ...(secure ? ["Secure"] : [])].join("; ");
}

/** A cookie's value under either of its names. */
export const readCookie = (read: CookieReader, name: string): string | undefined =>
  read(`${hostPrefix}${name}`) ?? read(name);

const hostPrefix = "__Host-";

/** Whether the page that sent a request came by TLS. */
export const isSecure = (headers: Headers): boolean => headers.get("x-forwarded-proto") === "https";
