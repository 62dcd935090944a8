import { createHash } from "node:crypto";
import { grouped } from "@pairlab/domain/grouped";
import type { LeakCheck } from "@pairlab/domain/leak-certificate";
import type { TrialView } from "@pairlab/study/core/trial-view";
import { headerList } from "./describe-side.ts";
import { type Heard, type HttpClient, headerOf } from "./http-client.ts";
import type { SecretWords } from "./secret-words.ts";
import type { ServedSide } from "./served-side.ts";
import type { Participation } from "./take-part.ts";
import type { VisitorKind } from "./visitor-kinds.ts";

/** Each thing that must be the same for all pictures of a size. */
export function constantChecks(rows: readonly ServedSide[]): LeakCheck[] {
  const sizes = [...grouped(rows, ({ displayPx }) => displayPx)];
  return sizes.flatMap(([displayPx, ofSize]) => {
    const which = sizes.length === 1 ? "all pictures" : `all pictures of ${displayPx} px`;
    return Object.keys(ofSize[0]?.fixed ?? {}).map((name) =>
      constantCheck(
        `one ${name} for ${which}`,
        ofSize.map(({ fixed }) => fixed[name] ?? "none"),
      ),
    );
  });
}

/** Every visitor saw the size and the language that were meant for them. */
export function kindCheck(
  rows: readonly ServedSide[],
  pages: readonly Heard[],
  kinds: readonly VisitorKind[],
): LeakCheck {
  const wrong = rows.find(({ displayPx, fixed }) => widthOf(fixed) !== displayPx);
  const read = pages.map(({ body }) => languageOf(body));
  const silent = kinds.find(({ language }) => !read.includes(language));
  const sizes = [...new Set(kinds.map(({ displayPx }) => displayPx))].join(", ");
  const languages = [...new Set(kinds.map(({ language }) => language))].join(", ");
  let found = `${sizes} px; ${languages}`;
  if (silent !== undefined) found = `no page in ${silent.language}`;
  if (wrong !== undefined) found = `${widthOf(wrong.fixed)} px in place of ${wrong.displayPx}`;
  return {
    name: "every display size and every language of the study was served",
    holds: wrong === undefined && silent === undefined,
    found,
  };
}

/** The first four bytes of a PNG's header. */
const widthOf = ({ IHDR = "" }: ServedSide["fixed"]): number =>
  Number.parseInt(IHDR.slice(0, 8), 16);

/** One name, and what it was each time. */
export function constantCheck(name: string, all: readonly string[]): LeakCheck {
  const values = [...new Set(all)];
  const found = values.length === 1 ? `${all.length} pictures: ${values[0]}` : different(values);
  return { name, holds: values.length === 1, found };
}

const different = (values: readonly string[]): string =>
  `${values.length} different ones, such as ${JSON.stringify(values[0])} and ${JSON.stringify(values[1])}`;

const forbidden = [
  "etag",
  "last-modified",
  "server-timing",
  "content-encoding",
  "age",
  "x-powered-by",
];

/** No validator, no time, no compression, and no name that a cache could tell. */
export function headerCheck(parts: readonly Participation[]): LeakCheck {
  const pictures = picturesOf(parts);
  const found = forbidden.filter((name) =>
    pictures.some((picture) => headerOf(picture, name) !== undefined),
  );
  return {
    name: "no header that tells age, content or time",
    holds: found.length === 0,
    found: found.length === 0 ? `none of ${forbidden.join(", ")}` : `found ${found.join(", ")}`,
  };
}

/** The scripts and styles that a page names, in their order. */
export const scriptsOf = ({ body }: Pick<Heard, "body">): string[] => [
  ...new Set(body.toString().match(/\/[\w./~-]+\.(?:js|mjs|css)\b/g) ?? []),
];

const shownWith: readonly (keyof TrialView)[] = [
  ...(["index", "block", "promptText", "instruction", "left", "right"] as const),
];

