import { createGraphShelf } from "./adapters/graph-shelf.ts";
import type { LocatedModel } from "./adapters/located-models.ts";
import type { GraphOptions } from "./adapters/onnx.ts";
import { encoderHashes } from "./core/encoder-hashes.ts";
import { pictureWarnings } from "./core/picture-warnings.ts";
import { createTextCache } from "./core/text-cache.ts";
import { decodeLatents } from "./models/decode-latents.ts";
import { denoise } from "./models/denoise.ts";
import { encodePrompt } from "./models/encode-prompt.ts";
import { loadModel } from "./models/load-model.ts";
import type { LoadedModel } from "./models/loaded-model.ts";
import { isGuided } from "./models/noise-predictor.ts";
import { type TextConditioning, zeroConditioning } from "./models/text-conditioning.ts";
import type { Painter, PaintRequest } from "./painting.ts";
import { createPaintingRecorder } from "./painting-recorder.ts";

/**
 * Makes pictures, one after the other, holding the graphs of one model and the encoded prompts of all.
 *
 * Going to another model keeps the graphs both have and releases the rest. A prompt is encoded once for all models
 * that share their encoders.
 */
export function createPainter(options: GraphOptions, now: () => number): Painter {
  const shelf = createGraphShelf(options, now);
  const texts = createTextCache<TextConditioning>();
  let current: { model: LocatedModel; loaded: LoadedModel } | undefined;

  const switchTo = async (model: LocatedModel): Promise<LoadedModel> => {
    if (current?.model.entry.id === model.entry.id) return current.loaded;
    current = undefined;
    await shelf.keepOnly(model);
    current = { model, loaded: await loadModel(model, shelf.load) };
    return current.loaded;
  };
  const encode = (model: LocatedModel, loaded: LoadedModel, text: string, clipSkip = 0) => {
    const key = `${encoderHashes(model.entry)} ${clipSkip} ${text}`;
    return texts.get(key, () => encodePrompt(loaded, text, clipSkip));
  };
  const negativeOf = async (
    { model, arm }: PaintRequest,
    loaded: LoadedModel,
    positive: TextConditioning,
  ): Promise<TextConditioning> => {
    const { negativePrompt, guidance } = arm;
    if (!isGuided(loaded, guidance) || (negativePrompt === null && loaded.zerosForNull))
      return zeroConditioning(positive);
    return encode(model, loaded, negativePrompt ?? ""); // never clip-skipped: diffusers' encode_prompt
  };

  return {
    paint: async (request) => {
      const { model, arm, settings, prompt, seed } = request;
      const loaded = await switchTo(model);
      const inferenceBefore = shelf.inferenceMs();
      const started = now();
      const recorder = createPaintingRecorder(loaded, arm, settings);
      const positive = await encode(model, loaded, prompt, arm.clipSkip);
      const negative = await negativeOf(request, loaded, positive);
      recorder.text(positive);
      const afterEncode = now();
      const asked = { seed, arm, settings, positive, negative };
      const latents = await denoise(loaded, asked, recorder);
      const afterDenoise = now();
      const { pixels, sample } = await decodeLatents(loaded, latents, arm.size);
      const ended = now();
      const guided = isGuided(loaded, arm.guidance);
      const { defaults } = model.entry;
      return {
        pixels,
        latents,
        trace: recorder.trace(sample),
        warnings: pictureWarnings({
          arm,
          defaults,
          tokens: positive.read,
          negativeTokens: negative.read,
          guided,
        }),
        durationsMs: {
          encode: afterEncode - started,
          denoise: afterDenoise - afterEncode,
          decode: ended - afterDenoise,
          inference: shelf.inferenceMs() - inferenceBefore,
          total: ended - started,
        },
      };
    },
  };
}
