import { at } from "@pairlab/domain/at";
import type { Prompt } from "@pairlab/domain/prompt";
import { createRng, type Rng, shuffled } from "@pairlab/domain/random";
import * as words from "./miniscenes-words.ts";

const seed = 1;

/** A prompt that can be drawn for a cell of the set, its parts chosen by a generator. */
type Draw = (rng: Rng) => string;

interface Cell {
  category: string;
  challenge: string;
  count: number;
  draw: Draw;
}

/**
 * The MiniScenes prompt set: 240 prompts that the embedded models know every word of, 30 a challenge, in a fixed
 * order. The same bytes on every machine.
 */
export function miniscenesPrompts(): Prompt[] {
  const taken = new Set<string>();
  return cells
    .flatMap(({ category, challenge, count, draw }, index) =>
      distinct(draw, count, createRng(seed, "miniscenes", index), taken).map((text) => ({
        text,
        category,
        challenge,
      })),
    )
    .map((prompt, index) => ({ id: `ms-${String(index + 1).padStart(3, "0")}`, ...prompt }));
}

function distinct(draw: Draw, count: number, rng: Rng, taken: Set<string>): string[] {
  const drawn: string[] = [];
  while (drawn.length < count) {
    const text = draw(rng);
    if (taken.has(text)) continue;
    taken.add(text);
    drawn.push(text);
  }
  return drawn;
}

const one = <T>(items: readonly T[], rng: Rng): T => at(items, rng.below(items.length));
const two = <T>(items: readonly T[], rng: Rng): [T, T] => {
  const [first, second] = shuffled(items, rng);
  if (first === undefined || second === undefined) throw new RangeError("fewer than two items");
  return [first, second];
};
const withArticle = (text: string): string => `${/^[aeiou]/.test(text) ? "an" : "a"} ${text}`;
const plural = (shape: string): string => `${shape}${shape === "cross" ? "es" : "s"}`;

/** A colour and how the prompt ends: on a background of another colour. */
function onBackground(rng: Rng, palette: readonly string[] = words.colors) {
  const background = one(words.backgrounds, rng);
  const colors = palette.filter((color) => color !== background);
  return { colors, ending: ` on ${withArticle(background)} background` };
}

const shape: Draw = (rng) => withArticle(`${one(words.colors, rng)} ${one(words.shapes, rng)}`);

const shapeOnBackground: Draw = (rng) => {
  const { colors, ending } = onBackground(rng);
  return withArticle(`${one(colors, rng)} ${one(words.shapes, rng)}`) + ending;
};

const sizedShape: Draw = (rng) => {
  const { colors, ending } = onBackground(rng);
  const size = one(["small", "large"], rng);
  return withArticle(`${size} ${one(colors, rng)} ${one(words.shapes, rng)}`) + ending;
};

const count: Draw = (rng) => {
  const { colors, ending } = onBackground(rng);
  return `${one(words.numbers, rng)} ${one(colors, rng)} ${plural(one(words.shapes, rng))}${ending}`;
};

const relation: Draw = (rng) => {
  const { colors, ending } = onBackground(rng);
  const [color, other] = two(colors, rng);
  const [first, second] = two(words.shapes, rng);
  return `${withArticle(`${color} ${first}`)} ${one(words.relations, rng)} ${withArticle(`${other} ${second}`)}${ending}`;
};

/** Two shapes that only their colours tell apart. */
const binding: Draw = (rng) => {
  const { colors, ending } = onBackground(rng);
  const [color, other] = two(colors, rng);
  const name = one(words.shapes, rng);
  return `${withArticle(`${color} ${name}`)} ${one(words.relations, rng)} ${withArticle(`${other} ${name}`)}${ending}`;
};

const sign: Draw = (rng) => {
  const color = one(words.signColors, rng);
  const word = one(words.signWords, rng);
  return one(
    [
      `${withArticle(color)} sign that says ${word}`,
      `a sign that says ${word} in white letters on ${color}`,
    ],
    rng,
  );
};

