"""Weights stored at half size: float16 in the file, float32 in every computation."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

SMALLEST_PACKED = 64
"""Tensors below this many values are left alone: nothing is gained."""


def pack_weights(path: Path) -> None:
    """Store each float32 initializer as float16 with a Cast back to float32 in front of its users.

    Only where that loses nothing: weights were rounded before (`precision.rounded_to_half`), while
    constants of the graph, such as sine frequencies, stay exact. Any runtime folds the casts away.
    """
    model = onnx.load(path)
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        if tensor.data_type != TensorProto.FLOAT or np.prod(tensor.dims) < SMALLEST_PACKED:
            continue
        values = numpy_helper.to_array(tensor)
        halves = values.astype(np.float16)
        if not np.array_equal(halves.astype(np.float32), values):
            continue
        packed = f"{tensor.name}_f16"
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(halves, packed))
        casts.append(
            helper.make_node(
                "Cast", [packed], [tensor.name], name=f"{tensor.name}_cast", to=TensorProto.FLOAT
            )
        )
    for cast in reversed(casts):
        graph.node.insert(0, cast)
    model.producer_name, model.producer_version, model.doc_string = "pairlab", "", ""
    onnx.checker.check_model(model)
    onnx.save(model, path)
