import { at } from "@pairlab/domain/at";
import { grouped } from "@pairlab/domain/grouped";
import type { HttpClient } from "../../packages/cli/src/leaks/http-client.ts";
import type { ServedSide } from "../../packages/cli/src/leaks/served-side.ts";

/** How much later the first byte comes for some pictures than for the others of the same visit. */
export interface TimeDifference {
  name: string;
  /** Of the pictures that were compared, over visits. */
  pictures: number;
  meanMs: number;
  /** 95 %, normal, over visits. */
  lowerMs: number;
  upperMs: number;
}

const z95 = 1.959963984540054;
const timeOf = ({ features }: ServedSide): number => Number(features["time to first byte"]);

/** Each arm against the others, and left against right, within visits. */
export function servingTimes(rows: readonly ServedSide[]): TimeDifference[] {
  const arms = [...new Set(rows.map(({ armId }) => armId))].sort();
  return [
    ...arms.map((arm) =>
      difference(`${arm} after the other arms`, rows, (row) => row.armId === arm),
    ),
    difference("left after right", rows, ({ side }) => side === "left"),
  ];
}

function difference(
  name: string,
  rows: readonly ServedSide[],
  isOne: (row: ServedSide) => boolean,
): TimeDifference {
  const visits = [...grouped(rows, ({ session }) => session).values()];
  const found = visits.map((visit) => {
    const [ones, others] = [visit.filter(isOne), visit.filter((row) => !isOne(row))];
    return mean(ones.map(timeOf)) - mean(others.map(timeOf));
  });
  return { name, pictures: rows.length, ...meanWithInterval(found) };
}

/** Requests for pictures that aren't one's own, in turn: an unknown token, somebody else's, a torn one, and one's own. */
export async function tokenTimes(
  client: HttpClient,
  asked: { cookie: string; own: string; foreign: string; rounds: number },
): Promise<{ name: string; requests: number; meanMs: number; lowerMs: number; upperMs: number }[]> {
  const { cookie, own, foreign, rounds } = asked;
  const kinds = [
    ["one's own", own],
    ["unknown", `/i/${"A".repeat(32)}`],
    ["another session's", foreign],
    ["torn", foreign.slice(0, -1)],
  ] as const;
  const times = kinds.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1)
    for (let place = 0; place < kinds.length; place += 1) {
      const index = (round + place) % kinds.length; // no kind always comes after the same one
      const { firstByteMs } = await client.ask(at(kinds, index)[1], { headers: { cookie } });
      at(times, index).push(firstByteMs);
    }
  return kinds.map(([name], index) => ({
    ...{ name, requests: rounds },
    ...meanWithInterval(at(times, index)),
  }));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function meanWithInterval(values: readonly number[]) {
  const meanMs = mean(values);
  const variance =
    values.reduce((sum, value) => sum + (value - meanMs) ** 2, 0) / (values.length - 1);
  const half = z95 * Math.sqrt(variance / values.length);
  return { meanMs, lowerMs: meanMs - half, upperMs: meanMs + half };
}
