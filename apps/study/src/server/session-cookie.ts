import { signValue, verifiedValue } from "./signed-value.ts";

const purpose = "session";
const monthSeconds = 30 * 24 * 60 * 60;

/** The name of a study's session cookie: one person may take part in several studies. */
export const sessionCookieName = (studyId: string) => `pairlab.${studyId}`;

/** The session id in a cookie's value; undefined when we didn't sign it. */
export const sessionIdOf = (value: string | undefined, key: string): string | undefined =>
  value === undefined ? undefined : verifiedValue(value, purpose, key);

/** A `Set-Cookie` header for a new session. `Secure` wherever the page came by TLS. */
export function sessionCookie(
  { studyId, sessionId }: { studyId: string; sessionId: string },
  key: string,
  secure: boolean,
): string {
  const value = signValue(sessionId, purpose, key);
  const words = [`Path=/`, `Max-Age=${monthSeconds}`, "HttpOnly", "SameSite=Lax"];
  return [`${sessionCookieName(studyId)}=${value}`, ...words, ...(secure ? ["Secure"] : [])].join(
    "; ",
  );
}
