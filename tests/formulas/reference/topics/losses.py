"""Losses: how far predictions are from what is true, as a mean over examples."""

from mpmath import mpf

from number import absolute, cosh, exp, largest, log, log1p, mean, sigmoid, softplus, total, value_of
from rows import INFINITY, NAN, Seeded, Topic
from topics.distributions import cross_entropy, cross_entropy_terms, from_logits, log_softmax, softmax

topic = Topic()
seeded = Seeded("losses")
BOTH = {"yTrue": 0, "yPred": 1}

targets = [
    ([1.0, 2.0], [1.0, 4.0]),
    ([0.0], [3.0]),
    ([0.0], [0.0]),
    ([2.0, 2.0, 2.0], [2.0, 2.0, 2.0]),
    ([2.0, 3.0], [2.5, 2.8]),
    ([0.0], [1e-4]),
    ([0.0], [1e-8]),
    ([0.0], [1e-160]),
    ([5e-324], [0.0]),
    ([0.1, 0.2], [0.30000000000000004, 0.3]),
    ([1e8], [100000001.0]),
    ([1.0, -1.0], [0.0, -2.0]),
    ([0.0, 0.0], [700.0, 1e-9]),
    ([0.5], [-0.75]),
    ([0.0], [1e150]),
    ([1e308], [9.9e307]),
    ([0.0], [40.0]),
    ([1.0], [1.0000000000000002]),
    ([1e300, 1.0], [1e300, 3.5]),
    *((seeded.any_doubles(3), seeded.any_doubles(3)) for _ in range(2)),
    *((seeded.vector(3, -4, 4), seeded.vector(3, -4, 4)) for _ in range(3)),
    *((seeded.reals(4, -4, 4), seeded.reals(4, -4, 4)) for _ in range(3)),
    (seeded.reals(2, -1e-3, 1e-3), seeded.reals(2, -1e-3, 1e-3)),
]


def each(function):
    """A loss that is the mean of a function of truth and prediction."""
    return lambda y_true, y_pred, *options: mean(
        [function(y, p, *options) for y, p in zip(y_true, y_pred, strict=True)]
    )


def add(name, loss, points, by, **terms):
    topic.formula(name, loss, points, by=by, **terms)


def of_differences(name, loss, points, by=None):
    """The derivatives by truth and by prediction are opposite: a few points hold the one to the other."""
    topic.formula(name, loss, points, by={"yPred": 1} | (by or {}))
    topic.derivatives(name, loss, points[::4], {"yTrue": 0})


def special(name, *rows):
    topic.special(name, *rows)


squared = each(lambda y, p: (y - p) * (y - p))
distance = each(lambda y, p: absolute(y - p))
of_differences("meanSquaredError", squared, targets)
special("meanSquaredError", (([NAN, 0.0], [0.0, 0.0]), NAN), (([0.0], [INFINITY]), INFINITY))
of_differences(
    "meanAbsoluteError", distance, [*targets, ([-1.2e308, 0.0], [1.2e308, 0.0]), ([0.0, 0.0], [1e308, 1.5e308])]
)
special("meanAbsoluteError", (([NAN, 0.0], [0.0, 0.0]), NAN), (([0.0], [INFINITY]), INFINITY))


def huber(y, p, options=None):
    delta, d = (options or {}).get("delta", mpf(1)), absolute(y - p)
    return d * d / 2 if d <= delta else delta * (d - delta / 2)


edges = [([0.0], [1.0]), ([1.0], [0.0]), ([0.0], [1.0000000000000002]), ([0.0], [0.9999999999999999])]
with_delta = [
    ([0.0], [3.0], {"delta": 2.0}),
    ([0.0, 1.0], [0.25, 3.0], {"delta": 0.25}),
    ([0.0], [1e10], {"delta": 1e5}),
    (*targets[-1], {"delta": 1e-4}),
    (*targets[-2], {"delta": 0.7}),
    (*targets[-4], {"delta": 2.5}),
]
of_differences("huber", each(huber), [*targets, *edges, *with_delta], {"delta": "delta"})
special("huber", (([NAN, 0.0], [0.0, 0.0]), NAN), (([0.0], [INFINITY]), INFINITY))


