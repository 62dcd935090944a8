"""Number formats: bfloat16 for the heavy arithmetic of training, float16 for stored weights."""

from functools import cache
from typing import TypeVar

import torch
from torch import nn

Module = TypeVar("Module", bound=nn.Module)


@cache
def computes_in_bfloat16() -> bool:
    """Whether this CPU has instructions for bfloat16.

    The shipped models were trained on one that has. Elsewhere PyTorch emulates them, which was seen
    to take ten times as long as plain float32.
    """
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def mixed_precision() -> torch.autocast:
    """Matrix products and convolutions in bfloat16 where that is fast, else all in float32."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=computes_in_bfloat16())


def rounded_to_half(module: Module) -> Module:
    """The module with every weight rounded to a float16 number, still stored as float32.

    Done before export and before reference runs, so that both use exactly the weights that the
    ONNX files hold.
    """
    state = module.state_dict()
    module.load_state_dict(
        {name: v.half().float() if v.is_floating_point() else v for name, v in state.items()}
    )
    return module
