import type { PairFill } from "../../core/pair-fill.ts";
import { Bar, shareOf } from "./bar.tsx";
import { WideTable } from "./wide-table.tsx";

interface Props {
  fill: readonly PairFill[];
  questions: readonly { id: string; title: string }[];
  labelOf: (armId: string) => string;
}

/** Votes of each pair and question beside the plan. */
export function FillTable({ fill, questions, labelOf }: Props) {
  return (
    <section className="panel" aria-labelledby="fill">
      <h2 id="fill">Votes by pair and question</h2>
      <WideTable label="Votes by pair and question">
        <thead>
          <tr>
            <th scope="col">Pair</th>
            {questions.map(({ id, title }) => (
              <th scope="col" key={id}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fill.map(({ a, b, cells }) => (
            <tr key={`${a} ${b}`}>
              <th scope="row">
                {labelOf(a)} <span className="quiet">and</span> {labelOf(b)}
              </th>
              {cells.map(({ questionId, votes, planned }) => (
                <td key={questionId}>
                  <span className="cell-words">
                    {votes} of {planned}
                  </span>
                  <Bar share={shareOf(votes, planned)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </section>
  );
}
