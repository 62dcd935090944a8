import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { gates } from "./server/gates.ts";
import { nonceHeader } from "./server/nonce-header.ts";
import { pathHeader } from "./server/path-header.ts";
import { addressOf } from "./server/rate-limit.ts";
import { researcherCookie } from "./server/researcher.ts";

/**
 * Gives each page its own script nonce, and whoever opens a researcher link its cookie. A study's link with
 * parameters is an arrival: it is led to where they are taken out of the address.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, searchParams } = request.nextUrl;
  if (request.method === "GET" && /^\/s\/[^/]+$/.test(pathname) && searchParams.size > 0) {
    const address = request.nextUrl.clone();
    address.pathname = `${pathname}/enter`;
    return NextResponse.rewrite(address);
  }
  if (pathname.startsWith("/dashboard") && searchParams.has("key") && !mayTryKey(request))
    return new NextResponse("Too many attempts. Please try again in an hour.\n", { status: 429 });
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy); // Next reads the nonce from here
  headers.set(nonceHeader, nonce);
  headers.set(pathHeader, pathname);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  const cookie = researcherCookie(request);
  if (cookie !== undefined) response.headers.append("Set-Cookie", cookie);
  return response;
}

const mayTryKey = ({ headers }: NextRequest): boolean =>
  gates().signIns(addressOf(headers), Date.now());

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

// Pictures and reports set all their headers themselves; built files and the replies to answers need no policy.
export const config = {
  matcher: "/((?!_next/|i/|s/[^/]+/(?:practice/|answers$)|reports/|stage/|icon.svg).*)",
};
