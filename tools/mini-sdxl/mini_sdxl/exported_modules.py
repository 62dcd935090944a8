"""Networks wrapped to take and give plain tensors, in the order of the graphs."""

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from torch import Tensor, nn
from transformers import CLIPTextModel, CLIPTextModelWithProjection


class ExportedTextEncoder(nn.Module):
    """First text encoder: last hidden state, pooled output, all hidden states."""

    def __init__(self, model: CLIPTextModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor) -> tuple[Tensor, ...]:
        """Shape: (n, 77) int64 -> see `graph_inputs.TEXT_ENCODER`."""
        result = self.model(input_ids, output_hidden_states=True)
        return result.last_hidden_state, result.pooler_output, *result.hidden_states


class ExportedTextEncoder2(nn.Module):
    """Second text encoder: projected summary, last hidden state, all hidden states."""

    def __init__(self, model: CLIPTextModelWithProjection) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor) -> tuple[Tensor, ...]:
        """Shape: (n, 77) int64 -> see `graph_inputs.TEXT_ENCODER_2`."""
        result = self.model(input_ids, output_hidden_states=True)
        return result.text_embeds, result.last_hidden_state, *result.hidden_states


class ExportedUnet(nn.Module):
    """A UNet whose conditioning is separate tensors instead of a dictionary."""

    def __init__(self, model: UNet2DConditionModel) -> None:
        super().__init__()
        self.model = model

    def forward(
        self,
        sample: Tensor,
        timestep: Tensor,
        encoder_hidden_states: Tensor,
        text_embeds: Tensor,
        time_ids: Tensor,
        timestep_cond: Tensor | None = None,
    ) -> Tensor:
        """Shape: see `graph_inputs.unet_contract`."""
        result: Tensor = self.model(
            sample,
            timestep,
            encoder_hidden_states=encoder_hidden_states,
            timestep_cond=timestep_cond,
            added_cond_kwargs={"text_embeds": text_embeds, "time_ids": time_ids},
            return_dict=False,
        )[0]
        return result


class ExportedDecoder(nn.Module):
    """Latents, already divided by the scaling factor, to pictures in about [-1, 1]."""

    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, latent_sample: Tensor) -> Tensor:
        """Shape: (n, 4, h, w) -> (n, 3, 8h, 8w)."""
        result: Tensor = self.vae.decode(latent_sample, return_dict=False)[0]
        return result


class ExportedEncoder(nn.Module):
    """Pictures in [-1, 1] to mean and log-variance of unscaled latents."""

    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, sample: Tensor) -> Tensor:
        """Shape: (n, 3, 8h, 8w) -> (n, 8, h, w): four means, four log-variances."""
        result: Tensor = self.vae.quant_conv(self.vae.encoder(sample))
        return result


def example_ids(end_token: int) -> Tensor:
    """Token ids to trace text encoders with: two texts of five tokens. Shape: (2, 77) int64."""
    ids = torch.zeros(2, 77, dtype=torch.long)
    ids[:, 5:] = end_token
    return ids
