import path from "node:path";
import type { Arm } from "@pairlab/domain/arm";
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import type { LocatedModel } from "./adapters/located-models.ts";
import { type Graph, loadGraph } from "./adapters/onnx.ts";
import type { Pixels } from "./core/pixels.ts";
import { decodeLatents, denoise } from "./models/sdxl.ts";
import { loadSdxl, type SdxlGraphs } from "./models/sdxl-graphs.ts";
import { encodePrompt, type TextConditioning, zeroConditioning } from "./models/sdxl-text.ts";

/** One picture to make. */
export interface PaintRequest {
  model: LocatedModel;
  arm: Arm;
  settings: SamplerSettings;
  prompt: string;
  seed: number;
}

/** A picture, the latents it was decoded from, and what it cost. */
export interface Painting {
  pixels: Pixels;
  latents: Float32Array;
  durationsMs: {
    encode: number;
    denoise: number;
    decode: number;
    inference: number;
    total: number;
  };
  /** Tokens of the prompt that did not fit, the larger of both encoders. */
  droppedTokens: number;
}

export interface Painter {
  paint(request: PaintRequest): Promise<Painting>;
}

/** Jobs come prompt by prompt: the prompt in hand and a few negative ones are all that is asked for again. */
const keptPrompts = 8;

/**
 * Makes pictures, one after the other, holding the graphs of one model and the last prompts it has encoded.
 *
 * Going to another model keeps the graphs both have and releases the rest.
 */
export function createPainter(threads: number, now: () => number): Painter {
  const clock = { inference: 0 };
  const graphs = new Map<string, Promise<Graph>>();
  let current: { model: LocatedModel; sdxl: SdxlGraphs } | undefined;
  const encoded = new Map<string, TextConditioning>();

  const load = (file: string) => {
    const found = graphs.get(file) ?? loadGraph(file, threads).then((graph) => timed(graph));
    graphs.set(file, found);
    return found;
  };
  const timed = (graph: Graph): Graph => ({
    ...graph,
    run: async (feeds, wanted) => {
      const started = now();
      const found = await graph.run(feeds, wanted);
      clock.inference += now() - started;
      return found;
    },
  });
  const switchTo = async (model: LocatedModel): Promise<SdxlGraphs> => {
    const { folder, entry } = model;
    if (current?.model.entry.id === entry.id) return current.sdxl;
    const kept = new Set(
      Object.values(entry.components).map((name = "") => path.join(folder, name, "model.onnx")),
    );
    for (const [file, graph] of graphs)
      if (!kept.has(file)) {
        graphs.delete(file);
        await (await graph).release();
      }
    encoded.clear();
    current = { model, sdxl: await loadSdxl(folder, entry.modelIndex, entry.components, load) };
    return current.sdxl;
  };
  const encode = async (sdxl: SdxlGraphs, text: string): Promise<TextConditioning> => {
    const found = encoded.get(text) ?? (await encodePrompt(sdxl, text));
    encoded.delete(text);
    encoded.set(text, found); // last used, last in line
    for (const oldest of [...encoded.keys()].slice(0, -keptPrompts)) encoded.delete(oldest);
    return found;
  };

  return {
    paint: async ({ model, arm, settings, prompt, seed }) => {
      const sdxl = await switchTo(model);
      clock.inference = 0;
      const started = now();
      const positive = await encode(sdxl, prompt);
      const negative =
        arm.negativePrompt === null && sdxl.zerosForNull
          ? zeroConditioning(positive)
          : await encode(sdxl, arm.negativePrompt ?? "");
      const afterEncode = now();
      const latents = await denoise(sdxl, { seed, arm, settings, positive, negative });
      const afterDenoise = now();
      const pixels = await decodeLatents(sdxl, latents, arm);
      const ended = now();
      return {
        pixels,
        latents,
        durationsMs: {
          encode: afterEncode - started,
          denoise: afterDenoise - afterEncode,
          decode: ended - afterDenoise,
          inference: clock.inference,
          total: ended - started,
        },
        droppedTokens: Math.max(...positive.dropped),
      };
    },
  };
}
