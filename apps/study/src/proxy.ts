import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { researcherCookie } from "./server/researcher.ts";

/** Gives each page its own script nonce, and whoever opens a researcher link its cookie. */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy(randomBytes(16).toString("base64"));
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy); // Next reads the nonce from here
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  const cookie = researcherCookie(request);
  if (cookie !== undefined) response.headers.append("Set-Cookie", cookie);
  return response;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

// Pictures and reports set all their headers themselves; built files need no policy.
export const config = { matcher: "/((?!_next/|i/|reports/|icon.svg).*)" };
