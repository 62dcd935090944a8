import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { at } from "@pairlab/domain/at";
import { decodePicture, resized } from "@pairlab/pipeline/adapters/png";
import type { Pixels } from "@pairlab/pipeline/core/pixels";
import { apples, balloon, sunflower, teapot } from "./practice-drawings.ts";

/** What a damaged picture goes through, in this order. */
interface Damage {
  /** Pixels in a row that the picture is coarsened to. */
  coarseness: number;
  /** Sideways shifts, each of an equally high strip, from the top. */
  shifts: readonly number[];
}

interface Drawing {
  id: string;
  promptText: string;
  better: "left" | "right";
  clean: string;
  /** What the damage is done to: the same drawing, or one that shows the wrong thing. */
  spoilt: string;
  damage: Damage;
}

const side = 384;

const drawings: readonly Drawing[] = [
  {
    id: "balloon",
    promptText: "a hot-air balloon over green hills",
    better: "left",
    clean: balloon(),
    spoilt: balloon(),
    damage: { coarseness: 48, shifts: [0, 84, -96, 60, -72, 0] },
  },
  {
    id: "sunflower",
    promptText: "a yellow sunflower in a clay pot",
    better: "right",
    clean: sunflower(),
    spoilt: sunflower("#6d78a8"),
    damage: { coarseness: 24, shifts: [0] },
  },
  {
    id: "apples",
    promptText: "two green apples on a plate",
    better: "right",
    clean: apples(),
    spoilt: apples("#7a4a86", "#5e3568"),
    damage: { coarseness: 64, shifts: [0, 40, -48, 56, -24, 0, 32, 0] },
  },
  {
    id: "teapot",
    promptText: "a teapot and a cup on a table",
    better: "left",
    clean: teapot(),
    spoilt: teapot(),
    damage: { coarseness: 24, shifts: [0, 0, 72, -88, 0] },
  },
];

/** The practice pairs as `practice.json` lists them. */
export const practicePairs = drawings.map(({ id, promptText, better }) => {
  const { clean, spoilt } = names(id);
  const [left, right] = better === "left" ? [clean, spoilt] : [spoilt, clean];
  return { id, promptText, left, right, better };
});

/** Every picture that the pairs name. */
export async function practicePictures(): Promise<Map<string, Pixels>> {
  const pictures = new Map<string, Pixels>();
  for (const { id, clean, spoilt, damage } of drawings) {
    pictures.set(names(id).clean, await drawn(clean));
    const coarse = await resized(await drawn(spoilt), square(damage.coarseness), "lanczos3");
    const large = await resized(coarse, square(side), "nearest");
    pictures.set(names(id).spoilt, shifted(large, damage.shifts));
  }
  return pictures;
}

const square = (side: number) => ({ width: side, height: side });

function names(id: string) {
  return { clean: `${id}-clean.png`, spoilt: `${id}-spoilt.png` };
}

/** The SVG as pixels. The decoder reads files, as everywhere in Pairlab. */
async function drawn(svg: string): Promise<Pixels> {
  const folder = mkdtempSync(path.join(tmpdir(), "pairlab-practice-"));
  try {
    const file = path.join(folder, "drawing.svg");
    writeFileSync(file, svg);
    return await decodePicture(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each strip moved sideways; what leaves it at one end comes in at the other. */
function shifted({ rgb, width, height }: Pixels, shifts: readonly number[]): Pixels {
  const moved = new Uint8Array(rgb.length);
  for (let y = 0; y < height; y += 1) {
    const shift = at(shifts, Math.floor((y * shifts.length) / height));
    const start = y * width * 3;
    const cut = start + ((width - shift) % width) * 3;
    const end = start + width * 3;
    moved.set(rgb.subarray(cut, end), start);
    moved.set(rgb.subarray(start, cut), start + end - cut);
  }
  return { rgb: moved, width, height };
}
