"""Sums, means and spreads, and what proportions allow."""

from fractions import Fraction

from mpmath import mp, mpf

from number import largest, mean, sqrt, total
from rows import INFINITY, NAN, Seeded, Topic

topic = Topic()
seeded = Seeded("statistics")
vectors = [
    [1.0, 2.0, 3.0, 4.0],
    [2.5],
    [0.1] * 10,
    [1e8 + 1, 1e8 + 2, 1e8 + 3],
    [1e308, 1.5e308],
    [5e-324, 1e-310],
    [1.0, 1e100, 1.0, -1e100],
    [0.1, 0.2, -0.3],
    [0.1, 0.2, 0.3],
    [-1e-17, 1.0, 1e-17],
    [1e16, 1.0, -1e16],
    [3.0, 3.0, 3.0],
    [1e-160, 2e-160, 4e-160],
    [1e150, -1e150],
    [1.0, 1.0000000000000002],
    [0.3333333333333333, 0.6666666666666666],
    *(seeded.reals(4, -2, 2) for _ in range(3)),
    seeded.vector(7, -4, 4),
    [1e9 + x for x in seeded.reals(4, 0, 1)],
    *(seeded.any_doubles(3) for _ in range(2)),
]
varied = [x for x in vectors if len(set(x)) > 1]
one = [(x,) for x in vectors]


def sum_terms(x):
    return largest([0, *x])


topic.formula("sum", total, [*one, ([],)], terms=sum_terms)
topic.derivatives("sum", total, one[:6], {"x": 0})
topic.special("sum", ([[NAN, 1.0]], NAN), ([[INFINITY, 1.0]], INFINITY), ([[INFINITY, -INFINITY]], NAN))
topic.formula("mean", mean, one, terms=lambda x: largest(x) / len(x))
topic.derivatives("mean", mean, one[:6], {"x": 0})
topic.special("mean", ([[NAN, 1.0]], NAN), ([[INFINITY, 1.0]], INFINITY))


def variance(x, options=None):
    middle = mean(x)
    return total((x_i - middle) * (x_i - middle) for x_i in x) / (len(x) - (options or {}).get("ddof", 0))


def deviation(x, options=None):
    return sqrt(variance(x, options))


corrected = [(x, {"ddof": 1}) for x in vectors if len(x) > 1]
topic.formula("variance", variance, [*one, *corrected[::2]])
topic.derivatives("variance", variance, [*one, *corrected[::3]], {"x": 0})
topic.special("variance", ([[NAN, 1.0]], NAN))
topic.formula("standardDeviation", deviation, [*one, *corrected[1::2]])
topic.derivatives(
    "standardDeviation",
    deviation,
    [(x,) for x in varied] + [c for c in corrected[1::3] if len(set(c[0])) > 1],
    {"x": 0},
)
topic.special("standardDeviation", ([[NAN, 1.0]], NAN))


def scale(x):
    spread, middle = deviation(x), mean(x)
    return [(x_i - middle) / spread if spread != 0 else x_i - middle for x_i in x]


def standard_slope_terms(x):
    """([i = j] − 1/n − zᵢzⱼ/n) / σ."""
    spread, z, n = deviation(x), scale(x), len(x)
    return [[largest([1 if i == j else 0, mpf(1) / n, z[i] * z[j] / n]) / spread for j in range(n)] for i in range(n)]


topic.formula("standardScale", scale, one)
topic.derivatives(
    "standardScale", scale, [(x,) for x in varied[:1] + varied[3:] if len(x) < 7], {"x": 0}, {"x": standard_slope_terms}
)


def min_max(x):
    low, high = min(x), max(x)
    return [(x_i - low) / (high - low) for x_i in x]


topic.formula("minMaxScale", min_max, [(x,) for x in varied])
topic.derivatives("minMaxScale", min_max, [([1.0, 2.0, 4.0],), ([0.5, -0.25],), (seeded.reals(4, -2, 2),)], {"x": 0})


def wilson(successes, n, options=None):
    z = mp.sqrt(2) * mp.erfinv((options or {}).get("confidence", mpf(0.95)))
    share = mpf(successes) / n
    middle = share + z**2 / (2 * n)
    half = z * mp.sqrt(share * (1 - share) / n + z**2 / (4 * mpf(n) ** 2))
    low = mpf(0) if successes == 0 else (middle - half) / (1 + z**2 / n)
    high = mpf(1) if successes == n else (middle + half) / (1 + z**2 / n)
    return [low, high]


counts = [(29, 30), (0, 10), (10, 10), (1, 2), (0, 1), (1, 1), (1, 1000000), (999999, 1000000), (50, 100), (7, 23)]
levels = [{"confidence": c} for c in (0.5, 0.9, 0.99, 0.999999, 0.01)]
topic.formula(
    "wilsonInterval",
    wilson,
    [*counts, *((*counts[0], level) for level in levels), (3, 1000, levels[2]), (500, 501, levels[1])],
)


def possible(text, n):
    """Whether some k of n rounds to the digits written; a tie may round either way."""
    percent = text.endswith("%")
    digits = text.removesuffix("%")
    places = len(digits.partition(".")[2])
    unit = Fraction(1, 10**places) / (100 if percent else 1)
    written = Fraction(digits) / (100 if percent else 1)
    return any(abs(Fraction(k, n) - written) <= unit / 2 for k in range(n + 1))


texts = [
    ("0.9875", 30),
    ("0.9875", 80),
    ("0.90", 10),
    ("0.9", 8),
    ("0.90", 8),
    ("98.75%", 80),
    ("98.75%", 30),
    ("1", 7),
    ("0", 7),
    ("100%", 3),
    ("0.5", 3),
    ("0.33", 3),
    ("0.34", 3),
    ("0.125", 8),
    ("0.12", 8),
    ("0.13", 8),
    ("0.667", 3),
    ("0.666", 3),
    ("50%", 1),
    ("50%", 7),
    ("1.01", 50),
    ("0.004", 125),
    ("0.9999", 5000),
    ("0.9999", 20000),
    ("33.3%", 9),
]
topic.formula("isPossibleProportion", possible, texts)
