import { type ChainLink, chainStart, hashOf } from "./chain-link.ts";

/**
 * What is wrong with a chain's links, in their order; empty when each follows from the one before it.
 *
 * A fault is named where it shows: an edited link at itself, a dropped or moved one at its place. After
 * one, checking goes on from the hash that is written there.
 *
 * `head`: the hash that was published; with it a chain that was cut at its end is found, too.
 */
export function chainFaults(links: readonly ChainLink[], head?: string): string[] {
  const faults: string[] = [];
  let [prev, next] = [chainStart, 0];
  for (const [place, link] of links.entries()) {
    const fault = linkFault(link, { prev, next, place });
    if (fault !== undefined) faults.push(fault);
    [prev, next] = [link.hash, link.seq + 1];
  }
  if (head !== undefined && !links.some(({ hash }) => hash === head))
    faults.push(`missing head: ${head} is no entry's hash`);
  return faults;
}

function linkFault(
  link: ChainLink,
  { prev, next, place }: { prev: string; next: number; place: number },
): string | undefined {
  const { seq, kind } = link;
  if (seq < next) return `mismatched order: entry ${seq} is at place ${place}`;
  if (seq > next) return `missing entry ${next}${seq - next > 1 ? ` to ${seq - 1}` : ""}`;
  if (hashOf(prev, link) === link.hash) return undefined;
  return `mismatched hash: entry ${seq} (${kind}) was edited`;
}
