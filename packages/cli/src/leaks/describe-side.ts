import { type Heard, headerOf } from "./http-client.ts";
import { pngOutline } from "./png-outline.ts";
import type { ServedSide } from "./served-side.ts";
import type { SeenTrial } from "./take-part.ts";

/** One picture as an adversary's row: everything about it but IDAT. */
export function describeSide(
  trial: SeenTrial,
  side: "left" | "right",
  label: Pick<ServedSide, "session" | "armId" | "displayPx">,
): ServedSide {
  const { address, heard, asked, tries } = trial[side];
  const other = trial[side === "left" ? "right" : "left"];
  const token = address.slice(address.lastIndexOf("/") + 1);
  const { chunks, header } = pngOutline(heard.body);
  const fixed = {
    status: String(heard.status),
    headers: headerList(heard),
    "body length": String(heard.body.length),
    chunks,
    IHDR: header,
    "token length": String(token.length),
    "address path": address.slice(0, address.lastIndexOf("/") + 1),
    "names beside the addresses": shapeOf(trial.source, address),
  };
  return {
    ...label,
    ...{ trialIndex: trial.trialIndex, side, fixed },
    features: {
      ...Object.fromEntries(
        Object.entries(fixed).map(([name, text]) => [
          name,
          name === "body length" ? Number(text) : hash(text),
        ]),
      ),
      ...tokenFeatures(token),
      "time to first byte": heard.firstByteMs,
      "time to end": heard.endMs,
      "time after the other side": heard.endMs - other.heard.endMs,
      "ended first": heard.endedAtMs < other.heard.endedAtMs ? 1 : 0,
      "asked first": 1 - asked,
      tries,
      "trial position": trial.trialIndex,
      "values beside the addresses": valuesBeside(trial.source, address),
      "bytes of the page or reply": withoutWords(trial.source).length,
      "order in the page or reply":
        trial.source.indexOf(address) < trial.source.indexOf(other.address) ? 0 : 1,
      ...headerFeatures(heard),
    },
  };
}

const tokenCharacters = 32;

const tokenFeatures = (token: string) => ({
  ...Object.fromEntries(
    Array.from({ length: tokenCharacters }, (_, place) => [
      `token character ${place + 1}`,
      token.charCodeAt(place) || 0,
    ]),
  ),
  "sum of token characters": [...token].reduce(
    (sum, character) => sum + character.charCodeAt(0),
    0,
  ),
});

const headerFeatures = (heard: Heard) => ({
  "number of headers": heard.headers.length,
  "max-age": Number(/max-age=(\d+)/.exec(headerOf(heard, "cache-control") ?? "")?.[1] ?? -1),
});

/** Names and values in their order, but for the clock. */
export const headerList = ({ headers }: Pick<Heard, "headers">): string =>
  headers
    .map(([name, value]) => (name.toLowerCase() === "date" ? name : `${name}: ${value}`))
    .join("\n");

/** The names that come with a trial's addresses, in their order. */
function shapeOf(source: string, address: string): string {
  return (viewOf(source, address)?.match(/"\w+":/g) ?? ["none"]).join("");
}

/** The object that an address is in; in a page it is inside a script's text. */
const viewOf = (source: string, address: string): string | undefined =>
  [...source.replaceAll('\\"', '"').matchAll(/\{"index":[^{}]*\}/g)].find(([found]) =>
    found.includes(address),
  )?.[0];

/** What comes with a trial's addresses, but for prompt, place and tokens, as a number. */
const valuesBeside = (source: string, address: string): number =>
  hash(
    (viewOf(source, address) ?? "")
      .replace(/"promptText":"(?:[^"\\]|\\.)*"|"(?:index|block)":\d+/g, "")
      .replace(/\/i\/[\w-]+/g, ""),
  );

/** What is left of a text without prompts, tokens and numbers, which differ for reasons of their own. */
const withoutWords = (source: string): string =>
  source
    .replace(/"promptText":"(?:[^"\\]|\\.)*"/g, "")
    .replace(/\/i\/[\w-]+/g, "")
    .replace(/nonce="[^"]*"/g, "")
    .replace(/\d+/g, "");

/** A text as a number: equal texts, equal numbers. FNV-1a. */
function hash(text: string): number {
  let found = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1)
    found = Math.imul(found ^ text.charCodeAt(place), 0x01000193) >>> 0;
  return found;
}
