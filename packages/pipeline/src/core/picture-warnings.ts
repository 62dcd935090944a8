import type { Arm } from "@pairlab/domain/arm";
import type { ModelEntry } from "@pairlab/domain/model-registry";
import type { PictureWarning } from "@pairlab/domain/painting-trace";
import type { Tokens } from "./tokenizer.ts";

/** What remarks on a picture depend on. */
export interface WarningFacts {
  arm: Arm;
  defaults: ModelEntry["defaults"];
  /** The prompt as each encoder reads it. */
  tokens: readonly Tokens[];
  /** The negative prompt as each encoder reads it; empty where none did. */
  negativeTokens: readonly Tokens[];
  /** Whether the model ran with and without the prompt. */
  guided: boolean;
}

/** Remarks on a picture for those who asked for it: what was cut, ignored, read otherwise, or asked beyond its use. */
export const pictureWarnings = (facts: WarningFacts): PictureWarning[] => [
  ...truncated("TRUNCATED", "the prompt", facts.tokens),
  ...truncated("NEGATIVE_TRUNCATED", "the negative prompt", facts.negativeTokens),
  ...specials(facts),
  ...negativeIgnored(facts),
  ...offSpec(facts),
];

function truncated(
  code: PictureWarning["code"],
  what: string,
  tokens: readonly Tokens[],
): PictureWarning[] {
  const longest = tokens.toSorted((a, b) => b.dropped - a.dropped)[0];
  if (longest === undefined || longest.dropped === 0) return [];
  const { dropped, droppedText, ids } = longest;
  const count = dropped === 1 ? "1 token" : `${dropped} tokens`;
  return [
    {
      code,
      text: `${what} is longer than ${ids.length} tokens; ${count} cut off: ${JSON.stringify(droppedText)}`,
    },
  ];
}

function specials({ tokens }: WarningFacts): PictureWarning[] {
  const found = [...new Set(tokens.flatMap((one) => one.specials))];
  return found.map((token) =>
    token === "!"
      ? { code: "BANG_PAD", text: 'an encoder reads each "!" of the prompt as padding' }
      : { code: "SPECIAL_TOKEN", text: `an encoder reads ${token} as a token of its own` },
  );
}

function negativeIgnored({ arm, guided }: WarningFacts): PictureWarning[] {
  if (guided || arm.negativePrompt === null) return [];
  return [
    {
      code: "NEGATIVE_IGNORED",
      text: `the negative prompt has no effect: guidance ${arm.guidance} uses none`,
    },
  ];
}

/** Models distilled to a few steps are published for 1 to 8: SDXL-Turbo and SD-Turbo 1 to 4, Lightning and LCM up to 8. */
const fewSteps = 8;

function offSpec({ arm, defaults }: WarningFacts): PictureWarning[] {
  const { size, guidance, steps } = arm;
  const own = defaults.size;
  const area = (size.width * size.height) / (own.width * own.height);
  const remarks = [
    ...(area < 0.5 || area > 2
      ? [
          `size ${size.width} × ${size.height} is far from the model's own ${own.width} × ${own.height}`,
        ]
      : []),
    ...(defaults.guidance <= 1 && guidance > 1
      ? [`guidance ${guidance} for a model made for none`]
      : []),
    ...(defaults.steps <= fewSteps && steps > fewSteps
      ? [`${steps} steps for a model made for ${fewSteps} at most`]
      : []),
  ];
  return remarks.map((text) => ({ code: "OFF_SPEC", text }));
}
