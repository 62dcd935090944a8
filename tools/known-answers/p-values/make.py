"""P-values by statsmodels that tests of packages/metrics hold Pairlab to. Needs statsmodels 0.15."""

from statsmodels.stats.multitest import multipletests
from statsmodels.stats.weightstats import ttost_ind

P_VALUES = [0.012, 0.9, 0.0004, 0.03, 0.05, 0.021]
METHODS = {
    "bonferroni": "bonferroni",
    "sidak": "sidak",
    "holm": "holm",
    "hochberg": "simes-hochberg",
    "hommel": "hommel",
    "bh": "fdr_bh",
    "by": "fdr_by",
}

for name, method in METHODS.items():
    print(name, [float(p) for p in multipletests(P_VALUES, method=method)[1]])

p, lower, upper = ttost_ind([5.1, 4.2, 4.9, 5.8, 4.5], [5, 5.6, 4.8, 6.1, 5.2], -1, 1)
print("ttost", float(p), [float(value) for value in lower], [float(value) for value in upper])
