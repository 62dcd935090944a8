import { readFileSync } from "node:fs";
import os from "node:os";
import type { Environment } from "@pairlab/domain/manifest";
import type { Provider } from "@pairlab/domain/provider";
import { z } from "zod";
import { onnxruntimeVersion, sessionOptions } from "./onnx.ts";
import { sharpVersion } from "./png.ts";

/** Where a run is made and with what. */
export function runEnvironment(threads: number, provider: Provider): Environment {
  const own = new URL("../../package.json", import.meta.url);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(own, "utf8")));
  return {
    pairlab: version,
    node: process.version,
    onnxruntime: onnxruntimeVersion(),
    sharp: sharpVersion(),
    platform: `${process.platform} ${process.arch}`,
    cpu: os.cpus()[0]?.model.trim() || "unknown",
    provider,
    threads,
    graphOptimization: sessionOptions({ threads, provider }).graphOptimizationLevel,
  };
}
