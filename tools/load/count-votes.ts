import { chainFaults } from "@pairlab/db/chain-faults";
import type { Database } from "@pairlab/db/client";
import { readChain } from "@pairlab/db/read-chain";
import { verifyAnswers } from "@pairlab/db/verify-answers";
import { voteStudyId } from "./vote-stage.ts";

/** Acknowledged answers against the rows of the database. */
export interface VoteCounts {
  acknowledged: number;
  rows: number;
  lost: number;
  /** Trials with more than one row. */
  doubled: number;
  chain: readonly string[];
}

/** Looks for every acknowledged answer, by session and answer id. */
export async function countVotes(
  database: Database,
  acknowledged: ReadonlySet<string>,
): Promise<VoteCounts> {
  const rows = await database.answer.findMany({
    where: { session: { studyId: voteStudyId } },
    select: { sessionId: true, answerId: true, trialIndex: true },
  });
  const kept = new Set(rows.map(voteName));
  const trials = new Set(rows.map(({ sessionId, trialIndex }) => `${sessionId} ${trialIndex}`));
  return {
    ...{ acknowledged: acknowledged.size, rows: rows.length },
    lost: [...acknowledged].filter((name) => !kept.has(name)).length,
    doubled: rows.length - trials.size,
    chain: [
      ...chainFaults(await readChain(database, voteStudyId)),
      ...(await verifyAnswers(database, voteStudyId)),
    ],
  };
}

/** An answer's name in the counts. */
export const voteName = ({ sessionId, answerId }: { sessionId: string; answerId: string }) =>
  `${sessionId} ${answerId}`;
