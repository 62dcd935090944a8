import type { Size } from "@pairlab/domain/arm";
import { KnownError } from "@pairlab/domain/errors";
import { grouped } from "@pairlab/domain/grouped";
import { Identifier } from "@pairlab/domain/identifier";
import type { DeclaredSettings, ImportedArm } from "@pairlab/domain/imported-manifest";
import type { PictureClaim } from "./picture-claim.ts";

interface Sized extends Size {
  claim: PictureClaim;
}

/** Arms in the order in which they are first named, and which of them a claim belongs to. */
export interface ImportedArms {
  arms: ImportedArm[];
  armIdOf: (claim: PictureClaim) => string;
}

/**
 * An arm a model. Its id is the model's name as far as an id allows it, its label the name or what `labels` says.
 *
 * Throws: KnownError (input) when one model was run in two ways, two models would have one id, a model's name gives no
 *         id, or a label is of no model.
 */
export function importedArms(
  pictures: readonly Sized[],
  labels: ReadonlyMap<string, string>,
): ImportedArms {
  const byModel = grouped(pictures, ({ claim }) => claim.settings.model);
  const ids = idsOf(byModel);
  for (const id of labels.keys())
    if (![...ids.values()].includes(id))
      throw new KnownError("input", `unknown model: ${id} (--label)`, {
        hint: `the models are ${[...ids.values()].join(", ")}`,
      });
  const arms = [...byModel].map(([model, own]): ImportedArm => {
    const id = ids.get(model) ?? model;
    return {
      id,
      label: labels.get(id) ?? model.slice(0, 60),
      declared: sharedSettings(own),
      sizes: distinctSizes(own),
    };
  });
  return { arms, armIdOf: ({ settings }) => ids.get(settings.model) ?? settings.model };
}

function idsOf(byModel: ReadonlyMap<string, readonly Sized[]>): Map<string, string> {
  const ids = new Map<string, string>();
  for (const [model, [first]] of byModel) {
    const id = Identifier.safeParse(
      model
        .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
        .replace(/^[^A-Za-z0-9]+/, "")
        .slice(0, 80),
    );
    const place = first?.claim.place ?? "";
    if (!id.success)
      throw new KnownError("input", `invalid model: ${model} (${place})`, {
        hint: "give it a name with Latin letters or digits; --label shows another one in charts",
      });
    for (const [other, taken] of ids)
      if (taken.toLowerCase() === id.data.toLowerCase())
        throw new KnownError("input", `duplicate model: ${other} and ${model} (${place})`, {
          hint: `both would be called ${id.data}: rename one`,
        });
    ids.set(model, id.data);
  }
  return ids;
}

const names = ["revision", "steps", "guidance", "scheduler"] as const;

/** What all pictures of a model say of it: an arm is one way of running one model. */
function sharedSettings(pictures: readonly Sized[]): DeclaredSettings {
  const [first, ...others] = pictures.map(({ claim }) => claim);
  if (first === undefined) throw new Error("a model without pictures");
  for (const { settings, place } of others)
    for (const name of names)
      if (settings[name] !== first.settings[name])
        throw new KnownError(
          "input",
          `mismatched ${name}: ${settings[name] ?? "nothing"} (${place}), ${first.settings[name] ?? "nothing"} (${first.place})`,
          {
            hint: `${settings.model} can be run in one way only: call another way another model, such as "${settings.model} ${name} ${settings[name] ?? "unknown"}"`,
          },
        );
  return first.settings;
}

function distinctSizes(pictures: readonly Sized[]): Size[] {
  const sizes = new Map(
    pictures.map(({ height, width }) => [`${width} ${height}`, { height, width }]),
  );
  return [...sizes.values()].sort(
    (one, other) => one.width * one.height - other.width * other.height || one.width - other.width,
  );
}
