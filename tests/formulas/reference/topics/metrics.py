"""Metrics: how good predictions are."""

from mpmath import mpf

from number import largest, mean, sqrt, total
from rows import NAN, Seeded, Topic

topic = Topic()
seeded = Seeded("metrics")


def labels(count, classes):
    return [min(classes - 1, int(seeded.real(0, classes))) for _ in range(count)]


binary = [
    ([1, 0, 1, 1], [1, 0, 0, 1]),
    ([1, 1], [1, 1]),
    ([0, 0], [0, 0]),
    ([0, 1], [1, 0]),
    ([1], [0]),
    ([0], [1]),
    ([1, 0, 0], [0, 0, 0]),
    ([0, 0, 1], [1, 1, 1]),
    *((labels(7, 2), labels(7, 2)) for _ in range(6)),
    (labels(13, 2), labels(13, 2)),
]
several = [([0, 1, 2, 2], [0, 2, 2, 1]), ([3, 3, 0], [3, 1, 0]), *((labels(9, 4), labels(9, 4)) for _ in range(3))]


def share(part, whole):
    return mpf(part) / whole if whole else mpf("nan")


def hits(y_true, y_pred):
    return sum(y == p for y, p in zip(y_true, y_pred, strict=True))


topic.formula("accuracy", lambda y, p: share(hits(y, p), len(y)), [*binary, *several])


def confusion(y_true, y_pred, options=None):
    classes = (options or {}).get("classes", max([*y_true, *y_pred]) + 1)
    pairs = list(zip(y_true, y_pred, strict=True))
    return [[pairs.count((i, j)) for j in range(classes)] for i in range(classes)]


topic.formula(
    "confusionMatrix",
    confusion,
    [(y, p, {"classes": max([*y, *p]) + 1 + i % 2}) for i, (y, p) in enumerate([*binary[:9], *several])],
)


def counts(y_true, y_pred, positive):
    pairs = [(y == positive, p == positive) for y, p in zip(y_true, y_pred, strict=True)]
    return (
        pairs.count((True, True)),
        pairs.count((False, True)),
        pairs.count((True, False)),
        pairs.count((False, False)),
    )


def by_counts(function):
    def metric(y_true, y_pred, options=None):
        return function(*counts(y_true, y_pred, (options or {}).get("positive", 1)))

    return metric


chosen = [*binary, *((y, p, {"positive": 0}) for y, p in binary[:6]), *((y, p, {"positive": 2}) for y, p in several)]
topic.formula("precision", by_counts(lambda tp, fp, fn, tn: share(tp, tp + fp)), chosen)
topic.formula("recall", by_counts(lambda tp, fp, fn, tn: share(tp, tp + fn)), chosen)
topic.formula("f1Score", by_counts(lambda tp, fp, fn, tn: share(2 * tp, 2 * tp + fp + fn)), chosen)


def matthews(tp, fp, fn, tn):
    product = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return (mpf(tp) * tn - fp * fn) / sqrt(mpf(product)) if product else mpf("nan")


topic.formula("matthewsCorrelation", by_counts(matthews), binary)


def area(y_true, scores):
    up = [s for y, s in zip(y_true, scores, strict=True) if y == 1]
    down = [s for y, s in zip(y_true, scores, strict=True) if y == 0]
    wins = sum(2 * (s > r) + (s == r) for s in up for r in down)
    return share(wins, 2 * len(up) * len(down))


mixed = [y for y, _ in binary if len(set(y)) == 2]
ranked = [
    ([1, 0], [0.9, 0.1]),
    ([0, 1], [0.9, 0.1]),
    ([1, 0], [0.5, 0.5]),
    ([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]),
    ([1, 0, 1], [1e308, -1e308, 1e308]),
    *((y, seeded.reals(len(y), 0, 1)) for y in mixed),
    *((y, [round(s * 4) / 4 for s in seeded.reals(len(y), 0, 1)]) for y in mixed),
]
topic.formula("rocAuc", area, ranked)

fits = [
    ([1.0, 2.0, 3.0], [1.1, 1.9, 3.2]),
    ([3.0, -0.5, 2.0, 7.0], [2.5, 0.0, 2.0, 8.0]),
    ([1.0, 2.0], [1.0, 2.0]),
    ([1.0, 2.0], [1.0, 4.0]),
    ([1e8 + 1, 1e8 + 2, 1e8 + 3], [1e8 + 1, 1e8 + 2.5, 1e8 + 3]),
    ([1e-160, 3e-160], [2e-160, 2e-160]),
    ([1e150, 3e150], [2e150, 3.5e150]),
    ([0.1, 0.2, 0.3], [0.2, 0.2, 0.2]),
    ([1.0, -1.0], [5.0, 5.0]),
    ([0.0, 1.0, 2.0], [1e-9, 1.0, 2.0]),
    *((seeded.reals(4, -2, 2), seeded.reals(4, -2, 2)) for _ in range(3)),
    (seeded.vector(5, -4, 4), seeded.vector(5, -4, 4)),
]


def squares(y, p):
    return total((a - b) * (a - b) for a, b in zip(y, p, strict=True))


def spread(y):
    return squares(y, [mean(y)] * len(y))


def r2(y, p):
    return 1 - squares(y, p) / spread(y)


def r2_by_true_terms(y, p):
    sst, sse = spread(y), squares(y, p)
    return [largest([2 * (a - b) / sst, 2 * (a - mean(y)) * sse / sst**2]) for a, b in zip(y, p, strict=True)]


topic.formula(
    "r2Score",
    r2,
    fits,
    by={"yTrue": 0, "yPred": 1},
    terms=lambda y, p: largest([1, squares(y, p) / spread(y)]),
    by_terms={"yTrue": r2_by_true_terms},
)
topic.special("r2Score", (([2.0, 2.0], [1.0, 3.0]), NAN), (([NAN, 2.0], [1.0, 3.0]), NAN))
wide = [
    *fits,
    *((seeded.any_doubles(3), seeded.any_doubles(3)) for _ in range(2)),
    ([1e300, 1.0, -5e-324], [1e300, 3.5, 1e-300]),
    ([0.0], [3.0]),
    ([0.0], [1e-300]),
    ([0.0, 0.0], [3e200, 4e200]),
    ([5e-324], [0.0]),
]


def root_error(y, p):
    return sqrt(squares(y, p) / len(y))


topic.formula("rootMeanSquaredError", root_error, [*wide, ([1.0], [1.0])])
topic.derivatives("rootMeanSquaredError", root_error, [(y, p) for y, p in wide if y != p], {"yTrue": 0, "yPred": 1})
topic.special("rootMeanSquaredError", (([NAN, 2.0], [1.0, 3.0]), NAN))
