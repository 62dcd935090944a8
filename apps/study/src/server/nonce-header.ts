/** The header in which `proxy.ts` tells a route the nonce of the page's policy. */
export const nonceHeader = "x-pairlab-nonce";
