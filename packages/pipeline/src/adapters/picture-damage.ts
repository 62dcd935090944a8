import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { StoredPicture } from "../core/stored-picture.ts";
import { decodePicture } from "./png.ts";
import { readJson } from "./read-json.ts";
import { sha256 } from "./sha256.ts";

/** What the folder of a stored picture holds. */
export type Examined =
  | { status: "whole"; picture: StoredPicture }
  | { status: "absent" }
  | { status: "damaged"; reason: string };

/** Compares a stored picture with its own record; `decode` compares its pixels too, not only its bytes. */
export async function examinePicture(
  folder: string,
  key: string,
  decode: boolean,
): Promise<Examined> {
  const record = await readJson(path.join(folder, "record.json")).catch(() => undefined);
  if (record === undefined)
    return existsSync(folder) ? damaged("its record can't be read") : { status: "absent" };
  const parsed = StoredPicture.safeParse(record);
  if (!parsed.success) return damaged("its record breaks the schema");
  const { data: picture } = parsed;
  const hashOf = (name: string) => readFile(path.join(folder, name)).then(sha256, () => undefined);
  if (picture.key !== key || sha256(picture.keyText) !== key)
    return damaged("its record is of another picture");
  if ((await hashOf("image.png")) !== picture.fileSha256)
    return damaged("image.png has another hash");
  const { latentsSha256 } = picture;
  if (latentsSha256 !== null && (await hashOf("latents.f32")) !== latentsSha256)
    return damaged("latents.f32 has another hash");
  if (decode) {
    const { rgb } = await decodePicture(path.join(folder, "image.png"));
    if (sha256(rgb) !== picture.pixelsSha256) return damaged("its pixels have another hash");
  }
  return { status: "whole", picture };
}

const damaged = (reason: string) => ({ status: "damaged", reason }) as const;