/** Whatever else came with a trial, the same name in all of them or not, could tell its arms. */
export function companyCheck(rows: readonly ServedSide[]): LeakCheck {
  const names = rows.flatMap(
    ({ fixed }) => fixed["names beside the addresses"]?.match(/\w+/g) ?? ["none"],
  );
  const known = new Set<string>(shownWith);
  const odd = names.find((name) => !known.has(name));
  return {
    name: "nothing beside a trial's addresses but what is shown with them",
    holds: odd === undefined,
    found: odd === undefined ? shownWith.join(", ") : `found ${odd}`,
  };
}

/** One page in one language brings the same scripts and styles to everybody. */
export function scriptCheck(pages: readonly Heard[]): LeakCheck {
  const shown = pages.filter(
    ({ status, body }) => status === 200 && languageOf(body) !== undefined,
  );
  const groups = grouped(shown, ({ path, body }) => `${path} in ${languageOf(body)}`);
  const odd = [...groups].find(
    ([, ofPage]) => new Set(ofPage.map((page) => scriptsOf(page).join(" "))).size > 1,
  );
  return {
    name: "one list of scripts and styles for each page",
    holds: odd === undefined,
    found: odd === undefined ? `${groups.size} pages` : `different lists on ${odd[0]}`,
  };
}

const languageOf = (body: Buffer): string | undefined =>
  /<html[^>]* lang="(\w+)"/.exec(body.toString())?.[1];

/** A token is for one picture of one trial of one session. */
export function tokenCheck(parts: readonly Participation[]): LeakCheck {
  const addresses = parts.flatMap(({ trials }) =>
    trials.flatMap(({ left, right }) => [left.address, right.address]),
  );
  const count = new Set(addresses).size;
  return {
    name: "no address twice, in a session or between sessions",
    holds: count === addresses.length,
    found: `${count} different addresses for ${addresses.length} pictures`,
  };
}

/** No name, file, hash or seed in anything that came. */
export function wordCheck(heard: readonly Heard[], { words, tooShort }: SecretWords): LeakCheck {
  const texts = new Map(heard.map((one) => [bodyHash(one), one]));
  const hits = [...texts.values()].flatMap((one) => {
    const text = `${one.path}\n${headerList(one)}\n${one.body.toString("latin1")}`;
    return words.filter((word) => text.includes(word)).map((word) => `${word} in ${one.path}`);
  });
  const short = tooShort > 0 ? `; ${tooShort} words are too short to look for` : "";
  return {
    name: "no name, file, hash or seed in any address, header or body",
    holds: hits.length === 0,
    found: hits[0] ?? `${words.length} words in ${texts.size} different answers${short}`,
  };
}

const bodyHash = ({ path, headers, body }: Heard): string =>
  createHash("sha256")
    .update(`${path} ${JSON.stringify(headers)}`)
    .update(body)
    .digest("hex");

/** Who asks for what isn't theirs gets one and the same answer, whatever it is. */
export async function refusalCheck(
  client: HttpClient,
  { own, foreign }: { own: string; foreign: string },
): Promise<LeakCheck> {
  const unknown = `/i/${"A".repeat(32)}`;
  const asked = [
    ["unknown", unknown, ""],
    ["another session's", foreign, own],
    ["without a cookie", foreign, ""],
    ["with a forged cookie", foreign, `${own}0`],
    ["too short", "/i/x", ""],
    ["a name", "/i/secrets.json", own],
  ] as const;
  const answers = await Promise.all(
    asked.map(async ([name, path, cookie]) => {
      const heard = await client.ask(path, { headers: { cookie } });
      return {
        name,
        look: `${heard.status}\n${headerList(heard)}\n${heard.body.toString("latin1")}`,
      };
    }),
  );
  const odd = answers.find(({ look }) => look !== answers[0]?.look);
  const is404 = answers[0]?.look.startsWith("404\n") ?? false;
  return {
    name: "one and the same refusal for every picture that isn't one's own",
    holds: odd === undefined && is404,
    found:
      odd === undefined ? `${answers.length} ways to ask` : `${odd.name} is answered otherwise`,
  };
}

/** The pictures of all participations. */
export const picturesOf = (parts: readonly Participation[]): Heard[] =>
  parts.flatMap(({ trials }) => trials.flatMap(({ left, right }) => [left.heard, right.heard]));
