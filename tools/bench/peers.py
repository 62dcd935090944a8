"""Pairlab's statistics beside other programs', on the same files in the same run.

    python3 peers.py [--votes 100000,1000000] [--rounds 3] [--folder DIR] [--out results.json]

Makes a virtual environment in the folder (kept between runs), installs the peers of peers-requirements.txt from
PyPI, writes the votes, measures Pairlab and every peer on them, and prints ratios. FastChat's ratings aren't on
PyPI: their method (counts of distinct rows, L-BFGS-B to a gradient of 1e-6; bootstrap of multinomial counts over
a pool of processes; vectorised Elo) is written down here again from its description.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MODELS = 100


def environment(folder):
    """The interpreter of the peers' virtual environment, made where it is missing."""
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    marker = folder / "venv" / "installed"
    wanted = (HERE / "peers-requirements.txt").read_text()
    if not marker.exists() or marker.read_text() != wanted:
        pip = [str(python), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "-r", str(HERE / "peers-requirements.txt")], check=True)
        marker.write_text(wanted)
    return python


def write_votes(path, votes):
    import numpy as np

    rng = np.random.default_rng(votes)
    strength = rng.uniform(-1, 1, MODELS)
    raters = max(50, votes // 1000)
    with open(path, "w") as out:
        out.write("model_a,model_b,winner,rater\n")
        for start in range(0, votes, 500_000):
            n = min(500_000, votes - start)
            a = rng.integers(0, MODELS, n)
            b = (a + rng.integers(1, MODELS, n)) % MODELS
            first = rng.random(n) < 1 / (1 + np.exp(strength[b] - strength[a]))
            rater = rng.integers(0, raters, n)
            rows = zip(a.tolist(), b.tolist(), first.tolist(), rater.tolist())
            out.write("".join(
                f"model-{i:03d},model-{j:03d},{'model_a' if w else 'model_b'},r{r}\n" for i, j, w, r in rows))


def processor():
    """Seconds of processor time so far, those of finished child processes included."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def least(rounds, work):
    times = []
    for _ in range(rounds):
        started = processor()
        work()
        times.append(processor() - started)
    return 1000 * min(times)


def factorised(frame):
    import numpy as np
    import pandas as pd

    ids, names = pd.factorize(pd.concat([frame["model_a"], frame["model_b"]]))
    n = len(frame)
    outcome = np.full(n, 1, dtype=np.int32)
    outcome[frame["winner"] == "model_a"] = 2
    outcome[frame["winner"] == "model_b"] = 0
    return ids[:n], ids[n:], outcome, list(names)


def fastchat_rows(frame):
    import numpy as np

    a, b, outcome, names = factorised(frame)
    rows = np.column_stack([a, b, outcome]).astype(np.int32)
    distinct, counts = np.unique(rows, axis=0, return_counts=True)
    return distinct[:, :2], distinct[:, 2] / 2.0, counts.astype(float), names


def fastchat_fit(weights, pairs, outcomes, models):
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import expit

    alpha = np.log(10.0)

    def loss(ratings):
        p = expit(alpha * (ratings[pairs[:, 0]] - ratings[pairs[:, 1]]))
        value = -((outcomes * np.log(p) + (1 - outcomes) * np.log(1 - p)) * weights).sum()
        slope = -alpha * (outcomes - p) * weights
        gradient = np.zeros(models)
        np.add.at(gradient, pairs, slope[:, None] * np.array([1.0, -1.0]))
        return value, gradient

    return minimize(loss, np.zeros(models), jac=True, method="L-BFGS-B",
                    options={"maxiter": 100, "gtol": 1e-6}).x


def fastchat_bootstrap(frame, rounds=100):
    import multiprocessing
    from functools import partial

    import numpy as np

    pairs, outcomes, counts, names = fastchat_rows(frame)
    draws = np.random.default_rng(0).multinomial(len(frame), counts / counts.sum(), size=rounds) / len(frame)
    fit = partial(fastchat_fit, pairs=pairs, outcomes=outcomes, models=len(names))
    with multiprocessing.Pool(os.cpu_count()) as pool:
        return list(pool.imap_unordered(fit, draws))


def fastchat_elo(frame, samples=100, k=4.0):
    import numpy as np
    from scipy.special import expit

    a, b, outcome, names = factorised(frame)
    score = outcome / 2.0
    draws = np.random.default_rng(0).integers(0, len(frame), size=(len(frame), samples))
    ratings = np.zeros((samples, len(names)))
    lane = np.arange(samples)
    alpha = np.log(10.0) / 400
    for games in draws:
        i, j = a[games], b[games]
        move = k * (score[games] - expit(alpha * (ratings[lane, i] - ratings[lane, j])))
        ratings[lane, i] += move
        ratings[lane, j] -= move
    return ratings + 1000


def peers(path, rounds):
    """Measures every peer on a file; runs inside the virtual environment."""
    import pandas as pd

    frame = pd.read_csv(path)
    n = len(frame)
    found = {"pandas.read_csv": least(rounds, lambda: pd.read_csv(path))}

    def fastchat():
        pairs, outcomes, counts, names = fastchat_rows(frame)
        return fastchat_fit(counts, pairs, outcomes, len(names))

    found["fastchat bt"] = least(rounds, fastchat)
    found["fastchat bootstrap 100"] = least(1, lambda: fastchat_bootstrap(frame))
    if n <= 100_000:
        found["fastchat elo 100"] = least(1, lambda: fastchat_elo(frame))

    import evalica

    a, b = frame["model_a"].tolist(), frame["model_b"].tolist()
    winners = [evalica.Winner.X if w == "model_a" else evalica.Winner.Y for w in frame["winner"]]
    found["evalica bt"] = least(rounds, lambda: evalica.bradley_terry(a, b, winners))
    try:
        from arena_rank.models.bradley_terry import BradleyTerry
        from arena_rank.utils.data_utils import PairDataset

        def arena():
            data = PairDataset.from_pandas(frame)
            return BradleyTerry(len(data.competitors)).compute_ratings_and_cis(data)

        arena()  # compiles
        found["arena-rank bt, compiled before"] = least(rounds, arena)
    except Exception as error:  # a peer that can't run here is said, not hidden
        found["arena-rank"] = f"not run: {type(error).__name__}: {error}"[:160]
    if n <= 100_000:
        import choix

        i, j, outcome, names = factorised(frame)
        data = [(int(x), int(y)) if o == 2 else (int(y), int(x)) for x, y, o in zip(i, j, outcome)]
        found["choix I-LSR"] = least(1, lambda: choix.ilsr_pairwise(len(names), data))
    return found


def write_labels(path, items=20_000, raters=200, classes=4, each=5):
    import numpy as np

    rng = np.random.default_rng(3)
    truth = rng.integers(0, classes, items)
    with open(path, "w") as out:
        out.write("item,rater,label\n")
        for item in range(items):
            for rater in rng.choice(raters, each, replace=False):
                right = rng.random() < 0.75
                label = truth[item] if right else rng.integers(0, classes)
                out.write(f"i{item},r{rater},c{label}\n")


def crowdkit(path):
    try:
        import pandas as pd
        from crowdkit.aggregation import DawidSkene

        frame = pd.read_csv(path).rename(columns={"item": "task", "rater": "worker"})
        work = DawidSkene(n_iter=100, tol=0)
        return {"crowd-kit dawid-skene 100": least(1, lambda: work.fit(frame))}
    except Exception as error:
        return {"crowd-kit": f"not run: {type(error).__name__}: {error}"[:160]}


def pairlab(*words):
    command = ["node", str(ROOT / "tools" / "pairlab.mjs"), "bench", "metrics", *words, "--json", "--quiet"]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


# Which of Pairlab's times each peer's is held against.
AGAINST = {
    "fastchat bt": "totalCpuMs", "fastchat bootstrap 100": "bootstrapCpuMs", "fastchat elo 100": "eloCpuMs",
    "evalica bt": "totalCpuMs", "arena-rank bt, compiled before": "totalCpuMs", "choix I-LSR": "totalCpuMs",
    "crowd-kit dawid-skene 100": "dawidSkeneCpuMs",
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--votes", default="100000,1000000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "pairlab-peers")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--inside", nargs=2, metavar=("KIND", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        kind, path = options.inside
        if kind == "write-votes":
            write_votes(path, int(options.votes))
        elif kind == "write-labels":
            write_labels(path)
        else:
            print(json.dumps(peers(path, options.rounds) if kind == "votes" else crowdkit(path)))
        return
    options.folder.mkdir(parents=True, exist_ok=True)
    python = environment(options.folder)

    def inside(kind, path, *words):
        command = [str(python), __file__, *words, "--rounds", str(options.rounds), "--inside", kind, str(path)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    results = []
    for votes in [int(word) for word in options.votes.split(",")]:
        path = options.folder / f"votes-{votes}.csv"
        inside("write-votes", path, "--votes", str(votes))
        ours = pairlab(str(path), "--rounds", str(options.rounds))
        times = {**ours["files"][0], "eloCpuMs": ours["elo"]["cpuMs"]}
        theirs = json.loads(inside("votes", path).splitlines()[-1])
        results.append({"votes": votes, "pairlab": times, "peers": theirs})
        report(f"{votes} votes", times, theirs)
    path = options.folder / "labels.csv"
    inside("write-labels", path)
    labels = pairlab("--labels", str(path), "--rounds", str(options.rounds))["labels"]
    times = {"dawidSkeneCpuMs": labels["cpuMsPer100Iterations"]}
    theirs = json.loads(inside("labels", path).splitlines()[-1])
    results.append({"labels": labels, "peers": theirs})
    report(f"{labels['labels']} labels", times, theirs)
    if options.out:
        options.out.write_text(json.dumps(results, indent=1) + "\n")


def report(title, ours, theirs):
    print(title)
    for name, ms in theirs.items():
        if not isinstance(ms, (int, float)):
            print(f"  {name}: {ms}")
        elif name in AGAINST:
            own = ours[AGAINST[name]]
            print(f"  {name}: {ms:.0f} ms, Pairlab {own:.3g} ms, ratio {ms / own:.1f}")
        else:
            print(f"  {name}: {ms:.0f} ms")


if __name__ == "__main__":
    main()
