import { createHmac, timingSafeEqual } from "node:crypto";

/** A value with its signature, fit for a cookie: `<value>~<base64url HMAC-SHA-256>`. */
export function signValue(value: string, purpose: string, key: string): string {
  return `${value}~${signature(value, purpose, key)}`;
}

/** The value of a signed text; undefined when it is forged, torn or signed for something else. */
export function verifiedValue(signed: string, purpose: string, key: string): string | undefined {
  const mark = signed.lastIndexOf("~");
  if (mark === -1) return undefined;
  const value = signed.slice(0, mark);
  return sameText(signed.slice(mark + 1), signature(value, purpose, key)) ? value : undefined;
}

/** Whether two texts are equal, in a time that doesn't tell where they differ. */
export function sameText(given: string, expected: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const signature = (value: string, purpose: string, key: string) =>
  createHmac("sha256", key).update(`${purpose}\n${value}`).digest("base64url");
