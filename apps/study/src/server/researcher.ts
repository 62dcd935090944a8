import type { NextRequest } from "next/server";
import { app } from "./app.ts";
import { sameText, signValue, verifiedValue } from "./signed-value.ts";

const cookieName = "pairlab.researcher";
const purpose = "researcher";
const hours = 12;

/** Whether a request may see the dashboard: by the key in its address or by the cookie it led to. */
export function isResearcher(request: { key?: string; cookie?: string }): boolean {
  const { researcherKey, sessionKey } = app().secrets;
  if (request.key !== undefined) return sameText(request.key, researcherKey);
  if (request.cookie === undefined) return false;
  const expires = verifiedValue(request.cookie, purpose, sessionKey + researcherKey);
  return expires !== undefined && Date.now() < Number(expires);
}

export const researcherCookieName = cookieName;

/** A `Set-Cookie` header for a dashboard request that brings the right key; undefined otherwise. */
export function researcherCookie(request: NextRequest): string | undefined {
  if (!request.nextUrl.pathname.startsWith("/dashboard")) return undefined;
  const key = request.nextUrl.searchParams.get("key");
  if (key === null || !isResearcher({ key })) return undefined;
  const { researcherKey, sessionKey } = app().secrets;
  const expires = String(Date.now() + hours * 3_600_000);
  const value = signValue(expires, purpose, sessionKey + researcherKey);
  const secure = request.headers.get("x-forwarded-proto") === "https";
  const words = ["Path=/", `Max-Age=${hours * 3600}`, "HttpOnly", "SameSite=Lax"];
  return [`${cookieName}=${value}`, ...words, ...(secure ? ["Secure"] : [])].join("; ");
}
