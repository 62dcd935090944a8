import { KnownError } from "@pairlab/domain/errors";
import type { SchedulerName } from "@pairlab/domain/scheduler-name";
import { expect, test } from "vitest";
import { ownScheduler, samplerSettings } from "./scheduler-config.ts";

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
const pndm = { ...common, _class_name: "PNDMScheduler", skip_prk_steps: true };
const dpm = { ...common, _class_name: "DPMSolverMultistepScheduler" };
const lcm = { ...common, _class_name: "LCMScheduler", original_inference_steps: 25 };
const flow = { _class_name: "FlowMatchEulerDiscreteScheduler", shift: 3 };
const file = "scheduler_config.json";

const settingsOf = (document: object, scheduler: SchedulerName) =>
  samplerSettings(document, file, scheduler);

test.each<[SchedulerName, object]>([
  ["euler", euler],
  ["euler_a", ancestral],
  ["ddim", ddim],
  ["pndm", pndm],
  ["dpmpp_2m", dpm],
  ["dpmpp_2m_karras", { ...dpm, use_karras_sigmas: true }],
  ["lcm", lcm],
  ["flow_euler", flow],
])("%s is known by its class, and its own settings are a model's own", (scheduler, document) => {
  const own = ownScheduler(document, file);
  expect(own.scheduler).toBe(scheduler);
  expect(settingsOf(document, scheduler)).toEqual(own.settings);
});

/** Keys that published files carry whatever their class, at the values that change nothing. */
const carried = {
  _diffusers_version: "0.24.0.dev0",
  clip_sample: false,
  clip_sample_range: 1.0,
  dynamic_thresholding_ratio: 0.995,
  interpolation_type: "linear",
  rescale_betas_zero_snr: false,
  sample_max_value: 1.0,
  sigma_max: null,
  sigma_min: null,
  skip_prk_steps: true,
  thresholding: false,
  timestep_type: "discrete",
  trained_betas: null,
  use_karras_sigmas: false,
};

// Class and settings of published models; the carried keys are parameters of diffusers' schedulers, some of other classes.
test.each<[string, SchedulerName, object, object]>([
  ["sdxl-turbo", "euler_a", ancestral, { spacing: "trailing" }],
  ["stable-diffusion-xl-base-1.0", "euler", euler, { spacing: "leading", stepsOffset: 1 }],
  ["sd-turbo", "euler", { ...euler, timestep_spacing: "trailing" }, { spacing: "trailing" }],
  ["LCM_Dreamshaper_v7", "lcm", { ...lcm, original_inference_steps: 50 }, { originalSteps: 50 }],
  ["stable-diffusion-v1-5", "pndm", pndm, { stepsOffset: 1, setAlphaToOne: false }],
  [
    "stable-diffusion-2-1",
    "ddim",
    { ...ddim, prediction_type: "v_prediction", set_alpha_to_one: false },
    { prediction: "v_prediction", stepsOffset: 1, setAlphaToOne: false },
  ],
])("%s is read for all the keys that its file carries", (_, scheduler, document, expected) => {
  const whole = { ...carried, ...document };
  expect(ownScheduler(whole, file)).toEqual(ownScheduler(document, file));
  expect(settingsOf(whole, scheduler)).toMatchObject(expected);
});

test("a model's own scheduler is set up as its file says", () => {
  expect(settingsOf({ ...euler, steps_offset: 0 }, "euler")).toMatchObject({ stepsOffset: 0 });
  expect(settingsOf({ ...euler, prediction_type: "v_prediction" }, "euler")).toMatchObject({
    prediction: "v_prediction",
  });
  expect(settingsOf(lcm, "lcm")).toMatchObject({ originalSteps: 25, timestepScaling: 10 });
  expect(settingsOf({ ...lcm, timestep_scaling: 5 }, "lcm").timestepScaling).toBe(5);
  expect(settingsOf({ ...ddim, set_alpha_to_one: false }, "ddim").setAlphaToOne).toBe(false);
  expect(settingsOf({ ...pndm, set_alpha_to_one: true }, "pndm").setAlphaToOne).toBe(true);
  expect(settingsOf(flow, "flow_euler")).toMatchObject({ prediction: "flow", shift: 3 });
});

test("where a file is silent, the class decides", () => {
  expect(settingsOf({ ...euler, timestep_spacing: undefined }, "euler").spacing).toBe("linspace");
  expect(settingsOf(dpm, "dpmpp_2m").spacing).toBe("linspace");
  expect(settingsOf(ddim, "ddim")).toMatchObject({ spacing: "leading", setAlphaToOne: true });
  expect(settingsOf(pndm, "pndm")).toMatchObject({ spacing: "leading", setAlphaToOne: false });
  expect(settingsOf({ ...euler, steps_offset: undefined }, "euler").stepsOffset).toBe(0);
});

