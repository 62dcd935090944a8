"""Writes diffusers-extra.json, after checking that this installation repeats torch2_cpu_exact_sqrt.json.

    python make.py ../../../packages/pipeline/golden
"""

import json
import sys
from pathlib import Path

import diffusers
import torch

import exact_sqrt
import stability
from all_counts import all_counts
from cases import CASES, SPACINGS, Case
from record import schedule, trace

FILE = "diffusers-extra.json"


def check(golden: Path) -> None:
    """To the bit; DPM-Solver's, which need log and exp, to 2e-6."""
    known = json.loads((golden / "torch2_cpu_exact_sqrt.json").read_text())
    by_name = {(one["name"], one["steps"]): one for one in known["schedules"]}
    for expected in known["traces"]:
        record = by_name[expected["name"], expected["steps"]]
        ours = trace(Case(record["name"], record["class"], record["config"], ()), record["steps"])
        if not agrees(ours["trace"], expected["trace"], exactly="DPM" not in record["class"]):
            raise SystemExit(f"mismatched trace: {record['name']} at {record['steps']} steps")
    print(f"{len(known['traces'])} known traces repeated")


def agrees(ours: list, expected: list, exactly: bool) -> bool:
    if exactly:
        return ours == expected
    pairs = [pair for a, b in zip(ours, expected, strict=True) for pair in zip(a["first4"], b["first4"])]
    return all(abs(a - b) <= 2e-6 * max(1, abs(b)) for a, b in pairs)


def extra() -> dict:
    runs = [(case, steps) for case in CASES for steps in case.steps]
    return {
        "_about": f"diffusers {diffusers.__version__}, torch {torch.__version__}, x86-64, float32 square root correctly "
        "rounded (tools/known-answers/samplers); structure as in torch2_cpu_exact_sqrt.json; 'turbo stability' "
        "is generative-models' arithmetic written again, not run from it; 'all_counts' hashes the float32 timesteps of "
        "every number of steps from 1 to `most` that has a schedule",
        "schedules": [schedule(*run) for run in runs] + [stability.schedule(n) for n in (1, 2, 3, 4)],
        "traces": [trace(*run) for run in runs] + [stability.trace(n) for n in (1, 2, 3, 4)],
        "all_counts": [all_counts(*one) for one in SPACINGS],
    }


def main() -> None:
    golden = Path(sys.argv[1])
    torch.set_num_threads(1)
    exact_sqrt.install()
    check(golden)
    lines = ",\n".join(f" {json.dumps(key)}: {rows(value)}" for key, value in extra().items())
    (golden / FILE).write_text("{\n" + lines + "\n}\n")


def rows(value) -> str:
    """One record a line, so that a change shows which record changed."""
    if isinstance(value, str):
        return json.dumps(value)
    return "[\n" + ",\n".join(f"  {json.dumps(row)}" for row in value) + "\n ]"


if __name__ == "__main__":
    main()
