import type { Refusals } from "@pairlab/db/read-refusals";
import { dateTime } from "../../core/number-words.ts";
import { type RefusalTotal, refusalTotals } from "../../core/refusal-totals.ts";
import { WideTable } from "./wide-table.tsx";

const shown = 20;

/** What the app didn't take, by kind, and the latest of it. */
export function RefusedRequests({ refusals: { days, latest } }: { refusals: Refusals }) {
  const totals = refusalTotals(days);
  const all = totals.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="panel" aria-labelledby="refused">
      <h2 id="refused">
        Refused requests <span className="quiet">{all}</span>
      </h2>
      {all === 0 ? (
        <p className="quiet">None. What a page of ours sends is taken.</p>
      ) : (
        <>
          <p className="quiet">
            None of these was stored as an answer. What they contained isn't kept.
          </p>
          <TotalsTable totals={totals} />
          <details>
            <summary>The latest {Math.min(shown, latest.length)}</summary>
            <LatestTable latest={latest.slice(0, shown)} />
          </details>
        </>
      )}
    </section>
  );
}

function TotalsTable({ totals }: { totals: readonly RefusalTotal[] }) {
  return (
    <WideTable label="Refused requests by kind">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Times</th>
          <th scope="col">Days</th>
          <th scope="col">Last</th>
        </tr>
      </thead>
      <tbody>
        {totals.map(({ code, words, count, days, lastMs }) => (
          <tr key={code}>
            <th scope="row">{words}</th>
            <td>{count}</td>
            <td>{days}</td>
            <td>{dateTime(lastMs)}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function LatestTable({ latest }: { latest: Refusals["latest"] }) {
  return (
    <WideTable label="Latest refused requests">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Reference</th>
        </tr>
      </thead>
      <tbody>
        {latest.map(({ at, code, reference }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two of one moment may be equal
          <tr key={index}>
            <th scope="row">{dateTime(at.getTime())}</th>
            <td>{code}</td>
            <td>{reference === null ? "–" : <code>{reference}</code>}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}