def log_cosh(y, p):
    d = absolute(y - p)
    return log(cosh(d)) if d < 1000 else d + log1p(exp(-2 * d)) - log(mpf(2))


of_differences("logCosh", each(log_cosh), targets)
special("logCosh", (([NAN, 0.0], [0.0, 0.0]), NAN), (([0.0], [INFINITY]), INFINITY))

chances = [
    ([1.0, 0.0], [0.75, 0.25]),
    ([1.0], [0.5]),
    ([0.0], [0.5]),
    ([0.0], [1e-300]),
    ([1.0], [1e-300]),
    ([1.0], [0.9999999999999999]),
    ([0.0], [0.9999999999999999]),
    ([0.3], [0.3]),
    ([0.5], [0.5]),
    ([1.0], [5e-324]),
    ([0.0], [5e-324]),
    ([0.25, 1.0], [0.5, 0.9]),
    ([1.0, 0.0, 1.0], [0.9, 0.9, 0.1]),
    *(([round(x) + 0.0 for x in seeded.reals(3, 0, 1)], seeded.reals(3, 0, 1)) for _ in range(4)),
    *((seeded.reals(3, 0, 1), seeded.reals(3, 0, 1)) for _ in range(3)),
]


def binary_terms(y, p):
    return [y * log(p), (1 - y) * log1p(-p)]


def binary(y, p):
    return -total(binary_terms(y, p))


def per_entry(function):
    return lambda y_true, y_pred, *rest: [function(y, p) / len(y_true) for y, p in zip(y_true, y_pred, strict=True)]


add(
    "binaryCrossEntropy",
    each(binary),
    chances,
    BOTH,
    by_terms={
        "yTrue": per_entry(lambda y, p: largest([log(p), log1p(-p)])),
        "yPred": per_entry(lambda y, p: largest([y / p, (1 - y) / (1 - p)])),
    },
)
special(
    "binaryCrossEntropy",
    (([1.0], [0.0]), INFINITY),
    (([0.0], [1.0]), INFINITY),
    (([0.0], [0.0]), 0),
    (([1.0], [1.0]), 0),
    (([NAN], [0.5]), NAN),
    (([1.0], [NAN]), NAN),
    (([0.0], [NAN]), NAN),
)

logits = [
    ([1.0], [2.0]),
    ([0.0], [2.0]),
    ([0.0], [-310.0]),
    ([1.0], [310.0]),
    ([0.0], [0.0]),
    ([1.0], [0.0]),
    ([0.5], [0.0]),
    ([1.0], [-1e4]),
    ([0.0], [1e4]),
    ([1.0], [1e4]),
    ([0.0], [-745.0]),
    ([0.25, 0.75], [3.0, -3.0]),
    ([1.0], [1e-300]),
    ([0.5], [5e-324]),
    ([1.0], [40.0]),
    ([0.7310585786300049], [1.0]),
    ([1.0, 0.0, 1.0], [36.5, -36.5, 1.0]),
    ([1.0], [1e300]),
    *(([round(x) + 0.0 for x in seeded.reals(3, 0, 1)], seeded.reals(3, -8, 8)) for _ in range(3)),
    *((seeded.reals(3, 0, 1), seeded.reals(3, -8, 8)) for _ in range(3)),
]
add(
    "binaryCrossEntropyFromLogits",
    each(lambda y, z: y * softplus(-z) + (1 - y) * softplus(z)),
    logits,
    {"yTrue": 0, "logits": 1},
    by_terms={"logits": per_entry(lambda y, z: largest([sigmoid(z), y]))},
)
special(
    "binaryCrossEntropyFromLogits",
    (([NAN], [0.5]), NAN),
    (([1.0], [NAN]), NAN),
    (([1.0], [-INFINITY]), INFINITY),
    (([1.0], [INFINITY]), 0),
    (([0.0], [-INFINITY]), 0),
)