const person: Draw = (rng) =>
  `a ${one(words.media, rng)} of ${withArticle(one(words.professions, rng))}`;
const personOnBackground: Draw = (rng) => person(rng) + onBackground(rng).ending;
const moodyPerson: Draw = (rng) => `${personOnBackground(rng)} ${one(words.moods, rng)}`;

const thing = (colors: readonly string[], rng: Rng): string => {
  const name = one(words.things, rng);
  return withArticle(words.greenThings.includes(name) ? name : `${one(colors, rng)} ${name}`);
};
const landscape: Draw = (rng) =>
  `${thing(words.thingColors, rng)} ${one(words.places, rng)} ${one(words.times, rng)}`;
const weatherLandscape: Draw = (rng) => `${landscape(rng)} ${one(words.weathers, rng)}`;

const animal: Draw = (rng) =>
  withArticle(`${one(words.animalColors, rng)} ${one(words.animals, rng)}`);

// Every word is known; no scene of the training pictures has these things together.
const sizedCount: Draw = (rng) => {
  const { colors, ending } = onBackground(rng);
  const size = one(["small", "large"], rng);
  return `${one(words.numbers, rng)} ${size} ${one(colors, rng)} ${plural(one(words.shapes, rng))}${ending}`;
};
const strangeSign: Draw = (rng) =>
  `${withArticle(one(words.strangeSignColors, rng))} sign that says ${one(words.signWords, rng)}`;
const personOutside: Draw = (rng) =>
  `${person(rng)} ${one(words.places, rng)} ${one(words.times, rng)}`;
const strangeThing: Draw = (rng) => {
  const name = one(
    words.things.filter((known) => !words.greenThings.includes(known)),
    rng,
  );
  return `${withArticle(`${one(words.strangeThingColors, rng)} ${name}`)} ${one(words.places, rng)} ${one(words.times, rng)}`;
};
const strangeAnimal: Draw = (rng) =>
  withArticle(`${one(words.strangeAnimalColors, rng)} ${one(words.animals, rng)}`) +
  ` on ${withArticle(
    one(
      words.animalBackgrounds.filter((color) => color !== "green"),
      rng,
    ),
  )} background`;

const cells: readonly Cell[] = [
  { category: "Shapes", challenge: "Basic", count: 10, draw: shape },
  { category: "Animals", challenge: "Basic", count: 10, draw: animal },
  { category: "People", challenge: "Basic", count: 10, draw: person },
  { category: "Shapes", challenge: "Simple Detail", count: 10, draw: shapeOnBackground },
  { category: "People", challenge: "Simple Detail", count: 10, draw: personOnBackground },
  { category: "Landscapes", challenge: "Simple Detail", count: 10, draw: landscape },
  { category: "Shapes", challenge: "Fine-grained Detail", count: 10, draw: sizedShape },
  { category: "People", challenge: "Fine-grained Detail", count: 10, draw: moodyPerson },
  { category: "Landscapes", challenge: "Fine-grained Detail", count: 10, draw: weatherLandscape },
  { category: "Shapes", challenge: "Quantity", count: 30, draw: count },
  { category: "Shapes", challenge: "Properties & Positioning", count: 30, draw: relation },
  { category: "Shapes", challenge: "Colour Binding", count: 30, draw: binding },
  { category: "Signs", challenge: "Writing & Symbols", count: 30, draw: sign },
  { category: "Shapes", challenge: "Unseen Combination", count: 6, draw: sizedCount },
  { category: "Signs", challenge: "Unseen Combination", count: 6, draw: strangeSign },
  { category: "People", challenge: "Unseen Combination", count: 6, draw: personOutside },
  { category: "Landscapes", challenge: "Unseen Combination", count: 6, draw: strangeThing },
  { category: "Animals", challenge: "Unseen Combination", count: 6, draw: strangeAnimal },
];
