import { at } from "@pairlab/domain/at";
import type { Question } from "@pairlab/domain/question";
import type { TrialRole } from "@pairlab/domain/vote";
import type { IssuedToken, Side } from "./blinding.ts";
import type { BlockView, TrialView } from "./trial-view.ts";

/** The part of a planned trial that words are made from. No arms. */
export interface TrialWords {
  index: number;
  block: number;
  questionId: string;
  promptId: string;
  role: TrialRole;
  /** What an attention check asks for. */
  expected: Side | null;
}

interface Words {
  questions: readonly Question[];
  promptTexts: ReadonlyMap<string, string>;
  /** The sentence of an attention check. */
  instruction: (side: Side) => string;
}

/** The blocks of a form as the browser may know them. */
export function blockViews(
  trials: readonly TrialWords[],
  words: Omit<Words, "instruction">,
): BlockView[] {
  const count = 1 + Math.max(-1, ...trials.map(({ block }) => block));
  return Array.from({ length: count }, (_, block) => {
    const inside = trials.filter((trial) => trial.block === block);
    const first = at(inside, 0);
    const prompts = inside
      .filter((trial) => !isCheck(trial))
      .map((trial) => promptOf(trial, words));
    return {
      question: questionOf(first, words).text,
      firstTrial: first.index,
      trials: inside.length,
      longestPrompt: longest(prompts.filter((prompt) => prompt !== null)),
    };
  });
}

/** The issued trials as the browser may know them: words and opaque picture addresses. */
export function trialViews(
  trials: readonly TrialWords[],
  tokens: readonly IssuedToken[],
  words: Words,
): TrialView[] {
  const indexes = [...new Set(tokens.map(({ trialIndex }) => trialIndex))].sort((a, b) => a - b);
  return indexes.map((index) => {
    const trial = at(trials, index);
    const address = (side: Side): string => {
      const token = tokens.find((one) => one.trialIndex === index && one.side === side);
      if (token === undefined) throw new RangeError(`trial ${index} has no ${side} token`);
      return `/i/${token.token}`;
    };
    return {
      index,
      block: trial.block,
      promptText: isCheck(trial) ? null : promptOf(trial, words),
      instruction: isCheck(trial) ? words.instruction(trial.expected ?? "left") : null,
      left: address("left"),
      right: address("right"),
    };
  });
}

/** Controls and repeats look like any other trial. */
const isCheck = ({ role }: TrialWords): boolean => role === "check";

function questionOf({ questionId }: TrialWords, { questions }: Pick<Words, "questions">): Question {
  const found = questions.find(({ id }) => id === questionId);
  if (found === undefined) throw new RangeError(`no question ${questionId} in the plan`);
  return found;
}

function promptOf(trial: TrialWords, words: Omit<Words, "instruction">): string | null {
  if (!questionOf(trial, words).showPrompt) return null;
  const text = words.promptTexts.get(trial.promptId);
  if (text === undefined) throw new RangeError(`no prompt ${trial.promptId} in the manifest`);
  return text;
}

const longest = (texts: readonly string[]): string | null =>
  texts.reduce<string | null>(
    (found, text) => (found === null || text.length > found.length ? text : found),
    null,
  );
