import { Bar, shareOf } from "./bar.tsx";

/** Named counts as bars of one scale: `whole` fills the room. */
export function BarList(props: {
  rows: readonly { name: string; count: number }[];
  whole: number;
}) {
  return (
    <dl className="bar-list">
      {props.rows.map(({ name, count }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <Bar share={shareOf(count, props.whole)} />
            <span className="bar-count">{count}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
