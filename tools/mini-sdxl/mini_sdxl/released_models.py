"""The trained family in one place, ready to export and to make reference runs with."""

from dataclasses import dataclass

from diffusers import AutoencoderKL, UNet2DConditionModel

from mini_sdxl.architecture import (
    Family,
    saved_autoencoder,
    saved_family,
    saved_unet,
)
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.conditioning import Tokenizers
from mini_sdxl.precision import rounded_to_half
from mini_sdxl.sampling import ModelId


@dataclass(frozen=True, slots=True)
class ReleasedModels:
    """All networks with the rounded weights that the ONNX files hold."""

    tokenizers: Tokenizers
    family: Family
    vae: AutoencoderKL
    unets: dict[ModelId, UNet2DConditionModel]

    @staticmethod
    def load(artifacts: Artifacts) -> "ReleasedModels":
        """The results of all training stages."""
        tokenizers = Tokenizers.load(artifacts.tokenizers)
        family = saved_family(artifacts.teacher, tokenizers.vocabulary_size)
        rounded_to_half(family).requires_grad_(False)
        vae = rounded_to_half(saved_autoencoder(artifacts.vae)).requires_grad_(False)
        turbo = saved_unet(artifacts.turbo)
        lcm = saved_unet(artifacts.lcm, takes_guidance=True)
        unets: dict[ModelId, UNet2DConditionModel] = {
            "mini-sdxl-base": family.unet,
            "mini-sdxl-turbo": rounded_to_half(turbo).requires_grad_(False),
            "mini-sdxl-lcm": rounded_to_half(lcm).requires_grad_(False),
        }
        return ReleasedModels(tokenizers, family, vae, unets)
