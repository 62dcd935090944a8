import type { PairRate, WinRates } from "@pairlab/domain/win-rate-document";

/** Win rates in lines for people: items by their average, then pairs, then remarks. */
export function winRateLines({
  status,
  reason,
  question,
  n,
  items,
  pairs,
  options,
  notes,
}: WinRates): string[] {
  const average = (value: unknown): number => (typeof value === "number" ? value : -1);
  const ranked = [...items].sort(
    (one, other) => average(other.averageWinRate) - average(one.averageWinRate),
  );
  return [
    `${question ?? "win rates"}: ${status}${reason === undefined ? "" : `, ${reason}`}; ${n} votes, interval ${options.interval}, ties ${options.ties}`,
    `${options.estimand}`,
    "",
    ...ranked.map(
      (item) =>
        `${item.id}  average ${percent(item.averageWinRate)} over ${item.opponents} opponents  ${rateText(item)}`,
    ),
    "",
    ...pairs.map((pair) => `${pair.a} over ${pair.b}  ${rateText(pair)}${testText(pair)}`),
    ...notes.map(({ text }) => `note: ${text}`),
  ];
}

type Rate = Pick<PairRate, "share" | "interval" | "wins" | "ties" | "losses">;

function rateText({ share, interval, wins, ties, losses }: Rate): string {
  const ends =
    "status" in interval
      ? `interval ${interval.status}`
      : `${interval.level * 100} % ${percent(interval.lower)} to ${percent(interval.upper)}`;
  return `${percent(share)}  ${ends}  ${wins} won, ${ties} tied, ${losses} lost`;
}

const testText = ({ p, pHolm, pMaxT }: PairRate): string => {
  if (pMaxT !== undefined) return `  p by max |t| ${pMaxT.toPrecision(3)}`;
  return p === undefined ? "" : `  p ${p.toPrecision(3)}, by Holm ${(pHolm ?? 1).toPrecision(3)}`;
};

const percent = (value: PairRate["share"]): string =>
  typeof value === "number" ? `${(100 * value).toFixed(1)} %` : value.status;
