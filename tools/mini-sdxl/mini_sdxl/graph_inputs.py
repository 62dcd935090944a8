"""The contract of the exported graphs: names, shapes and types, as Optimum exports SDXL.

`export_onnx.py` writes graphs to this contract, `check_graphs.py` reads them back and holds them to
it. An axis is a number where it is fixed and a name where it is free.
"""

from dataclasses import dataclass
from typing import Literal

Axis = int | str
ElementType = Literal["tensor(float)", "tensor(int64)"]
"""As ONNX Runtime spells them."""


@dataclass(frozen=True, slots=True)
class Port:
    """One input or output of a graph."""

    name: str
    axes: tuple[Axis, ...]
    element: ElementType = "tensor(float)"


@dataclass(frozen=True, slots=True)
class Contract:
    """Inputs and outputs of a graph, in order. The path is relative to the release folder."""

    path: str
    inputs: tuple[Port, ...]
    outputs: tuple[Port, ...]

    def free_axes(self) -> dict[str, dict[int, str]]:
        """The named axes of every port, as `torch.onnx.export` takes them."""
        return {
            port.name: {i: axis for i, axis in enumerate(port.axes) if isinstance(axis, str)}
            for port in (*self.inputs, *self.outputs)
        }


_IDS = Port("input_ids", ("batch_size", "sequence_length"), "tensor(int64)")


def _hidden_states(layers: int, width: int) -> tuple[Port, ...]:
    """The embeddings and every layer after them; number layers - 1 is the penultimate."""
    axes = ("batch_size", "sequence_length", width)
    return tuple(Port(f"hidden_states.{i}", axes) for i in range(layers + 1))


TEXT_ENCODER = Contract(
    "components/text_encoder/model.onnx",
    (_IDS,),
    (
        Port("last_hidden_state", ("batch_size", "sequence_length", 96)),
        Port("pooler_output", ("batch_size", 96)),
        *_hidden_states(3, 96),
    ),
)
TEXT_ENCODER_2 = Contract(
    "components/text_encoder_2/model.onnx",
    (_IDS,),
    (
        Port("text_embeds", ("batch_size", 128)),
        Port("last_hidden_state", ("batch_size", "sequence_length", 128)),
        *_hidden_states(4, 128),
    ),
)
VAE_DECODER = Contract(
    "components/vae_decoder/model.onnx",
    (Port("latent_sample", ("batch_size", 4, "height_latent", "width_latent")),),
    (Port("sample", ("batch_size", 3, "height", "width")),),
)
VAE_ENCODER = Contract(
    "components/vae_encoder/model.onnx",
    (Port("sample", ("batch_size", 3, "height", "width")),),
    (Port("latent_parameters", ("batch_size", 8, "height_latent", "width_latent")),),
)


def unet_contract(model: str, *, has_integer_timestep: bool, takes_guidance: bool) -> Contract:
    """A UNet: the timestep is int64 of rank 1 in some graphs, a float scalar in others.

    Both occur among published exports of SDXL, so both occur here; a runtime has to look.
    """
    timestep = (
        Port("timestep", ("steps",), "tensor(int64)")
        if has_integer_timestep
        else Port("timestep", ())
    )
    guidance = (Port("timestep_cond", ("batch_size", 256)),) if takes_guidance else ()
    return Contract(
        f"models/{model}/unet/model.onnx",
        (
            Port("sample", ("batch_size", 4, "height", "width")),
            timestep,
            Port("encoder_hidden_states", ("batch_size", "sequence_length", 224)),
            Port("text_embeds", ("batch_size", 128)),
            Port("time_ids", ("batch_size", 6)),
            *guidance,
        ),
        (Port("out_sample", ("batch_size", 4, "height", "width")),),
    )


UNETS = {
    "mini-sdxl-base": unet_contract(
        "mini-sdxl-base", has_integer_timestep=False, takes_guidance=False
    ),
    "mini-sdxl-turbo": unet_contract(
        "mini-sdxl-turbo", has_integer_timestep=True, takes_guidance=False
    ),
    "mini-sdxl-lcm": unet_contract(
        "mini-sdxl-lcm", has_integer_timestep=False, takes_guidance=True
    ),
}
CONTRACTS = (TEXT_ENCODER, TEXT_ENCODER_2, VAE_DECODER, VAE_ENCODER, *UNETS.values())
