"""Reading the released graphs back with ONNX Runtime, as a stranger would.

Every graph must have exactly the inputs and outputs of its contract, and the one-step turbo golden
must come out of the graphs alone: text encoders, UNet, decoder.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from mini_sdxl.graph_inputs import (
    CONTRACTS,
    TEXT_ENCODER,
    TEXT_ENCODER_2,
    UNETS,
    VAE_DECODER,
    Contract,
    Port,
)
from mini_sdxl.miniscenes.canvas import SIZE
from mini_sdxl.noise_schedule import ALPHAS_CUMPROD

Floats = npt.NDArray[np.float32]

LARGEST_LATENT_DIFFERENCE = 2e-4
SMALLEST_PIXEL_AGREEMENT = 0.999


def open_session(path: Path) -> Any:  # noqa: ANN401
    """A graph on the CPU."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = 2
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _ports(nodes: Any) -> tuple[Port, ...]:  # noqa: ANN401
    return tuple(Port(node.name, tuple(node.shape), node.type) for node in nodes)


def differences(contract: Contract, session: Any) -> list[str]:  # noqa: ANN401
    """Where a graph departs from its contract; empty when nowhere.

    Output axes are compared by rank only: the tracer gives them names of its own.
    """
    found: list[str] = []
    if _ports(session.get_inputs()) != contract.inputs:
        found.append(f"{contract.path}: inputs {_ports(session.get_inputs())}")
    outputs = [(port.name, len(port.axes), port.element) for port in contract.outputs]
    actual = [(port.name, len(port.axes), port.element) for port in _ports(session.get_outputs())]
    if actual != outputs:
        found.append(f"{contract.path}: outputs {actual}")
    return found


def _floats(folder: Path, name: str) -> Floats:
    return np.frombuffer((folder / f"{name}.f32").read_bytes(), "<f4")


def _penultimate(session: Any, ids: list[int]) -> tuple[Floats, dict[str, Floats]]:  # noqa: ANN401
    names = [node.name for node in session.get_outputs()]
    values = session.run(None, {"input_ids": np.array([ids], np.int64)})
    outputs = dict(zip(names, values, strict=True))
    layers = sum(name.startswith("hidden_states.") for name in names)
    return outputs[f"hidden_states.{layers - 2}"], outputs


def _one_step(release: Path, golden: Path, text: Floats, pooled: Floats) -> Floats:
    """Latents after the only step of Euler ancestral: x_0 = x - sigma * noise.

    sigma = sqrt((1 - abar) / abar) at timestep 999; the UNet sees x / sqrt(sigma^2 + 1).
    """
    kept = float(ALPHAS_CUMPROD[999])
    sigma = np.float32(((1 - kept) / kept) ** 0.5)
    latents = _floats(golden, "noise").reshape(1, 4, 16, 16) * sigma
    unet = open_session(release / UNETS["mini-sdxl-turbo"].path)
    feeds = {
        "sample": latents / np.sqrt(sigma * sigma + 1),
        "timestep": np.array([999], np.int64),
        "encoder_hidden_states": text,
        "text_embeds": pooled,
        "time_ids": np.array([[SIZE, SIZE, 0, 0, SIZE, SIZE]], np.float32),
    }
    noise = unet.run(None, feeds)[0]
    result: Floats = latents - sigma * noise
    return result


def turbo_parity(release: Path) -> tuple[float, float]:
    """For the case `turbo-1`: the largest latent difference, the share of pixels within 1."""
    golden = release / "golden/turbo-1"
    case = json.loads((golden / "case.json").read_text(encoding="utf-8"))
    first, _ = _penultimate(open_session(release / TEXT_ENCODER.path), case["inputIds"][0])
    second, outputs = _penultimate(open_session(release / TEXT_ENCODER_2.path), case["inputIds"][1])
    text = np.concatenate([first, second], -1)
    latents = _one_step(release, golden, text, outputs["text_embeds"])
    expected = _floats(golden, "latents").reshape(1, 4, 16, 16)
    decoder = open_session(release / VAE_DECODER.path)
    config = json.loads((release / "components/vae_decoder/config.json").read_text("utf-8"))
    decoded = decoder.run(None, {"latent_sample": latents / config["scaling_factor"]})[0][0]
    pixels = np.rint(np.clip(decoded / 2 + 0.5, 0, 1) * 255).astype(np.int32).transpose(1, 2, 0)
    agreement = np.abs(pixels - _golden_pixels(golden)) <= 1
    return float(np.abs(latents - expected).max()), float(agreement.mean())


def _golden_pixels(golden: Path) -> npt.NDArray[np.int32]:
    from PIL import Image

    return np.asarray(Image.open(golden / "image.png").convert("RGB")).astype(np.int32)


def check_release(release: Path) -> None:
    """Hold a release folder to its contracts. Throws: ValueError with everything found."""
    found = [
        line
        for contract in CONTRACTS
        for line in differences(contract, open_session(release / contract.path))
    ]
    latents, pixels = turbo_parity(release)
    print(f"check: turbo-1 latents differ by {latents:.1e}, {pixels:.2%} of pixels agree")
    if latents > LARGEST_LATENT_DIFFERENCE or pixels < SMALLEST_PIXEL_AGREEMENT:
        found.append("golden/turbo-1: the graphs do not reproduce it")
    if found:
        raise ValueError("mismatched release:\n" + "\n".join(found))
    print(f"check: {len(CONTRACTS)} graphs as documented", flush=True)
