import { crc32 } from "node:zlib";

/** What a leaking server would do to one answer, knowing which arm a picture is of. */
export interface PlantedLeak {
  /** A picture's answer. */
  picture?(answer: PictureAnswer, arm: number): PictureAnswer;
  /** How much later a picture comes. */
  delayMs?(arm: number): number;
  /** A page or a reply that names pictures. */
  text?(text: string, armOf: (token: string) => number): string;
  /** A token that betrays its arm; what the app knows is looked up. */
  token?(token: string, arm: number): string;
}

export interface PictureAnswer {
  headers: [string, string][];
  body: Buffer;
}

const endBytes = 12;
const alphabet = "ABCD";
const tokenText = /\/i\/([\w-]+)/g;

/** One server a switch; `none` stands between like the others and does nothing. */
export const plantedLeaks = {
  none: {},
  size: {
    picture: ({ headers, body }, arm) =>
      withBody(headers, Buffer.concat([body, Buffer.alloc(arm === 0 ? 1 : 0)])),
  },
  header: {
    picture: ({ headers, body }, arm) => ({
      headers: headers.map(([name, value]) =>
        name.toLowerCase() === "cache-control" && arm === 1
          ? [name, "private, max-age=1"]
          : [name, value],
      ),
      body,
    }),
  },
  delay: { delayMs: (arm) => (arm === 2 ? 3 : 0) },
  order: { text: swapped },
  token: { token: (token, arm) => `${alphabet[arm % alphabet.length]}${token.slice(1)}` },
  chunk: {
    picture: ({ headers, body }, arm) => ({
      headers,
      body: arm === 3 ? renamedPadding(body) : body,
    }),
  },
  payload: {
    text: (text, armOf) =>
      text.replace(
        /("right":"\/i\/([\w-]+)")\}/g,
        (_, found: string, token: string) => `${found},"w":${armOf(token)}}`,
      ),
  },
} satisfies Record<string, PlantedLeak>;

/** An answer with another body, whose length it states where it stated one. */
export function withBody(headers: [string, string][], body: Buffer): PictureAnswer {
  return {
    body,
    headers: headers.map(([name, value]) =>
      name.toLowerCase() === "content-length" ? [name, String(body.length)] : [name, value],
    ),
  };
}

/** A reply with the right address before the left one where the left arm's number is the smaller. */
function swapped(text: string, armOf: (token: string) => number): string {
  return text.replace(
    /"left":"\/i\/([\w-]+)","right":"\/i\/([\w-]+)"/g,
    (found, left: string, right: string) =>
      armOf(left) < armOf(right) ? `"right":"/i/${right}","left":"/i/${left}"` : found,
  );
}

/** The same picture and length, with another name for its last but one chunk. */
function renamedPadding(body: Buffer): Buffer {
  const copy = Buffer.from(body);
  const at = copy.lastIndexOf("paDd");
  if (at === -1) return copy;
  copy.write("paDe", at, "latin1");
  const end = copy.length - endBytes - 4;
  copy.writeUInt32BE(crc32(copy.subarray(at, end)), end);
  return copy;
}

/** Every picture token in a text. */
export const tokensIn = (text: string): string[] =>
  [...text.matchAll(tokenText)].map(([, token = ""]) => token);
