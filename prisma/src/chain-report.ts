import type { ChainReport } from "@pairlab/domain/chain-report";
import { chainFaults } from "./chain-faults.ts";
import type { ChainLink } from "./chain-link.ts";
import { readChain } from "./read-chain.ts";
import type { Readable } from "./snapshot.ts";
import { verifyAnswers } from "./verify-answers.ts";

const toldFaults = 20;

/** A study's chain, recomputed with the answers and comments behind it. */
export async function chainReport(database: Readable, studyId: string): Promise<ChainReport> {
  const links = await readChain(database, studyId);
  return reportOf(links, [...chainFaults(links), ...(await verifyAnswers(database, studyId))]);
}

/** What is told of a chain with these faults. */
export function reportOf(links: readonly ChainLink[], faults: readonly string[]): ChainReport {
  const last = links.at(-1);
  return {
    version: 1,
    entries: links.length,
    head: last === undefined ? null : { seq: last.seq, at: last.at, hash: last.hash },
    erasures: links.filter(({ kind }) => kind === "erasure").length,
    faults: faults.length,
    firstFaults: faults.slice(0, toldFaults),
  };
}
