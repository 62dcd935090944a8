import { KnownError } from "@pairlab/domain/errors";

/** An option's value as the origin the app is served at. Throws: KnownError (input) for anything else. */
export const servedAt =
  (flag: string) =>
  (value: string): string => {
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url !== undefined && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`)
      return url.origin;
    throw new KnownError("input", `invalid ${flag}: ${value}`, {
      hint: "give scheme and host alone, such as https://study.example.org: the app is served at the root",
    });
  };
