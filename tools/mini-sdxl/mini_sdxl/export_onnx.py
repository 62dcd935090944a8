"""Writing the family as ONNX graphs, laid out as Optimum lays out SDXL.

Opset 17, traced by the TorchScript exporter: its graphs use plain operators which every version of
ONNX Runtime since 1.14 knows. Components that all models share are written once.
"""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from torch import Tensor, nn

from mini_sdxl.artifacts import Artifacts
from mini_sdxl.conditioning import full_size_ids
from mini_sdxl.exported_modules import (
    ExportedDecoder,
    ExportedEncoder,
    ExportedTextEncoder,
    ExportedTextEncoder2,
    ExportedUnet,
    example_ids,
)
from mini_sdxl.graph_inputs import (
    TEXT_ENCODER,
    TEXT_ENCODER_2,
    UNETS,
    VAE_DECODER,
    VAE_ENCODER,
    Contract,
)
from mini_sdxl.half_weights import pack_weights
from mini_sdxl.released_models import ReleasedModels
from mini_sdxl.sampling import USAGE, ModelId, Sampler, new_scheduler

OPSET = 17


@torch.no_grad()
def export_graph(
    module: nn.Module, example: Sequence[Tensor], contract: Contract, folder: Path
) -> None:
    """Trace a module with example inputs and write its graph with halved weights."""
    path = folder / contract.path
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        module.eval(),
        tuple(example),
        str(path),
        input_names=[port.name for port in contract.inputs],
        output_names=[port.name for port in contract.outputs],
        dynamic_axes=contract.free_axes(),
        opset_version=OPSET,
        dynamo=False,
        do_constant_folding=True,
    )
    pack_weights(path)
    print(f"export: {contract.path}, {path.stat().st_size // 1024} kB", flush=True)


def export_text_encoders(models: ReleasedModels, folder: Path) -> None:
    """Both encoders with their configurations."""
    ids = example_ids(models.tokenizers.vocabulary_size - 1)
    first, second = models.family.text_encoder, models.family.text_encoder_2
    export_graph(ExportedTextEncoder(first), [ids], TEXT_ENCODER, folder)
    export_graph(ExportedTextEncoder2(second), [ids], TEXT_ENCODER_2, folder)
    first.config.save_pretrained(folder / "components/text_encoder")
    second.config.save_pretrained(folder / "components/text_encoder_2")


def export_autoencoder(models: ReleasedModels, folder: Path) -> None:
    """Decoder and encoder; each folder gets the configuration, which holds the scaling factor."""
    vae = models.vae
    export_graph(ExportedDecoder(vae), [torch.randn(1, 4, 16, 16)], VAE_DECODER, folder)
    export_graph(ExportedEncoder(vae), [torch.randn(1, 3, 128, 128)], VAE_ENCODER, folder)
    for part in ("vae_decoder", "vae_encoder"):
        _write_config(folder / "components" / part / "config.json", vae)


def unet_example(contract: Contract) -> list[Tensor]:
    """Example inputs of a UNet with a batch of two."""
    named = {port.name: port for port in contract.inputs}
    is_integer = named["timestep"].element == "tensor(int64)"
    guidance = [torch.randn(2, 256)] if "timestep_cond" in named else []
    return [
        torch.randn(2, 4, 16, 16),
        torch.tensor([999]) if is_integer else torch.tensor(999.0),
        torch.randn(2, 77, 224),
        torch.randn(2, 128),
        full_size_ids(2),
        *guidance,
    ]


def export_model(model: ModelId, unet: UNet2DConditionModel, folder: Path) -> None:
    """What a model has of its own: UNet, scheduler, index."""
    contract = UNETS[model]
    export_graph(ExportedUnet(unet), unet_example(contract), contract, folder)
    own = folder / "models" / model
    _write_config(own / "unet/config.json", unet)
    sampler = USAGE[model].sampler
    new_scheduler(sampler).save_pretrained(own / "scheduler")
    _write_index(own / "model_index.json", sampler)


def _write_config(path: Path, module: AutoencoderKL | UNet2DConditionModel) -> None:
    """The configuration of a diffusers module, without the path it was loaded from."""
    config = json.loads(module.to_json_string())
    config.pop("_name_or_path", None)
    path.write_text(json.dumps(config, indent=1, sort_keys=True), encoding="utf-8")


def _write_index(path: Path, sampler: Sampler) -> None:
    index = {
        "_class_name": "StableDiffusionXLPipeline",
        "force_zeros_for_empty_prompt": True,
        "add_watermarker": None,
        "scheduler": ["diffusers", type(new_scheduler(sampler)).__name__],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "tokenizer_2": ["transformers", "CLIPTokenizer"],
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
    }
    path.write_text(json.dumps(index, indent=1), encoding="utf-8")


def export_family(artifacts: Artifacts) -> None:
    """Everything but goldens and facts."""
    torch.manual_seed(0)
    models = ReleasedModels.load(artifacts)
    folder = artifacts.release
    export_text_encoders(models, folder)
    export_autoencoder(models, folder)
    for tokenizer in artifacts.tokenizers:
        shutil.copytree(tokenizer, folder / "components" / tokenizer.name, dirs_exist_ok=True)
    for model, unet in models.unets.items():
        export_model(model, unet, folder)