rows = [
    ([[1.0, 0.0], [0.0, 1.0]], [[0.9, 0.1], [0.2, 0.8]]),
    ([[0.5, 0.5]], [[0.25, 0.75]]),
    ([[0.0, 1.0, 0.0]], [[0.05, 0.95, 0.0]]),
    ([[1.0]], [[1.0]]),
    ([[0.0, 1.0]], [[1e-300, 0.5]]),
    ([[0.1, 0.9], [0.7, 0.3], [0.5, 0.5]], [[0.5, 0.5], [0.7, 0.3], [5e-324, 1.0]]),
    ([seeded.distribution(3) for _ in range(2)], [seeded.distribution(3) for _ in range(2)]),
    ([seeded.distribution(2) for _ in range(3)], [seeded.distribution(2) for _ in range(3)]),
]


def categorical(y_true, y_pred):
    return mean([cross_entropy(y, p) for y, p in zip(y_true, y_pred, strict=True)])


def categorical_term(y_true, y_pred):
    return largest(
        [0, *(term for y, p in zip(y_true, y_pred, strict=True) for term in cross_entropy_terms(y, p))]
    ) / len(y_true)


positive = [row for row in rows if all(min(p) > 0 for p in row[1])]
add("categoricalCrossEntropy", categorical, rows, None, terms=categorical_term)
topic.derivatives("categoricalCrossEntropy", categorical, positive, BOTH)
special("categoricalCrossEntropy", (([[0.0, 1.0]], [[1.0, 0.0]]), INFINITY), (([[0.0, 1.0]], [[1.0, NAN]]), NAN))

scores = [
    ([[0.0, 0.0, 1.0]], [[1.0, 2.0, 3.0]]),
    ([[1.0]], [[5.0]]),
    ([[1.0, 0.0], [0.0, 1.0]], [[0.0, -40.0], [1e4, -1e4]]),
    ([[0.05, 0.95], [0.5, 0.5]], [[-3.0, 3.0], [0.0, 0.0]]),
    ([[1.0, 0.0]], [[700.3, -0.2]]),
    ([seeded.distribution(3) for _ in range(2)], [seeded.vector(3, -8, 8) for _ in range(2)]),
    ([seeded.distribution(2) for _ in range(3)], [seeded.reals(2, -8, 8) for _ in range(3)]),
]


def categorical_from_logits(y_true, logits):
    return mean([from_logits(y, z) for y, z in zip(y_true, logits, strict=True)])


def categorical_slope_terms(y_true, logits):
    return [
        [largest([total(y) * share, y_i]) / len(y_true) for y_i, share in zip(y, softmax(z), strict=True)]
        for y, z in zip(y_true, logits, strict=True)
    ]


add(
    "categoricalCrossEntropyFromLogits",
    categorical_from_logits,
    scores,
    {"yTrue": 0, "logits": 1},
    by_terms={"logits": categorical_slope_terms},
)
special(
    "categoricalCrossEntropyFromLogits",
    (([[0.0, 1.0]], [[1.0, NAN]]), NAN),
    (([[1.0, 0.0]], [[0.0, -INFINITY]]), 0),
    (([[0.0, 1.0]], [[0.0, -INFINITY]]), INFINITY),
)

labelled = [
    ([2], [[1.0, 2.0, 3.0]]),
    ([0], [[5.0]]),
    ([0, 1], [[0.0, -40.0], [1e4, -1e4]]),
    ([0, 0], [[700.3, -0.2], [-700.3, 0.2]]),
    ([1, 0, 1], [[0.0, 0.0], [36.5, -1.0], [-0.25, 0.5]]),
    ([0], [[2.0, 1.5, 0.0]]),
    ([1], [[2.0, 1.5, 0.0]]),
    ([1, 1], [[1.0, 2.0], [3.0, 3.0]]),
    ([0], [[1e308, -1e308]]),
    ([0], [[1e-300, 0.0]]),
    ([0, 2], [seeded.vector(3, -8, 8) for _ in range(2)]),
    ([1, 0, 3], [seeded.reals(4, -8, 8) for _ in range(3)]),
    ([1, 1], [seeded.reals(2, -30, 30) for _ in range(2)]),
]


def sparse(labels, logits):
    return mean([-log_softmax(z)[label] for label, z in zip(labels, logits, strict=True)])


