import type { Recruitment } from "@pairlab/domain/recruitment";

const prolificReturn = "https://app.prolific.com/submissions/complete?cc=";

/**
 * Where somebody goes with a code: back to who sent them.
 *
 * Result: undefined where nobody did, or where the panel has no address for it.
 */
export function returnLink(
  recruitment: Recruitment,
  code: string | undefined,
  outsideId: string | undefined,
): string | undefined {
  if (recruitment === "open" || recruitment.kind === "invitations") return undefined;
  if (recruitment.kind === "prolific")
    return code === undefined ? undefined : prolificReturn + encodeURIComponent(code);
  const { returnUrl } = recruitment;
  if (returnUrl === undefined) return undefined;
  if (needs(returnUrl, "{id}", outsideId) || needs(returnUrl, "{code}", code)) return undefined;
  return returnUrl
    .replaceAll("{id}", encodeURIComponent(outsideId ?? ""))
    .replaceAll("{code}", encodeURIComponent(code ?? ""));
}

const needs = (url: string, mark: string, value: string | undefined): boolean =>
  url.includes(mark) && value === undefined;
