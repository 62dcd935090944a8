import { at } from "@pairlab/domain/at";
import { z } from "zod";

const milliseconds = z.number().min(0);

/** How fast one model was, at one size and with or without guidance, on this machine. Medians a picture. */
export const PaintingSpeed = z.strictObject({
  encodeMs: milliseconds,
  stepMs: milliseconds.describe("one step of the sampler"),
  decodeMs: milliseconds,
  storedBytes: z.number().min(0).describe("picture, latents and record"),
  pictures: z.int().positive().describe("how many it was measured on"),
});
export type PaintingSpeed = z.infer<typeof PaintingSpeed>;

/** Speeds by model, size and guidance. */
export type PaintingSpeeds = Readonly<Record<string, PaintingSpeed>>;

/** What decides how long a picture takes, steps apart. */
export interface SpeedClass {
  modelHash: string;
  size: { width: number; height: number };
  guidance: number;
}

/** A picture that was made, and what it cost. */
export interface MeasuredPicture extends SpeedClass {
  steps: number;
  durationsMs: { encode: number; denoise: number; decode: number };
  storedBytes: number;
}

const speedKey = ({ modelHash, size, guidance }: SpeedClass): string =>
  `${modelHash} ${size.width}x${size.height} ${guidance > 1 ? "guided" : "unguided"}`;

/** The known speeds with what was measured now in the place of what was known of the same. */
export function learntSpeeds(
  known: PaintingSpeeds,
  measured: readonly MeasuredPicture[],
): PaintingSpeeds {
  const keys = new Set(measured.map(speedKey));
  const learnt = [...keys].map((key): [string, PaintingSpeed] => {
    const pictures = measured.filter((picture) => speedKey(picture) === key);
    return [
      key,
      {
        encodeMs: median(pictures.map(({ durationsMs }) => durationsMs.encode)),
        stepMs: median(pictures.map(({ durationsMs, steps }) => durationsMs.denoise / steps)),
        decodeMs: median(pictures.map(({ durationsMs }) => durationsMs.decode)),
        storedBytes: median(pictures.map(({ storedBytes }) => storedBytes)),
        pictures: pictures.length,
      },
    ];
  });
  return { ...known, ...Object.fromEntries(learnt) };
}

/** What pictures will cost on this machine. */
export interface ExpectedCost {
  /** Seconds of painting, over all painters; null while a model hasn't been measured at this size. */
  seconds: number | null;
  /** Bytes they will take; at most, where nothing was measured. */
  bytes: number;
  /** Arms without a measurement. */
  unmeasuredArmIds: readonly string[];
}

/** The cost of pictures by what is known of their models. `workers` of them are painted at once. */
export function expectedCost(
  jobs: readonly (SpeedClass & { armId: string; steps: number })[],
  speeds: PaintingSpeeds,
  workers: number,
): ExpectedCost {
  const unmeasured = new Set<string>();
  let [ms, bytes] = [0, 0];
  for (const job of jobs) {
    const speed = speeds[speedKey(job)];
    if (speed === undefined) unmeasured.add(job.armId);
    else ms += speed.encodeMs + job.steps * speed.stepMs + speed.decodeMs;
    bytes += speed?.storedBytes ?? mostBytes(job.size);
  }
  const seconds = unmeasured.size > 0 ? null : ms / 1000 / Math.max(1, workers);
  return { seconds, bytes, unmeasuredArmIds: [...unmeasured] };
}

/** Pixels as they are, four float32 latents for each 8 × 8 of them, and a record. */
const mostBytes = ({ width, height }: SpeedClass["size"]): number =>
  width * height * (3 + (4 * 4) / 64) + 16_384;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return at(sorted, middle);
  return (at(sorted, middle - 1) + at(sorted, middle)) / 2;
}