test("a scheduler that isn't the model's own is the family's, with the model's own prediction", () => {
  const v = { ...ancestral, steps_offset: 0, prediction_type: "v_prediction" };
  const familys = { prediction: "v_prediction", setAlphaToOne: false, eta: 0 };
  for (const scheduler of ["euler", "ddim", "pndm", "dpmpp_2m"] as const)
    expect(settingsOf(v, scheduler)).toMatchObject({
      ...familys,
      spacing: "leading",
      stepsOffset: 1,
    });
  expect(settingsOf({ ...ddim, clip_sample: true }, "euler_a").spacing).toBe("trailing");
  expect(settingsOf(euler, "lcm")).toMatchObject({ originalSteps: 50, timestepScaling: 10 });
  expect(settingsOf({ ...pndm, _class_name: "HeunDiscreteScheduler" }, "euler").spacing).toBe(
    "leading",
  );
});

test("plain DPM-Solver and Karras' are two schedulers of one class", () => {
  const plain = settingsOf({ ...dpm, use_karras_sigmas: true, steps_offset: 0 }, "dpmpp_2m");
  expect(plain).toMatchObject({ spacing: "leading", stepsOffset: 1 });
  expect(settingsOf(dpm, "dpmpp_2m_karras")).toEqual(settingsOf(euler, "dpmpp_2m_karras"));
});

test("what a sampler doesn't read tells no pictures apart", () => {
  const other = { ...ancestral, steps_offset: 0, set_alpha_to_one: true };
  expect(settingsOf(ancestral, "euler_a")).toEqual(settingsOf(other, "euler_a"));
  expect(settingsOf({ ...lcm, timestep_spacing: "trailing", steps_offset: 0 }, "lcm")).toEqual(
    settingsOf(lcm, "lcm"),
  );
  expect(settingsOf({ ...ddim, steps_offset: 0 }, "ddim")).not.toEqual(settingsOf(ddim, "ddim"));
});

test("DPM-Solver as diffusers saves it clips nothing", () => {
  expect(settingsOf({ ...dpm, lambda_min_clipped: "-Infinity" }, "dpmpp_2m")).toEqual(
    settingsOf(dpm, "dpmpp_2m"),
  );
});

test("eta is DDIM's", () => {
  expect(samplerSettings(ddim, file, "ddim", { eta: 0.5 }).eta).toBe(0.5);
  expect(samplerSettings(euler, file, "ddim", { eta: 1 }).eta).toBe(1);
  expect(() => samplerSettings(euler, file, "euler", { eta: 0.5 })).toThrow(
    expect.objectContaining({ kind: "input", code: "REQ_UNSUPPORTED" }),
  );
});

test.each<[string, object, SchedulerName, string]>([
  ["noise of its own", { _class_name: "EDMEulerScheduler" }, "euler", "beta_start"],
  ["PNDM with its Runge–Kutta start", { ...pndm, skip_prk_steps: false }, "pndm", "skip_prk_steps"],
  ["PNDM, silent: starts so", { ...pndm, skip_prk_steps: undefined }, "pndm", "skip_prk_steps"],
  ["DDIM, silent: clips", { ...ddim, clip_sample: undefined }, "ddim", "clip_sample"],
  ["DDIM that clips", { ...ddim, clip_sample: true }, "ddim", "clip_sample"],
  ["LCM that clips", { ...lcm, clip_sample: true }, "lcm", "clip_sample"],
  ["an SDE solver", { ...dpm, algorithm_type: "sde-dpmsolver++" }, "dpmpp_2m", "algorithm_type"],
  ["clipped noise", { ...dpm, lambda_min_clipped: -5.1 }, "dpmpp_2m", "lambda_min_clipped"],
  ["third order", { ...dpm, solver_order: 3 }, "dpmpp_2m", "solver_order"],
  ["Heun's corrector", { ...dpm, solver_type: "heun" }, "dpmpp_2m_karras", "solver_type"],
  ["shift by size", { ...flow, use_dynamic_shifting: true }, "flow_euler", "use_dynamic_shifting"],
  ["flow with another sampler", flow, "euler", "euler"],
  ["a flow sampler without flow", euler, "flow_euler", "flow_euler"],
])("%s is unsupported, not drawn some other way", (_what, document, scheduler, found) => {
  const refused = () => settingsOf(document, scheduler);
  expect(refused).toThrow(KnownError);
  expect(refused).toThrow(found);
  expect(refused).toThrow(file);
  expect(refused).toThrow(expect.objectContaining({ kind: "input", code: "REQ_UNSUPPORTED" }));
});

test("a class that isn't implemented has no own scheduler", () => {
  expect(() => ownScheduler({ ...euler, _class_name: "HeunDiscreteScheduler" }, file)).toThrow(
    "unknown scheduler: HeunDiscreteScheduler (scheduler_config.json)",
  );
});

test.each([
  { prediction_type: "velocity" },
  { beta_schedule: "linear" },
  { beta_end: 0.02 },
  { use_karras_sigmas: true },
  { rescale_betas_zero_snr: true },
  { thresholding: true },
  { trained_betas: [0.1] },
  { final_sigmas_type: "sigma_min" },
  { timestep_type: "continuous" },
  { interpolation_type: "log_linear" },
])("%o changes pictures and isn't implemented: refused by name", (option) => {
  const refused = () => settingsOf({ ...euler, ...option }, "euler");
  expect(refused).toThrow(expect.objectContaining({ kind: "input", code: "REQ_UNSUPPORTED" }));
  expect(refused).toThrow(`at ${Object.keys(option).join()}`);
});
