import { KnownError } from "@pairlab/domain/errors";
import type { ModelPreset } from "@pairlab/pipeline/presets/model-preset";
import type { Terminal } from "./terminal.ts";

/** On what terms a model may be used, as far as it is known here. */
export interface ModelTerms {
  licence: string;
  notice: string;
  address?: string;
  /** The licence's name or the notice was written down without comparing it with the publication. */
  isSecondHand?: boolean;
}

/**
 * Shows a model's terms before anything is done with it.
 *
 * Throws: KnownError (refused) unless they were accepted.
 */
export function showTerms(
  terminal: Terminal,
  { licence, notice, address, isSecondHand }: ModelTerms,
  isAccepted: boolean,
): void {
  const lines = [
    `licence  ${licence}`,
    ...(address ? [`         ${address}`] : []),
    `notice   ${notice}`,
    ...(isSecondHand ? ["         written down second-hand: the model's own page decides"] : []),
  ];
  for (const line of lines) terminal.say(line);
  if (isAccepted) return;
  throw new KnownError("refused", `missing acceptance of the licence: ${licence}`, {
    code: "LICENCE",
    hint: "read it, then run the same command with --accept-licence",
  });
}

/** Whether what a preset says of its model's terms wasn't compared with the publication. */
export const isSecondHand = ({ unverified }: Pick<ModelPreset, "unverified">): boolean =>
  unverified.some((field) => field === "licence" || field === "notice");
