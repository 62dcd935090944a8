import type { BlockView } from "./trial-view.ts";

/** What decides where pages stand between pairs. */
export interface FormPages {
  planned: number;
  blocks: readonly Pick<BlockView, "firstTrial">[];
  /** Trials before which there is a rest, beside those that begin a block. */
  breaks: readonly number[];
}

/** Whether a page stands before a trial: of a block, of a rest, or, behind the last trial, the last page. */
export const hasPageBefore = ({ planned, blocks, breaks }: FormPages, trial: number): boolean =>
  trial >= planned ||
  breaks.includes(trial) ||
  blocks.some(({ firstTrial }) => firstTrial === trial);
