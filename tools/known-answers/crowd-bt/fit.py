"""Crowd-BT at the posterior's peak by scipy: fit.py votes.csv (columns worker, left, right, winner)."""
import csv
import sys

import numpy as np
from scipy.optimize import minimize

rows = list(csv.DictReader(open(sys.argv[1])))
items = sorted({r["left"] for r in rows} | {r["right"] for r in rows})
raters = sorted({r["worker"] for r in rows})
item = {x: i for i, x in enumerate(items)}
rater = {x: i for i, x in enumerate(raters)}
a = np.array([item[r["left"]] for r in rows])
b = np.array([item[r["right"]] for r in rows])
k = np.array([rater[r["worker"]] for r in rows])
y = np.array([{"left": 1.0, "right": 0.0, "tie": 0.5}[r["winner"]] for r in rows])
K, R = len(items), len(raters)


def objective(x):
    s, eta = x[:K], 1 / (1 + np.exp(-x[K:]))
    p = 1 / (1 + np.exp(-(s[a] - s[b])))
    h = eta[k]
    P = h * p + (1 - h) * (1 - p)
    value = -(y * np.log(P) + (1 - y) * np.log(1 - P)).sum() + 0.5 * (s**2).sum()
    value -= (3 * np.log(eta) + np.log(1 - eta)).sum()
    u = -(y / P - (1 - y) / (1 - P))
    d = u * (2 * h - 1) * p * (1 - p)
    g = np.zeros(K + R)
    np.add.at(g, a, d)
    np.add.at(g, b, -d)
    g[:K] += s
    np.add.at(g, K + k, u * (2 * p - 1) * h * (1 - h))
    g[K:] -= 3 * (1 - eta) - eta
    return value, g


best = None
for seed in range(5):
    start = np.concatenate([np.random.default_rng(seed).normal(0, 0.5, K), np.full(R, 1.1)])
    found = minimize(objective, start, jac=True, method="L-BFGS-B",
                     options=dict(maxiter=20000, maxfun=50000, ftol=1e-15, gtol=1e-9))
    print(f"start {seed}: objective {found.fun:.9f}, largest gradient {abs(found.jac).max():.1e}")
    if best is None or found.fun < best.fun:
        best = found
for name in ("GPT 4", "command"):
    print(name, best.x[item[name]])
print("mean reliability", (1 / (1 + np.exp(-best.x[K:]))).mean())
