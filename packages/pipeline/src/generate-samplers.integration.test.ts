import path from "node:path";
import { expect, test } from "vitest";
import { decodePicture } from "./adapters/png.ts";
import { pictureDrift } from "./core/picture-drift.ts";
import { pixelHashes, studio } from "./generate.fixture.ts";

const prompts = ['{"id":"star","text":"a red star on a white background"}'];
const schedulers = [
  "euler",
  "euler_a",
  "ddim",
  "pndm",
  "dpmpp_2m",
  "dpmpp_2m_karras",
  "lcm",
  "turbo_stability",
] as const;

test("every sampler draws from a spec, each its own picture", async () => {
  const one = studio({ prompts });
  const base = { model: "mini-sdxl-base", steps: 4, guidance: 3 };
  const arms = schedulers.map((scheduler) => ({
    ...base,
    id: scheduler.replaceAll("_", "-"),
    scheduler,
  }));
  const made = await one.generate({ arms });
  expect(made).toMatchObject({ status: "complete", made: 8, missing: 0 });
  expect(new Set(Object.values(pixelHashes(one.manifest()))).size).toBe(8);
});

test("eta is part of the picture, and 0 is as good as none", async () => {
  const one = studio({ prompts });
  const ddim = { model: "mini-sdxl-base", steps: 4, scheduler: "ddim" };
  const arms = [
    { ...ddim, id: "plain" },
    { ...ddim, id: "zero", eta: 0 },
    { ...ddim, id: "noisy", eta: 1 },
  ];
  await one.generate({ arms });
  const hashes = pixelHashes(one.manifest());
  expect(hashes["zero star 0"]).toBe(hashes["plain star 0"]);
  expect(hashes["noisy star 0"]).not.toBe(hashes["plain star 0"]);
});

test("Stability's turbo sampler is close to diffusers' at one step and another one at two", async () => {
  const one = studio({ prompts });
  const arms = [1, 2].flatMap((steps) =>
    (["euler_a", "turbo_stability"] as const).map((scheduler) => ({
      id: `${scheduler.replaceAll("_", "-")}-${steps}`,
      model: "mini-sdxl-turbo",
      steps,
      scheduler,
    })),
  );
  await one.generate({ arms });
  const [a1, b1, a2, b2] = await Promise.all(
    one
      .manifest()
      .images.map(({ file }) => decodePicture(path.join(one.folders.runs, "small", file))),
  );
  if (!(a1 && b1 && a2 && b2)) throw new Error("four pictures were asked for");
  expect(pictureDrift(a1, b1).meanDifference).toBeLessThan(3);
  expect(pictureDrift(a2, b2).meanDifference).toBeGreaterThan(3);
});

test.each([
  [{ scheduler: "flow_euler" }, "flow_euler"],
  [{ scheduler: "turbo_stability", steps: 5 }, "invalid steps: 5"],
  [{ scheduler: "euler", eta: 0.5 }, "eta"],
])("%o is refused before anything is written", async (settings, found) => {
  const arms = [{ id: "one", model: "mini-sdxl-turbo", steps: 2, ...settings }];
  const refused = studio({ prompts }).inspect({ arms });
  await expect(refused).rejects.toThrow(expect.objectContaining({ kind: "input" }));
  await expect(refused).rejects.toThrow(found);
});
