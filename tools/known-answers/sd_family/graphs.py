"""Components as ONNX graphs in Optimum's layout, weights in float16 in front of a Cast.

Exporters differ in the types of two inputs; the models take turns so that each way is tested.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from networks import END, WIDTH

OPSET = 17
SMALLEST_PACKED = 64


@dataclass(frozen=True)
class Exporter:
    ids: torch.dtype = torch.int64
    timestep: str = "float scalar"
    """"float scalar", "float batch" or "int64 batch"."""
    external: str | None = None
    """The file that holds the UNet's weights; None: the graph itself."""


class Encoder(nn.Module):
    def __init__(self, model, all_states: bool) -> None:
        super().__init__()
        self.model, self.all_states = model, all_states

    def forward(self, input_ids):
        found = self.model(input_ids, output_hidden_states=True)
        states = found.hidden_states if self.all_states else ()
        return self.summary(found), found.last_hidden_state, *states

    def summary(self, found):
        return found.text_embeds if hasattr(found, "text_embeds") else found.pooler_output


class Unet(nn.Module):
    def __init__(self, model, names: list[str]) -> None:
        super().__init__()
        self.model, self.names = model, names

    def forward(self, sample, timestep, encoder_hidden_states, *rest):
        named = dict(zip(self.names[3:], rest, strict=True))
        condition = named.pop("timestep_cond", None)
        return self.model(
            sample, timestep, encoder_hidden_states=encoder_hidden_states, timestep_cond=condition,
            added_cond_kwargs=named or None, return_dict=False,
        )[0]


class Decoder(nn.Module):
    def __init__(self, vae) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, latent_sample):
        return self.vae.decode(latent_sample, return_dict=False)[0]


@torch.no_grad()
def export_all(parts: dict, folder: Path, exporter: Exporter) -> None:
    is_xl = "text_encoder_2" in parts
    export_encoder(parts["text_encoder"], folder / "text_encoder", exporter, is_xl)
    if is_xl:
        export_encoder(parts["text_encoder_2"], folder / "text_encoder_2", exporter, is_xl)
    export_unet(parts["unet"], folder / "unet", exporter, is_xl)
    names = (["latent_sample"], ["sample"])
    export(Decoder(parts["vae"]), [torch.randn(1, 4, 8, 8)], names, folder / "vae_decoder")


def export_encoder(model, folder: Path, exporter: Exporter, is_xl: bool) -> None:
    ids = torch.full((1, 77), END, dtype=exporter.ids)
    ids[0, :5] = torch.tensor([END - 1, 1, 2, 3, 4])
    states = [f"hidden_states.{i}" for i in range(model.config.num_hidden_layers + 1)] if is_xl else []
    summary = "text_embeds" if hasattr(model, "text_projection") else "pooler_output"
    export(Encoder(model, is_xl), [ids], (["input_ids"], [summary, "last_hidden_state", *states]), folder)


def export_unet(model, folder: Path, exporter: Exporter, is_xl: bool) -> None:
    names = ["sample", "timestep", "encoder_hidden_states"]
    timestep = {
        "float scalar": torch.tensor(999.0),
        "float batch": torch.tensor([999.0]),
        "int64 batch": torch.tensor([999]),
    }[exporter.timestep]
    example = [torch.randn(2, 4, 8, 8), timestep, torch.randn(2, 77, model.config.cross_attention_dim)]
    if is_xl:
        names += ["text_embeds", "time_ids"]
        example += [torch.randn(2, WIDTH), torch.tensor([[64.0, 64, 0, 0, 64, 64]] * 2)]
    if model.config.time_cond_proj_dim is not None:
        names.append("timestep_cond")
        example.append(torch.randn(2, model.config.time_cond_proj_dim))
    export(Unet(model, names), example, (names, ["out_sample"]), folder, exporter.external)


FREE = {
    "sample": {0: "batch", 2: "height", 3: "width"},
    "latent_sample": {0: "batch", 2: "height", 3: "width"},
    "timestep": {0: "steps"},
}


def export(module, example, names, folder: Path, external: str | None = None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "model.onnx"
    inputs, outputs = names
    axes = {
        name: FREE.get(name, {0: "batch"})
        for name, value in zip(inputs, example, strict=True)
        if value.dim() > 0
    }
    torch.onnx.export(
        module.eval(), tuple(example), str(path), input_names=inputs, output_names=outputs,
        dynamic_axes=axes, opset_version=OPSET, dynamo=False, do_constant_folding=True,
    )
    pack(path, external)


def pack(path: Path, external: str | None) -> None:
    """Store weights as float16 where that loses nothing, each with a Cast in front of its users."""
    model = onnx.load(path)
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.size < SMALLEST_PACKED:
            continue
        halves = values.astype(np.float16)
        if not np.array_equal(halves.astype(np.float32), values):
            continue
        name = f"{tensor.name}_f16"
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(halves, name))
        casts.append(helper.make_node("Cast", [name], [tensor.name], to=TensorProto.FLOAT))
    for cast in reversed(casts):
        graph.node.insert(0, cast)
    shorten(graph)
    model.producer_name, model.producer_version, model.doc_string = "pairlab", "", ""
    onnx.checker.check_model(model)
    where = {} if external is None else {
        "save_as_external_data": True, "location": external, "size_threshold": 0,
    }
    onnx.save(model, path, **where)


def shorten(graph: onnx.GraphProto) -> None:
    """Numbers instead of the exporter's long names, except for inputs and outputs."""
    kept = {port.name for port in [*graph.input, *graph.output]} | {""}
    short: dict[str, str] = {}

    def name_of(name: str) -> str:
        return name if name in kept else short.setdefault(name, f"{len(short):x}")

    for tensor in graph.initializer:
        tensor.name = name_of(tensor.name)
    for node in graph.node:
        node.name, node.doc_string = "", ""
        node.input[:] = [name_of(name) for name in node.input]
        node.output[:] = [name_of(name) for name in node.output]
    del graph.value_info[:]