def sparse_slope_terms(labels, logits):
    return [
        [largest([share, 1 if i == label else 0]) / len(labels) for i, share in enumerate(softmax(z))]
        for label, z in zip(labels, logits, strict=True)
    ]


add("sparseCategoricalCrossEntropyFromLogits", sparse, labelled, {"logits": 1}, by_terms={"logits": sparse_slope_terms})
special(
    "sparseCategoricalCrossEntropyFromLogits",
    (([0], [[0.0, -INFINITY]]), 0),
    (([1], [[0.0, -INFINITY]]), INFINITY),
    (([0], [[NAN, 0.0]]), NAN),
)

margins = [
    ([1.0, -1.0], [0.5, 0.5]),
    ([1.0], [0.4]),
    ([1.0], [1.0]),
    ([-1.0], [-1.0]),
    ([1.0], [2.0]),
    ([1.0], [0.0]),
    ([-1.0], [0.0]),
    ([1.0], [0.9999999999999999]),
    ([1.0], [1.0000000000000002]),
    ([-1.0], [-0.9999999999999999]),
    ([1.0], [-1e300]),
    ([1.0], [5e-324]),
    ([1.0], [-1e-17]),
    ([-1.0, 1.0, 1.0], [1e150, -0.3, 0.7]),
    ([1.0, 1.0], [1e10, 1e-10]),
    *(([1.0 if x > 0 else -1.0 for x in seeded.reals(3, -1, 1)], seeded.reals(3, -3, 3)) for _ in range(4)),
    *(([1.0 if x > 0 else -1.0 for x in seeded.reals(4, -1, 1)], seeded.vector(4, -3, 3)) for _ in range(2)),
]


def hinge(y, s):
    margin = 1 - y * s
    return margin if margin > 0 else 0 * s


add("hinge", each(hinge), margins, {"scores": 1})
special("hinge", (([1.0], [NAN]), NAN), (([1.0], [-INFINITY]), INFINITY), (([1.0], [INFINITY]), 0))
add("squaredHinge", each(lambda y, s: hinge(y, s) * hinge(y, s)), margins, {"scores": 1})
special("squaredHinge", (([1.0], [NAN]), NAN), (([1.0], [-INFINITY]), INFINITY), (([1.0], [INFINITY]), 0))


def multiclass(label, s):
    rival = None
    for j, score in enumerate(s):
        if j != label and (rival is None or score > rival):
            rival = score
    if rival is None:
        return 0 * s[label]
    margin = 1 + rival - s[label]
    return margin if margin > 0 else 0 * rival


def multiclass_terms(labels, scores):
    """1 + s_j − s_y cancels."""
    return largest([1, *(s for row in scores for s in row)]) / len(labels)


several = [row for row in labelled if len(row[1][0]) > 1]
add(
    "multiclassHinge",
    each(multiclass),
    [*several, ([0, 1], [[2.0, 1.0], [0.25, 1.0]])],
    {"scores": 1},
    terms=multiclass_terms,
)
special("multiclassHinge", (([0], [[NAN, 0.0]]), NAN))


def focal(y, p, options=None):
    gamma = (options or {}).get("gamma", mpf(2))
    right, wrong = (log(p), 1 - p) if value_of(y) == 1 else (log1p(-p), p)
    return -exp(gamma * log(wrong)) * right


certain = [(y, p) for y, p in chances if all(x in (0, 1) for x in y)]
with_gamma = [([1.0, 0.0], [0.75, 0.3], {"gamma": gamma}) for gamma in (0.0, 1.0, 0.5, 5.0)]
add(
    "focalLoss",
    each(focal),
    [([1.0], [0.75]), ([0.0], [0.25]), ([1.0], [0.1]), *certain, *with_gamma],
    {"yPred": 1, "gamma": "gamma"},
)
special(
    "focalLoss",
    (([1.0], [0.0]), INFINITY),
    (([0.0], [1.0]), INFINITY),
    (([1.0], [1.0]), 0),
    (([0.0], [0.0]), 0),
    (([1.0], [NAN]), NAN),
)
