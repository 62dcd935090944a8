"""Getting the PyTorch weights back out of released ONNX graphs.

The checkpoints of the shipped models were not kept, but nothing is lost in the graphs: every weight
is there, rounded to float16 as the goldens were made with. The exporter renames, transposes and
reshapes some of them, so names do not tell which is which. Values do: a twin network with random
weights is exported the same way, each of its initializers is found among its parameters by value,
and the same initializer of the released graph (same position, same shape) then is that parameter.
"""

import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import torch
from diffusers import AutoencoderKL
from onnx import numpy_helper
from torch import Tensor, nn

from mini_sdxl.architecture import Family, new_unet
from mini_sdxl.artifacts import Artifacts
from mini_sdxl.export_onnx import export_graph, unet_example
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
from mini_sdxl.precision import rounded_to_half

Values = npt.NDArray[np.float32]

UNTRAINED_LAYERS = ("encoder.layers.2.", "final_layer_norm.")
"""Of the first text encoder: only its penultimate layer is used, so nothing behind it learns."""


def _initializers(path: Path) -> list[Values]:
    """The stored tensors of a graph as float32, in order."""
    tensors = onnx.load(path).graph.initializer
    return [numpy_helper.to_array(tensor).astype(np.float32) for tensor in tensors]


@torch.no_grad()
def _scrambled(module: nn.Module) -> nn.Module:
    """The module with weights that are all different, so that a value names its parameter.

    But vectors of layers that training never reaches stay as they were made, all zeros or ones: the
    exporter stores equal tensors once, so these must be equal in the twin as well.
    """
    generator = torch.Generator().manual_seed(0)
    for name, parameter in module.named_parameters():
        if parameter.ndim > 1 or not name.startswith(UNTRAINED_LAYERS):
            parameter.copy_(torch.randn(parameter.shape, generator=generator))
    return rounded_to_half(module)


def _placed(parameter: Tensor, twin: Values, released: Values) -> Tensor | None:
    """The released values in the parameter's own layout, if the twin's are the parameter's."""
    own = parameter.detach().numpy()
    if own.size != twin.size:
        return None
    if np.array_equal(own.ravel(), twin.ravel()):
        return torch.from_numpy(released.reshape(own.shape).copy())
    if own.ndim == 2 and np.array_equal(own.T, twin):
        return torch.from_numpy(released.T.copy())
    return None


def recover(
    module: nn.Module,
    wrapper: nn.Module,
    example: Sequence[Tensor],
    contract: Contract,
    release: Path,
) -> None:
    """Fill a module with the weights of the released graph of its wrapper.

    Throws: ValueError where the graph is not the one this exporter makes of this architecture.
    """
    _scrambled(module)
    with tempfile.TemporaryDirectory() as folder:
        export_graph(wrapper, example, contract, Path(folder))
        twins = _initializers(Path(folder) / contract.path)
    released = _initializers(release / contract.path)
    if [twin.shape for twin in twins] != [values.shape for values in released]:
        raise ValueError(f"mismatched graph: {contract.path} does not have this architecture")
    found: dict[str, Tensor] = {}
    for name, parameter in module.named_parameters():
        pairs = zip(twins, released, strict=True)
        candidates = (_placed(parameter, twin, values) for twin, values in pairs)
        match = next((values for values in candidates if values is not None), None)
        if match is None:
            raise ValueError(f"missing weight: {name} is not in {contract.path}")
        found[name] = match
    module.load_state_dict(found, strict=False)
    print(f"recover: {contract.path}, {len(found)} parameters", flush=True)


def _recover_family(release: Path) -> Family:
    vocabulary = json.loads((release / "components/tokenizer/vocab.json").read_text("utf-8"))
    family = Family(len(vocabulary))
    ids = [example_ids(len(vocabulary) - 1)]
    first, second, unet = family.text_encoder, family.text_encoder_2, family.unet
    recover(first, ExportedTextEncoder(first), ids, TEXT_ENCODER, release)
    recover(second, ExportedTextEncoder2(second), ids, TEXT_ENCODER_2, release)
    contract = UNETS["mini-sdxl-base"]
    recover(unet, ExportedUnet(unet), unet_example(contract), contract, release)
    return family


def _recover_autoencoder(release: Path) -> AutoencoderKL:
    """Encoder and decoder share no weight, so two passes fill the whole autoencoder."""
    config = json.loads((release / "components/vae_decoder/config.json").read_text("utf-8"))
    vae = AutoencoderKL.from_config(config)
    decoder = nn.ModuleList([vae.decoder, vae.post_quant_conv])
    encoder = nn.ModuleList([vae.encoder, vae.quant_conv])
    latents, pictures = [torch.randn(1, 4, 16, 16)], [torch.randn(1, 3, 128, 128)]
    recover(decoder, ExportedDecoder(vae), latents, VAE_DECODER, release)
    recover(encoder, ExportedEncoder(vae), pictures, VAE_ENCODER, release)
    return vae


def recover_weights(release: Path, artifacts: Artifacts) -> None:
    """Write a release's weights as the results of the training stages."""
    artifacts.out.mkdir(parents=True, exist_ok=True)
    for folder in artifacts.tokenizers:
        shutil.copytree(release / "components" / folder.name, folder, dirs_exist_ok=True)
    torch.save(_recover_family(release).state_dict(), artifacts.teacher)
    for path, model in ((artifacts.turbo, "mini-sdxl-turbo"), (artifacts.lcm, "mini-sdxl-lcm")):
        contract = UNETS[model]
        unet = new_unet(takes_guidance=model == "mini-sdxl-lcm")
        recover(unet, ExportedUnet(unet), unet_example(contract), contract, release)
        torch.save(unet.state_dict(), path)
    vae = _recover_autoencoder(release)
    for folder in (artifacts.vae, artifacts.trained_vae):
        vae.save_pretrained(folder)
