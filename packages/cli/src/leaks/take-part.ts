import { randomUUID } from "node:crypto";
import type { Rng } from "@pairlab/domain/random";
import type { AnswerReply } from "@pairlab/study/core/trial-view";
import { type Asked, type Heard, type HttpClient, headerOf } from "./http-client.ts";
import type { VisitorKind } from "./visitor-kinds.ts";

/** A trial as somebody outside sees it. */
export interface SeenTrial {
  trialIndex: number;
  /** The text that brought the addresses: a page or a reply. */
  source: string;
  left: SeenPicture;
  right: SeenPicture;
}

export interface SeenPicture {
  address: string;
  heard: Heard;
  /** 0: asked for first. */
  asked: 0 | 1;
  /** How often it had to be asked for. */
  tries: number;
}

/** A whole participation over HTTP. */
export interface Participation {
  kind: VisitorKind;
  cookie: string;
  sessionId: string;
  trials: readonly SeenTrial[];
  /** Everything but the pictures. */
  pages: readonly Heard[];
}

const pictureAddress = /\/i\/[\w-]+/g;
const moves = ["agree", "practise", "start"];

/** Takes part in a study from consent to the last answer; answers are drawn, and so is which picture is asked for first. */
export async function takePart(
  client: HttpClient,
  studyId: string,
  kind: VisitorKind,
  rng: Rng,
): Promise<Participation> {
  const { displayPx, window, language } = kind;
  const pages: Heard[] = [];
  let cookie = "";
  const base = `/s/${studyId}`;
  const hear = async (path: string, { headers = {}, ...asked }: Asked = {}): Promise<Heard> => {
    const spoken = { ...headers, "accept-language": language };
    const heard = await client.ask(path, { ...asked, headers: spoken });
    pages.push(heard);
    return heard;
  };
  await hear(base);
  for (const move of moves) {
    const heard = await hear(`${base}/steps`, {
      method: "POST",
      headers: { ...posted(client.origin, cookie), "content-type": formType },
      body: `move=${move}&width=${window.widthPx}&height=${window.heightPx}`,
    });
    cookie = headerOf(heard, "set-cookie")?.split(";")[0] ?? cookie;
    await hear(headerOf(heard, "location") ?? base, { headers: { cookie } });
  }
  let source = pages.at(-1)?.body.toString() ?? "";
  const known: string[] = addressesIn(source);
  const trials: SeenTrial[] = [];
  for (let trialIndex = 0; 2 * trialIndex + 1 < known.length; trialIndex += 1) {
    const [left = "", right = ""] = known.slice(2 * trialIndex, 2 * trialIndex + 2);
    const pictures = await fetchPair(client, cookie, [left, right], rng);
    trials.push({ trialIndex, source, ...pictures });
    const reply = await hear(`${base}/answers`, {
      method: "POST",
      headers: { ...posted(client.origin, cookie), "content-type": "application/json" },
      body: JSON.stringify(answer(trialIndex, displayPx, rng)),
    });
    source = reply.body.toString();
    known.push(...addressesOfReply(source).filter((address) => !known.includes(address)));
  }
  if (trials.length === 0) throw new Error(`no pictures on the trial page of ${studyId}`);
  const sessionId = cookie.split("=")[1]?.split("~")[0] ?? "";
  return { kind, cookie, sessionId, trials, pages };
}

const formType = "application/x-www-form-urlencoded";
const posted = (origin: string, cookie: string) => ({ origin, cookie });

/** The picture addresses of a page in their order, each once. */
const addressesIn = (text: string): string[] => [...new Set(text.match(pictureAddress) ?? [])];

/** The addresses of a reply, the left one of each trial first, whatever the order in the text. */
function addressesOfReply(text: string): string[] {
  const reply: AnswerReply = JSON.parse(text);
  return reply.step.upcoming.flatMap(({ left, right }) => [left, right]);
}

async function fetchPair(
  client: HttpClient,
  cookie: string,
  [left, right]: readonly [string, string],
  rng: Rng,
): Promise<Pick<SeenTrial, "left" | "right">> {
  const leftFirst = rng.below(2) === 0;
  const fetched = (address: string, isFirst: boolean) =>
    fetchPicture(client, cookie, address, isFirst ? 0 : 1);
  if (leftFirst) {
    const both = [fetched(left, true), fetched(right, false)] as const;
    return { left: await both[0], right: await both[1] };
  }
  const both = [fetched(right, true), fetched(left, false)] as const;
  return { left: await both[1], right: await both[0] };
}

async function fetchPicture(
  client: HttpClient,
  cookie: string,
  address: string,
  asked: 0 | 1,
): Promise<SeenPicture> {
  const once = () => client.ask(address, { headers: { cookie } });
  const heard = await once();
  if (heard.status === 200) return { address, heard, asked, tries: 1 };
  return { address, heard: await once(), asked, tries: 2 };
}

const answer = (trialIndex: number, displayPx: number, rng: Rng) => ({
  ...{ answerId: randomUUID(), trialIndex, revision: 0, displayPx, presentation: 1 },
  ...{ choice: rng.below(2) === 0 ? "left" : "right", inputDevice: "key", rtMs: 900 },
  ...{ skipReason: null, skipNote: null, onsetMs: 2000, zoomMs: 0, flips: 0, hiddenMs: 0 },
  ...{ loadMsLeft: 9, loadMsRight: 9, prematurePresses: 0, blurCount: 0, devicePixelRatio: 1 },
  ...{ stimulusPx: displayPx },
  ...{ windowWidthPx: 1280, windowHeightPx: 800 },
});
