import { KnownError } from "@pairlab/domain/errors";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { expect, test } from "vitest";
import { samplerSettings } from "./scheduler-config.ts";

const common = {
  beta_start: 0.00085,
  beta_end: 0.012,
  beta_schedule: "scaled_linear",
  num_train_timesteps: 1000,
  prediction_type: "epsilon",
  steps_offset: 1,
};
const euler = { ...common, _class_name: "EulerDiscreteScheduler", timestep_spacing: "leading" };
const ancestral = {
  ...common,
  _class_name: "EulerAncestralDiscreteScheduler",
  timestep_spacing: "trailing",
};
const ddim = { ...common, _class_name: "DDIMScheduler", clip_sample: false };
const lcm = { ...common, _class_name: "LCMScheduler", original_inference_steps: 25 };

const settingsOf = (document: object, scheduler: SchedulerName) =>
  samplerSettings(document, "scheduler_config.json", scheduler);

test("a model's own scheduler is set up as its file says", () => {
  expect(settingsOf({ ...euler, steps_offset: 0 }, "euler")).toMatchObject({ stepsOffset: 0 });
  expect(settingsOf(lcm, "lcm")).toMatchObject({ originalSteps: 25, timestepScaling: 10 });
  expect(settingsOf({ ...ddim, set_alpha_to_one: false }, "ddim").setAlphaToOne).toBe(false);
  expect(settingsOf(ddim, "ddim").setAlphaToOne).toBe(true);
});

test("a scheduler that isn't the model's own is set up as the family's", () => {
  const familys = { stepsOffset: 1, setAlphaToOne: false, originalSteps: 50, timestepScaling: 10 };
  expect(settingsOf(lcm, "euler")).toMatchObject(familys);
  expect(settingsOf({ ...ancestral, steps_offset: 0 }, "dpmpp_2m_karras")).toMatchObject(familys);
});

test.each<[string, object, SchedulerName, string]>([
  ["an unknown class", { ...euler, _class_name: "PNDMScheduler" }, "euler", "PNDMScheduler"],
  ["Euler, trailing", { ...euler, timestep_spacing: "trailing" }, "euler", "trailing"],
  ["Euler, silent: linspace", { ...euler, timestep_spacing: undefined }, "euler", "linspace"],
  ["ancestral, leading", { ...ancestral, timestep_spacing: "leading" }, "euler_a", "leading"],
  ["DDIM, silent: clips", { ...ddim, clip_sample: undefined }, "ddim", "clip_sample"],
])("%s is unsupported, not drawn some other way", (_what, document, scheduler, found) => {
  const refused = () => settingsOf(document, scheduler);
  expect(refused).toThrow(KnownError);
  expect(refused).toThrow(found);
  expect(refused).toThrow("(scheduler_config.json)");
  expect(refused).toThrow(expect.objectContaining({ kind: "input", code: "REQ_UNSUPPORTED" }));
});

test.each([
  { prediction_type: "v_prediction" },
  { beta_schedule: "linear" },
  { beta_end: 0.02 },
  { use_karras_sigmas: true },
  { rescale_betas_zero_snr: true },
  { thresholding: true },
  { trained_betas: [0.1] },
  { final_sigmas_type: "sigma_min" },
])("%o changes pictures and isn't implemented: refused by name", (option) => {
  const refused = () => settingsOf({ ...euler, ...option }, "euler");
  expect(refused).toThrow(expect.objectContaining({ kind: "input" }));
  expect(refused).toThrow(`at ${Object.keys(option).join()}`);
});
