import { z } from "zod";

/** Execution providers of ONNX Runtime that a run may ask for; `cpu` is the one that is compared with the reference. */
export const Provider = z.enum(["cpu", "cuda", "tensorrt", "webgpu", "dml", "coreml"]);
export type Provider = z.infer<typeof Provider>;
