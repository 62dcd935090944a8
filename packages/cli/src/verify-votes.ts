import { existsSync } from "node:fs";
import path from "node:path";
import { chainFaults } from "@pairlab/db/chain-faults";
import { ChainLink } from "@pairlab/db/chain-link";
import { reportOf } from "@pairlab/db/chain-report";
import { readChain } from "@pairlab/db/read-chain";
import { unknownStudy } from "@pairlab/db/read-study";
import { snapshot } from "@pairlab/db/snapshot";
import { verifyAnswers } from "@pairlab/db/verify-answers";
import type { ChainReport } from "@pairlab/domain/chain-report";
import { KnownError } from "@pairlab/domain/errors";
import { parseDocument } from "@pairlab/domain/parse-document";
import type { CommandContext } from "./command-context.ts";
import { readText } from "./read-text.ts";
import { withDatabase } from "./with-database.ts";

export interface VerifiedVotes extends Pick<ChainReport, "entries" | "erasures"> {
  /** Hash of the last entry; null for a chain without one. */
  head: string | null;
  /** The last entry: its place in the chain, and when it was written. */
  last: { seq: number; at: string } | null;
  /** What is wrong, a sentence each; empty when nothing is. */
  faults: string[];
}

/**
 * A study's chain, recomputed: from an export its links, from the database the answers behind them, too.
 *
 * `head`: a hash that was published; without it nobody can tell a chain from one that was cut at its end.
 * Throws: KnownError: missing for an unknown study, input for a ledger that isn't one.
 */
export async function verifyVotes(
  context: CommandContext,
  source: string,
  head?: string,
): Promise<VerifiedVotes> {
  const ledger = path.join(source, "ledger.jsonl");
  if (existsSync(ledger)) return verified(readLedger(ledger), [], head);
  if (existsSync(source))
    throw new KnownError("missing", `missing ledger: ${ledger}`, {
      hint: "exports of live studies have one: npx pairlab study export",
    });
  return withDatabase(context, (database) =>
    snapshot(database, async (moment) => {
      const study = await moment.study.findUnique({
        where: { id: source },
        select: { mode: true },
      });
      if (study === null) throw await unknownStudy(moment, source);
      if (study.mode === "simulated")
        throw new KnownError("refused", `mismatched mode: study ${source} is simulated`, {
          hint: "simulated votes follow from their seed and have no chain",
        });
      return verified(await readChain(moment, source), await verifyAnswers(moment, source), head);
    }),
  );
}

function verified(links: ChainLink[], others: string[], head?: string): VerifiedVotes {
  const faults = [...chainFaults(links, head), ...others];
  const { entries, erasures, head: end } = reportOf(links, faults);
  const last = end === null ? null : { seq: end.seq, at: end.at };
  return { entries, erasures, head: end?.hash ?? null, last, faults };
}

function readLedger(file: string): ChainLink[] {
  const lines = readText(file)
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line, index) => {
    const place = `${file} line ${index + 1}`;
    try {
      return parseDocument(ChainLink, JSON.parse(line), place);
    } catch (cause) {
      if (cause instanceof KnownError) throw cause;
      throw new KnownError("input", `invalid ${place}: not JSON`, {
        hint: "export the study again",
        cause,
      });
    }
  });
}
