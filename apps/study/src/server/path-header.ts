/** The header in which `proxy.ts` tells the layout what was asked for: Next's layouts don't know. */
export const pathHeader = "x-pairlab-path";
