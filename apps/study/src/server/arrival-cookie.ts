import { z } from "zod";
import { type CookieReader, cookieHeader, readCookie } from "./session-cookie.ts";
import { signValue, verifiedValue } from "./signed-value.ts";

/** What somebody brought with their link. Stays in their own browser until they agree. */
const Arrival = z.strictObject({
  id: z.string().nullable(),
  visit: z.string().nullable(),
  isPreview: z.boolean(),
});
export type Arrival = z.infer<typeof Arrival>;

const purpose = "arrival";
const daySeconds = 24 * 60 * 60;
const cookieName = (studyId: string) => `pairlab.${studyId}.arrival`;

/** What a request's cookies say of how somebody came; undefined when there is nothing that we signed. */
export function arrivalOf(read: CookieReader, studyId: string, key: string): Arrival | undefined {
  const value = readCookie(read, cookieName(studyId));
  if (value === undefined) return undefined;
  const text = verifiedValue(value, `${purpose} ${studyId}`, key);
  if (text === undefined) return undefined;
  return Arrival.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
}

/** A `Set-Cookie` header that keeps how somebody came, for a day. */
export function arrivalCookie(
  studyId: string,
  arrival: Arrival,
  key: string,
  secure: boolean,
): string {
  const text = Buffer.from(JSON.stringify(arrival)).toString("base64url");
  const value = signValue(text, `${purpose} ${studyId}`, key);
  return cookieHeader(cookieName(studyId), value, daySeconds, secure);
}

/** A `Set-Cookie` header that forgets it. */
export const noArrivalCookie = (studyId: string, secure: boolean): string =>
  cookieHeader(cookieName(studyId), "", 0, secure);
