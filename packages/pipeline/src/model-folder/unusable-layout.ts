/** Why a folder or repository can't be run as it is, and what would help. */
export interface UnusableLayout {
  text: string;
  hint: string;
}

const exportCommand = "optimum-cli export onnx --model <id> --task text-to-image out/";
const exported = `export it, then add the folder: ${exportCommand}`;

/** Guesses from the files that are there why others are missing; `missing` holds at least one path. */
export function unusableLayout(
  missing: readonly string[],
  paths: readonly string[],
): UnusableLayout {
  const has = (pattern: RegExp) => paths.some((name) => pattern.test(name));
  if (missing.some((name) => name.endsWith(".onnx"))) {
    if (has(/\.(plan|engine|trt)$/))
      return {
        text: "these are TensorRT engines, which run on one kind of GPU only",
        hint: exported,
      };
    if (has(/\.(safetensors|bin|ckpt|pt|msgpack)$/) && !has(/\.onnx$/))
      return { text: "it holds weights for PyTorch or Flax, no ONNX graphs", hint: exported };
    if (has(/\.onnx$/))
      return {
        text: "its ONNX files aren't laid out as Optimum does (<part>/model.onnx)",
        hint: `optimised or fused exports can't be run here; ${exported}`,
      };
    return { text: "it holds no ONNX graphs", hint: exported };
  }
  if (missing.every((name) => name.includes("tokenizer")))
    return has(/tokenizer(_2)?\/tokenizer\.json$/)
      ? {
          text: "it has tokenizer.json only, which isn't read: the rules are those of vocab.json and merges.txt",
          hint: "save the tokenizer with transformers' CLIPTokenizer.from_pretrained(…).save_pretrained(…), or take both files from the original repository",
        }
      : {
          text: "the tokenizer is incomplete",
          hint: "take these files from the original repository",
        };
  if (missing.every((name) => name.endsWith("config.json")))
    return {
      text: "the graphs came without their configurations, as diffusers' old conversion script left them",
      hint: "take them from the original repository (vae/config.json for vae_decoder), or export it anew with optimum-cli",
    };
  return { text: "it isn't a whole diffusers pipeline in ONNX form", hint: exported };
}
