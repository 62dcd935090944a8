// Noise and samplers without any model, as JSON lines: npx tsx packages/pipeline/bench/noise-and-samplers.ts
import type { SamplerSettings } from "@pairlab/domain/sampler-settings";
import { SchedulerName } from "@pairlab/domain/scheduler-name";
import { mt19937 } from "../src/core/mt19937.ts";
import { noiseGenerator } from "../src/core/noise-generator.ts";
import { createSampler } from "../src/core/samplers/create-sampler.ts";
import { neutralSettings } from "../src/core/samplers/read-settings.ts";
import { timedPair } from "./timed-pair.ts";

const numbers = 4 * 64 * 64; // one 512 × 512 picture's latents
const rounds = 100;

/** Noise as one would write it without a reference: the same uniforms, the platform's logarithm and cosine. */
function plainNoise(): Float32Array {
  const word = mt19937(1);
  const noise = new Float32Array(numbers);
  for (let i = 0; i < numbers; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(1 - (word() & 0xffffff) * 2 ** -24));
    const angle = 2 * Math.PI * (word() & 0xffffff) * 2 ** -24;
    noise[i] = radius * Math.cos(angle);
    noise[i + 1] = radius * Math.sin(angle);
  }
  return noise;
}

const drawn = (seed: number) => noiseGenerator("torch-cpu", seed).randn(numbers);
const [x, output, noise] = [drawn(1), drawn(2), drawn(3)];

/** The least a step can be: one multiplication and one addition a number. */
function plainStep(): Float32Array {
  const next = new Float32Array(numbers);
  for (let k = 0; k < numbers; k += 1) next[k] = (x[k] ?? 0) + 0.5 * (output[k] ?? 0);
  return next;
}

function settingsOf(name: SchedulerName): SamplerSettings {
  const prediction = name === "flow_euler" ? "flow" : "epsilon";
  return { ...neutralSettings, prediction, spacing: name === "euler_a" ? "trailing" : "leading" };
}

function walk(name: SchedulerName, steps: number): void {
  const sampler = createSampler(name, steps, settingsOf(name));
  let latents = x;
  for (const call of sampler.timesteps.keys())
    latents = sampler.step(
      sampler.modelInput(latents, call),
      output,
      call,
      sampler.drawsNoise(call) ? noise : undefined,
    );
}

const print = (record: object) => process.stdout.write(`${JSON.stringify(record)}\n`);

for (const source of ["torch-cpu", "torch-cuda"] as const) {
  print({
    bench: "noise",
    source,
    numbers,
    ...timedPair(() => noiseGenerator(source, 1).randn(numbers), plainNoise, rounds),
  });
}
for (const scheduler of SchedulerName.options) {
  const steps = scheduler === "turbo_stability" ? 4 : 20;
  const calls = createSampler(scheduler, steps, settingsOf(scheduler)).timesteps.length;
  const { medianMs, medianRatio } = timedPair(() => walk(scheduler, steps), plainStep, rounds);
  const perStep = { medianMs: medianMs / calls, medianRatio: medianRatio / calls };
  print({ bench: "sampler step", scheduler, numbers, ...perStep });
}
