import { KnownError } from "@pairlab/domain/errors";
import type { ModelComponents } from "@pairlab/domain/model-registry";
import { unusableLayout } from "./unusable-layout.ts";

const tokenizerFiles = ["vocab.json", "merges.txt", "tokenizer_config.json"];
/** Read where it is there; newer exporters leave it out. */
const tokenMap = "special_tokens_map.json";
const graphFiles = ["model.onnx", "config.json"];

const required: Record<keyof ModelComponents, readonly string[]> = {
  tokenizer: tokenizerFiles,
  tokenizer_2: tokenizerFiles,
  text_encoder: graphFiles,
  text_encoder_2: graphFiles,
  unet: graphFiles,
  vae_decoder: graphFiles,
  scheduler: ["scheduler_config.json"],
};

/** Names that exporters give to weights outside the graph file. */
const isExternalData = (name: string): boolean =>
  /^model\.onnx([._]data(_\d+)?)$/.test(name) || name === "weights.pb";

/**
 * The files that a model of these components is read from, weights apart.
 *
 * `paths` are relative to the model's folder, with forward slashes; the result is sorted.
 * Throws: KnownError (missing, MODEL_LAYOUT) that says which aren't there and, where the others tell, why.
 */
export function requiredFiles(
  components: ModelComponents,
  paths: readonly string[],
  source: string,
): string[] {
  const present = new Set(paths);
  const fixed = ["model_index.json", ...componentEntries(components).flatMap(requiredPaths)];
  const missing = fixed.filter((name) => !present.has(name));
  if (missing.length > 0) throw missingFiles(missing, paths, source);
  const maps = [components.tokenizer, components.tokenizer_2]
    .flatMap((folder) => (folder === undefined ? [] : [`${folder}/${tokenMap}`]))
    .filter((name) => present.has(name));
  return [...new Set([...fixed, ...maps])].toSorted();
}

/**
 * Files that graphs may take weights from, by the names that exporters give them: what is known before the graphs
 * themselves are there to be asked.
 */
export function weightFiles(components: ModelComponents, paths: readonly string[]): string[] {
  const folders = new Set(Object.values(components));
  return paths
    .filter((name) => {
      const slash = name.lastIndexOf("/");
      return folders.has(name.slice(0, slash)) && isExternalData(name.slice(slash + 1));
    })
    .toSorted();
}

const componentEntries = (components: ModelComponents): [keyof ModelComponents, string][] =>
  (Object.keys(required) as (keyof ModelComponents)[]).flatMap((component) => {
    const folder = components[component];
    return folder === undefined ? [] : [[component, folder] satisfies [string, string]];
  });

const requiredPaths = ([component, folder]: [keyof ModelComponents, string]): string[] =>
  required[component].map((name) => `${folder}/${name}`);

function missingFiles(
  missing: readonly string[],
  paths: readonly string[],
  source: string,
): KnownError {
  const reason = unusableLayout(missing, paths);
  const more = missing.length > 4 ? ` and ${missing.length - 4} more` : "";
  const names = `${missing.slice(0, 4).join(", ")}${more}`;
  return new KnownError("missing", `missing ${names} (${source}): ${reason.text}`, {
    code: "MODEL_LAYOUT",
    hint: reason.hint,
    details: { missing },
  });
}
