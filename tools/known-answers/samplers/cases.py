"""What is run: settings that torch2_cpu_exact_sqrt.json does not have."""

from dataclasses import dataclass, field

DDIM = {"steps_offset": 1, "set_alpha_to_one": False, "clip_sample": False}
PNDM = {"skip_prk_steps": True, "steps_offset": 1, "set_alpha_to_one": False}
LEADING = {"timestep_spacing": "leading", "steps_offset": 1}
TRAILING = {"timestep_spacing": "trailing"}
LINSPACE = {"timestep_spacing": "linspace"}
V = {"prediction_type": "v_prediction"}
SAMPLE = {"prediction_type": "sample"}


@dataclass(frozen=True)
class Case:
    name: str
    scheduler: str
    config: dict
    steps: tuple[int, ...]
    step_options: dict = field(default_factory=dict)
    """What the scheduler's step takes beside the output: DDIM's eta."""
    base_sigmas: str = "scheduler"
    """Flow matching: "scheduler" takes its own table, "trailing" the levels that FLUX's pipeline hands to it."""


CASES = [
    Case("ddim eps eta 0.5", "DDIMScheduler", DDIM, (20,), {"eta": 0.5}),
    Case("ddim eps eta 1", "DDIMScheduler", DDIM, (10, 50), {"eta": 1.0}),
    Case("ddim eps eta 1 alpha one", "DDIMScheduler",
         DDIM | {"set_alpha_to_one": True, "steps_offset": 0}, (10,), {"eta": 1.0}),
    Case("ddim v eta 0.3", "DDIMScheduler", DDIM | V, (20,), {"eta": 0.3}),
    Case("ddim sample", "DDIMScheduler", DDIM | SAMPLE, (20,)),
    Case("ddim sample eta 1", "DDIMScheduler", DDIM | SAMPLE, (20,), {"eta": 1.0}),
    Case("ddim trailing", "DDIMScheduler", DDIM | TRAILING, (1, 4, 20)),
    Case("ddim linspace v", "DDIMScheduler", DDIM | LINSPACE | V, (20,)),
    Case("euler v leading", "EulerDiscreteScheduler", LEADING | V, (20,)),
    Case("euler v trailing", "EulerDiscreteScheduler", TRAILING | V, (4, 25)),
    Case("euler v linspace", "EulerDiscreteScheduler", LINSPACE | V, (20,)),
    Case("euler sample", "EulerDiscreteScheduler", LEADING | SAMPLE, (20,)),
    Case("euler-a leading", "EulerAncestralDiscreteScheduler", LEADING, (30,)),
    Case("euler-a linspace", "EulerAncestralDiscreteScheduler", LINSPACE, (20,)),
    Case("euler-a v trailing", "EulerAncestralDiscreteScheduler", TRAILING | V, (4, 20)),
    Case("euler-a v leading", "EulerAncestralDiscreteScheduler", LEADING | V, (20,)),
    Case("dpmpp-2m v leading", "DPMSolverMultistepScheduler", LEADING | V, (20,)),
    Case("dpmpp-2m v linspace", "DPMSolverMultistepScheduler", V, (25,)),
    Case("dpmpp-2m sample", "DPMSolverMultistepScheduler", LEADING | SAMPLE, (20,)),
    Case("dpmpp-2m trailing", "DPMSolverMultistepScheduler", TRAILING, (1, 2, 10)),
    Case("dpmpp-2m karras", "DPMSolverMultistepScheduler", {"use_karras_sigmas": True}, (1, 2, 8, 30)),
    Case("dpmpp-2m karras v", "DPMSolverMultistepScheduler", {"use_karras_sigmas": True} | V, (25,)),
    Case("pndm v", "PNDMScheduler", PNDM | V, (20, 50)),
    Case("pndm alpha one", "PNDMScheduler", PNDM | {"set_alpha_to_one": True}, (1, 2, 3, 4, 8)),
    Case("pndm linspace", "PNDMScheduler", PNDM | LINSPACE, (20,)),
    Case("pndm trailing", "PNDMScheduler", PNDM | TRAILING, (20,)),
    Case("lcm v", "LCMScheduler", V, (1, 4)),
    Case("lcm sample", "LCMScheduler", SAMPLE, (4,)),
    Case("lcm odd counts", "LCMScheduler", {"original_inference_steps": 50}, (3, 7, 33)),
    Case("lcm original 100 scaling 5", "LCMScheduler",
         {"original_inference_steps": 100, "timestep_scaling": 5.0}, (6,)),
    Case("flow sd3", "FlowMatchEulerDiscreteScheduler", {"shift": 3.0}, (1, 2, 28)),
    Case("flow shift 1", "FlowMatchEulerDiscreteScheduler", {"shift": 1.0}, (10,)),
    Case("flow flux schnell", "FlowMatchEulerDiscreteScheduler", {"shift": 1.0}, (1, 4),
         base_sigmas="trailing"),
    Case("flow trailing shift 1.15", "FlowMatchEulerDiscreteScheduler", {"shift": 1.15}, (8,),
         base_sigmas="trailing"),
]

SPACINGS = [
    ("EulerDiscreteScheduler", LEADING, 1000),
    ("EulerDiscreteScheduler", TRAILING, 1000),
    ("EulerDiscreteScheduler", LINSPACE, 1000),
    ("DDIMScheduler", DDIM | LINSPACE, 1000),
    ("PNDMScheduler", PNDM, 1000),
    ("DPMSolverMultistepScheduler", LEADING, 1000),
    ("DPMSolverMultistepScheduler", LINSPACE, 1000),
    ("DPMSolverMultistepScheduler", {"use_karras_sigmas": True}, 928),
    ("LCMScheduler", {"original_inference_steps": 50}, 1000),
    ("FlowMatchEulerDiscreteScheduler", {"shift": 3.0}, 1000),
]
"""Every number of steps from 1 to the last number is asked of these. At 929 steps one of Karras' timesteps lies so near
the middle between two that the last bit of NumPy's float32 logarithm, which isn't correctly rounded, decides."""
