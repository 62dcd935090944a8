import { KnownError } from "@pairlab/domain/errors";
import { bytePairEncoder } from "./byte-pair-encoder.ts";
import { tokenText } from "./token-text.ts";

/** What a tokenizer is made of: the contents of its files. */
export interface TokenizerFiles {
  /** vocab.json: token to id. */
  vocabulary: Readonly<Record<string, number>>;
  /** merges.txt: a comment line, then one pair a line, best first. */
  merges: string;
  startToken: string;
  endToken: string;
  padToken: string;
  /** Tokens looked for in the raw text before anything else, by content. */
  addedTokens: Readonly<Record<string, number>>;
  maxLength: number;
}

/** Ids of one prompt, padded to the tokenizer's length. */
export interface Tokens {
  ids: readonly number[];
  /** How many tokens did not fit and were cut off. */
  dropped: number;
  /** The text of those tokens, as the vocabulary spells it; empty when all fit. */
  droppedText: string;
  /** Special tokens that stand in the text as such, in order. */
  specials: readonly string[];
}

export type Tokenizer = (text: string) => Tokens;

// JavaScript's own \s takes the byte order mark for a space and U+0085 for none.
const space = /\p{White_Space}+/gu;
const pieces = /'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\p{White_Space}\p{L}\p{N}]+/gu;

/**
 * CLIP's byte-level byte-pair tokenizer, by the rules of the fast tokenizer (NFC, lower case).
 *
 * Added tokens are split off first: in SDXL's second tokenizer `!` is one, and is also the padding, so
 * every `!` of a prompt becomes id 0 there.
 * Source: Radford et al. 2021; transformers' CLIPTokenizerFast; diffusers issue 4153.
 * Throws: KnownError (input, TOKENIZER) for a lone surrogate or a vocabulary without its special tokens.
 */
export function createTokenizer(files: TokenizerFiles): Tokenizer {
  const id = (token: string) => {
    const found = files.vocabulary[token];
    if (found === undefined)
      throw new KnownError("input", `missing token: ${token} (vocab.json)`, {
        code: "TOKENIZER",
        hint: "take the tokenizer's files from the model's original repository",
      });
    return found;
  };
  const [start, end, pad] = [id(files.startToken), id(files.endToken), id(files.padToken)];
  const encode = bytePairEncoder(files.vocabulary, files.merges);
  // Older files list no added tokens; start, end and padding always are some.
  const added = new Map([
    [files.startToken, start],
    [files.endToken, end],
    [files.padToken, pad],
    ...Object.entries(files.addedTokens),
  ]);
  const textOf = tokenText(files.vocabulary);
  const splitter = new RegExp(`(${[...added.keys()].map(escaped).join("|")})`, "u");
  return (text) => {
    if (!text.isWellFormed())
      throw new KnownError("input", `invalid prompt: lone surrogate in ${JSON.stringify(text)}`, {
        code: "TOKENIZER",
      });
    const segments = text.split(splitter);
    const body = segments.flatMap((segment) => {
      const special = added.get(segment);
      if (special !== undefined) return [special];
      const clean = lowerCase(segment.normalize("NFC").replace(space, " "));
      return (clean.match(pieces) ?? []).flatMap(encode);
    });
    const room = files.maxLength - 2;
    const ids = [start, ...body.slice(0, room), end];
    while (ids.length < files.maxLength) ids.push(pad);
    const dropped = body.slice(room);
    return {
      ids,
      dropped: dropped.length,
      droppedText: textOf(dropped),
      specials: segments.filter((segment) => added.has(segment)),
    };
  };
}

/** Character by character, as the reference does: a sigma at a word's end stays an ordinary one. */
const lowerCase = (text: string) =>
  Array.from(text, (character) => character.toLowerCase()).join("");

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
