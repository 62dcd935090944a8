"""Adversarial diffusion distillation: a student that draws in one to four steps.

Source: ADD, arXiv 2311.17042, the method behind SDXL-Turbo. The student is told to fool a
discriminator (adversarial loss) and to agree with the guided teacher (distillation loss).
"""

from dataclasses import dataclass

import torch
from diffusers import UNet2DConditionModel
from torch import Tensor, nn
from torch.nn import functional as F

from mini_sdxl.architecture import LATENT_SHAPE
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.budget import Budget, flat_then_cosine, steps_of, warm_up
from mini_sdxl.conditioning import Conditioning, unet_inputs
from mini_sdxl.discriminator import Heads, teacher_features
from mini_sdxl.distillation import BATCH, Lessons, guided_noise, load_teacher, new_student
from mini_sdxl.loss_log import LossLog
from mini_sdxl.moving_average import follow, follower
from mini_sdxl.noise_schedule import ALPHAS_CUMPROD, clean_estimate, noised, over_latents
from mini_sdxl.precision import mixed_precision
from mini_sdxl.preview import save_preview

STUDENT_TIMESTEPS = torch.tensor([999, 999, 749, 499, 249])
"""The four steps of the sampler (Euler ancestral, trailing); the first counts twice, since it also
has to draw alone."""
PURE_NOISE = 0.7
"""Share of first-step inputs which are pure noise, as at generation; the rest hold a trace of the
picture, as training noise at timestep 999 does."""
PEAK_RATE = 2e-4
HEADS_RATE = 4e-4
TEACHER_GUIDANCE = 3.0
ADVERSARIAL_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class _Batch:
    """One batch with every random number of its step."""

    clean: Tensor
    conditioning: Conditioning
    timestep: Tensor
    start: Tensor
    """What the student gets: latents noised to `timestep`, or pure noise."""
    teacher_timestep: Tensor
    teacher_noise: Tensor
    judge_timestep: Tensor
    judge_noise: Tensor


def _draw_batch(lessons: Lessons, generator: torch.Generator) -> _Batch:
    clean, conditioning = lessons.draw(generator)
    shape = (BATCH, *LATENT_SHAPE)
    choice = torch.randint(0, len(STUDENT_TIMESTEPS), (BATCH,), generator=generator)
    timestep = STUDENT_TIMESTEPS[choice]
    noise = torch.randn(shape, generator=generator)
    is_pure = (timestep == 999) & (torch.rand(BATCH, generator=generator) < PURE_NOISE)
    teacher_timestep = torch.randint(20, 980, (BATCH,), generator=generator)
    # The judge looks mostly at middle noise, where form is decided and detail still shows.
    level = torch.sigmoid(torch.randn(BATCH, generator=generator))
    return _Batch(
        clean=clean,
        conditioning=conditioning,
        timestep=timestep,
        start=torch.where(over_latents(is_pure), noise, noised(clean, timestep, noise)),
        teacher_timestep=teacher_timestep,
        teacher_noise=torch.randn(shape, generator=generator),
        judge_timestep=(level * 900).long() + 10,
        judge_noise=torch.randn(shape, generator=generator),
    )


class _Distiller:
    """Student, teacher and discriminator heads with their optimisers."""

    def __init__(self, teacher: UNet2DConditionModel) -> None:
        self.teacher = teacher
        self.student = new_student(teacher)
        torch.manual_seed(3)
        self.heads = Heads()
        self.student_optimizer = torch.optim.AdamW(
            self.student.parameters(), PEAK_RATE, betas=(0.5, 0.99), weight_decay=0
        )
        self.heads_optimizer = torch.optim.AdamW(
            self.heads.parameters(), HEADS_RATE, betas=(0.5, 0.99), weight_decay=0
        )

    def _teacher_picture(self, drawn: Tensor, batch: _Batch) -> Tensor:
        """What the guided teacher makes of the student's picture, noised again."""
        timestep = batch.teacher_timestep
        latents = noised(drawn, timestep, batch.teacher_noise)
        noise = guided_noise(self.teacher, latents, timestep, batch.conditioning, TEACHER_GUIDANCE)
        return clean_estimate(noise, latents, timestep).clamp(-5, 5)

    def _scores(self, features: list[Tensor], pooled: Tensor) -> Tensor:
        scores: Tensor = self.heads(features, pooled).float()
        return scores

    def improve_student(self, batch: _Batch, rate: float) -> tuple[Tensor, dict[str, Tensor]]:
        """The student's pictures, (n, 4, 16, 16), and the losses.

        The teacher's opinion counts less at high noise, where it is vague. `rec` ties the late
        steps (timestep < 600), whose input shows the picture, to that picture.
        """
        for group in self.student_optimizer.param_groups:
            group["lr"] = rate
        with mixed_precision():
            inputs = unet_inputs(batch.conditioning)
            noise = self.student(batch.start, batch.timestep, **inputs).sample.float()
            drawn = clean_estimate(noise, batch.start, batch.timestep)
            with torch.no_grad():
                target = self._teacher_picture(drawn.detach(), batch)
            trust = ALPHAS_CUMPROD[batch.teacher_timestep].sqrt()
            distance = (trust * (drawn - target).pow(2).mean((1, 2, 3))).mean()
            is_late = (batch.timestep < 600).float() * ALPHAS_CUMPROD[batch.timestep]
            recovery = ((drawn - batch.clean).pow(2).mean((1, 2, 3)) * is_late).mean()
            looked_at = noised(drawn, batch.judge_timestep, batch.judge_noise)
            features = teacher_features(
                self.teacher, looked_at, batch.judge_timestep, batch.conditioning
            )
            adversarial = -self._scores(features, batch.conditioning.pooled).mean()
        loss = adversarial * ADVERSARIAL_WEIGHT + distance + recovery
        self.student_optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
        self.student_optimizer.step()
        return drawn.detach(), {"adv": adversarial, "dist": distance, "rec": recovery}

    def improve_heads(self, batch: _Batch, drawn: Tensor) -> Tensor:
        """Hinge loss: training latents above 1, the student's below -1."""
        timestep, noise = batch.judge_timestep, batch.judge_noise
        both = torch.cat([noised(batch.clean, timestep, noise), noised(drawn, timestep, noise)])
        conditioning = batch.conditioning.twice()
        with mixed_precision():
            with torch.no_grad():
                features = teacher_features(
                    self.teacher, both, torch.cat([timestep, timestep]), conditioning
                )
            real, made = self._scores(features, conditioning.pooled).chunk(2)
            loss = F.relu(1 - real).mean() + F.relu(1 + made).mean()
        self.heads_optimizer.zero_grad()
        loss.backward()
        self.heads_optimizer.step()
        return loss


def distill_turbo(artifacts: Artifacts, budget: Budget) -> None:
    """Train the student and save its averaged weights."""
    family = load_teacher(artifacts)
    lessons = Lessons.load(artifacts)
    distiller = _Distiller(family.unet)
    average = follower(distiller.student)
    generator = torch.Generator().manual_seed(4)
    log = LossLog("turbo", every=100)
    for step, progress in steps_of(budget):
        rate = PEAK_RATE * warm_up(step, 100) * flat_then_cosine(progress, 0.6, floor=0.05)
        batch = _draw_batch(lessons, generator)
        drawn, losses = distiller.improve_student(batch, rate)
        judge = distiller.improve_heads(batch, drawn)
        follow(average, distiller.student, step + 1, ceiling=0.995, head=10)
        log.add(step, **losses, d=judge)
    log.report()
    torch.save(average.state_dict(), artifacts.turbo)
    save_preview(artifacts, "turbo", family, average)
