"""Latent consistency distillation: a student whose every step points at the end of the path.

Source: LCM, arXiv 2310.04378. The student is a function f(x_t, t, w) which should give the same
picture from all points of one guided sampling path of the teacher: it is trained to agree with its
own average, one teacher step further along.
"""

import torch
from diffusers import UNet2DConditionModel
from torch import Tensor, nn

from mini_sdxl.artifacts import Artifacts
from mini_sdxl.budget import Budget, flat_then_cosine, steps_of, warm_up
from mini_sdxl.conditioning import Conditioning, guidance_embedding, unet_inputs
from mini_sdxl.distillation import BATCH, Lessons, guided_noise, load_teacher, new_student
from mini_sdxl.loss_log import LossLog
from mini_sdxl.moving_average import follow, follower
from mini_sdxl.noise_schedule import clean_estimate, noised, over_latents
from mini_sdxl.precision import mixed_precision
from mini_sdxl.preview import save_preview

GRID = torch.arange(50) * 20 + 19
"""The 50 timesteps of the solver, 19 to 999, as LCMScheduler's `original_inference_steps`."""
SKIP = 5
"""Points of the grid that one teacher step crosses. Source: section 4.3, skipping-step."""
PEAK_RATE = 3e-4
SIGMA_DATA_SQUARED = 0.25
TIMESTEP_SCALING = 10.0
"""Both as in LCMScheduler, which applies the same boundary condition."""
HUBER_SQUARED, LOSS_SCALE = 0.01, 0.1


def consistency(
    unet: UNet2DConditionModel,
    latents: Tensor,
    timestep: Tensor,
    guidance: Tensor,
    prompt: Conditioning,
) -> Tensor:
    """f(x_t, t, w) = c_skip(t) x_t + c_out(t) x_0(x_t, t, w), the picture at the path's end.

    The coefficients make f the identity at t = 0. Source: section 4.2, equation 9.
    """
    embedded = guidance_embedding(guidance)
    noise = unet(latents, timestep, timestep_cond=embedded, **unet_inputs(prompt)).sample.float()
    clean = clean_estimate(noise, latents, timestep)
    scaled = timestep.float() * TIMESTEP_SCALING
    total = scaled * scaled + SIGMA_DATA_SQUARED
    return (
        over_latents(scaled / total.sqrt()) * clean
        + over_latents(SIGMA_DATA_SQUARED / total) * latents
    )


@torch.no_grad()
def _target(
    teacher: UNet2DConditionModel,
    average: UNet2DConditionModel,
    latents: Tensor,
    position: Tensor,
    guidance: Tensor,
    prompt: Conditioning,
) -> Tensor:
    """The averaged student's picture after one guided DDIM step of the teacher.

    Where the step would leave the grid it ends at the teacher's own clean estimate.
    LCM counts guidance from 0: w is the guidance scale minus 1.
    """
    timestep = GRID[position]
    is_inside = position >= SKIP
    earlier = torch.where(is_inside, GRID[(position - SKIP).clamp(min=0)], 0)
    noise = guided_noise(teacher, latents, timestep, prompt, over_latents(guidance + 1))
    clean = clean_estimate(noise, latents, timestep)
    stepped = noised(clean, earlier, noise)
    further = consistency(average, stepped, earlier, guidance, prompt)
    return torch.where(over_latents(is_inside), further, clean)


def _loss(
    teacher: UNet2DConditionModel,
    student: UNet2DConditionModel,
    average: UNet2DConditionModel,
    lessons: Lessons,
    generator: torch.Generator,
) -> Tensor:
    """The pseudo-Huber distance of student and target, which forgives outliers.

    Guidance scales from 2 to 6 are learnt, so that one can be chosen at generation.
    Source: pseudo-Huber from improved consistency training, arXiv 2310.14189.
    """
    clean, prompt = lessons.draw(generator)
    position = torch.randint(0, len(GRID), (BATCH,), generator=generator)
    guidance = 1 + 4 * torch.rand(BATCH, generator=generator)
    noise = torch.randn(clean.shape, generator=generator)
    latents = noised(clean, GRID[position], noise)
    with mixed_precision():
        target = _target(teacher, average, latents, position, guidance, prompt)
        difference = consistency(student, latents, GRID[position], guidance, prompt) - target
        squared = (difference * difference).sum((1, 2, 3))
        return (squared + HUBER_SQUARED).sqrt().mean() * LOSS_SCALE


def distill_lcm(artifacts: Artifacts, budget: Budget) -> None:
    """Train the student and save its averaged weights."""
    family = load_teacher(artifacts)
    lessons = Lessons.load(artifacts)
    student = new_student(family.unet, takes_guidance=True)
    average = follower(student)
    optimizer = torch.optim.AdamW(
        student.parameters(), PEAK_RATE, betas=(0.9, 0.99), weight_decay=0
    )
    generator = torch.Generator().manual_seed(4)
    log = LossLog("lcm", every=100)
    for step, progress in steps_of(budget):
        rate = PEAK_RATE * warm_up(step, 100) * flat_then_cosine(progress, 0.6, floor=0.05)
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = _loss(family.unet, student, average, lessons, generator)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(student.parameters(), 1.0)
        optimizer.step()
        follow(average, student, step + 1, ceiling=0.98, head=10)
        log.add(step, loss=loss)
    log.report()
    torch.save(average.state_dict(), artifacts.lcm)
    save_preview(artifacts, "lcm", family, average)
