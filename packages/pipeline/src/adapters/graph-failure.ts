import { KnownError } from "@pairlab/domain/errors";
import type { Provider } from "@pairlab/domain/provider";
import { missingOperator } from "../core/missing-operator.ts";

/** How to get what a provider needs. */
const hints: Readonly<Record<Provider, string>> = {
  cpu: "npx pairlab models verify   compares every model file with its hash",
  cuda: "Linux with an NVIDIA card: ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node, with CUDA 12 and cuDNN 9 installed",
  tensorrt:
    "as cuda, with TensorRT 10 on the library path: ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node",
  webgpu: "install a Vulkan loader and driver (Linux) or use a desktop with a graphics card",
  dml: "DirectML is there on Windows only",
  coreml: "Core ML is there on macOS only",
};

/** What the runtime says when it has no memory left. */
const outOfMemory = /bad_alloc|bad allocation|failed to allocate|out of memory|cannot allocate/i;

/** What the runtime said, without the name of its own source file and condition. */
function firstLine(cause: unknown): string {
  const text = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause);
  return text.replace(/^\/\S+:\d+ .* was false\. /, "");
}

/** What the runtime threw, as the known error that a person can act on. */
export function graphFailure(cause: unknown, file: string, provider: Provider): KnownError {
  const said = firstLine(cause);
  if (outOfMemory.test(said))
    return new KnownError("missing", `missing memory: ${file} needs more than there is`, {
      code: "MEMORY",
      hint: "close other programs, draw smaller pictures, or use a machine with more memory",
      cause,
    });
  if (provider !== "cpu")
    return new KnownError("missing", `missing provider: ${provider} can't run ${file} (${said})`, {
      code: "MODEL_PROVIDER",
      hint: hints[provider],
      cause,
    });
  const operator = missingOperator(said);
  if (operator !== undefined)
    return new KnownError("missing", `missing operator: ${operator}, which ${file} asks for`, {
      code: "MODEL_PROVIDER",
      hint: "it was optimised for another provider: export it again without fused operators",
      cause,
    });
  return new KnownError("missing", `invalid model file: ${file} (the runtime can't load it)`, {
    code: "MODEL_DATA",
    hint: hints.cpu,
    cause,
  });
}
