import { KnownError } from "@pairlab/domain/errors";
import type { Terminal } from "./terminal.ts";

/** On what terms a model may be used, as far as it is known here. */
export interface ModelTerms {
  licence: string;
  notice: string;
  address?: string;
}

/**
 * Shows a model's terms before anything is done with it.
 *
 * Throws: KnownError (refused) unless they were accepted.
 */
export function showTerms(
  terminal: Terminal,
  { licence, notice, address }: ModelTerms,
  isAccepted: boolean,
): void {
  const lines = [
    `licence  ${licence}`,
    ...(address ? [`         ${address}`] : []),
    `notice   ${notice}`,
  ];
  for (const line of lines) terminal.say(line);
  if (isAccepted) return;
  throw new KnownError("refused", `missing acceptance of the licence: ${licence}`, {
    code: "LICENCE",
    hint: "read it, then run the same command with --accept-licence",
  });
}
