"""Scores as distributions, and what distributions have in common."""

from mpmath import mpf

from number import exp, largest, log, total, value_of
from rows import INFINITY, NAN, Seeded, Topic

topic = Topic()
seeded = Seeded("distributions")
LOW = -INFINITY

scores = [
    [1.0, 2.0, 3.0],
    [0.0],
    [-1e4],
    [0.0, 0.0],
    [2.5, 2.5, 2.5, 2.5],
    [0.0, -40.0],
    [-40.0, 0.0],
    [700.0, 0.0],
    [0.1, 700.3, -33.7],
    [1e4, -1e4],
    [1e308, -1e308],
    [1e-300, -1e-300, 5e-324],
    [-0.6931471805599453, -0.6931471805599453],
    [-745.2, -746.1],
    [0.30000000000000004, 0.1, 0.2],
    [1e16, 1e16, 1.0],
    [3.0, -1.0, 0.5, -7.25, 2.0],
    seeded.reals(3, -8, 8),
    seeded.reals(4, -8, 8),
    seeded.reals(2, -40, 40),
    seeded.reals(3, -300, 300),
    seeded.reals(6, -2, 2),
]
masked = [[0.0, LOW], [1.5, LOW, -2.0]]


def add(name, function, points, by, **terms):
    topic.formula(name, function, [p if isinstance(p, tuple) else (p,) for p in points], by=by, **terms)


def softmax(z):
    powers = [exp(x) for x in z]
    sum_ = total(powers)
    return [power / sum_ for power in powers]


def log_sum_exp(z):
    return log(total(exp(x) for x in z))


def log_sum_exp_term(z):
    top = max(z)
    return largest([top, log_sum_exp([x - top for x in z])])


def log_softmax(z):
    """Not as the logarithm of a difference of scores, which is no number where a score is −Infinity."""
    return [x if value_of(x) == LOW else x - log_sum_exp(z) for x in z]


add("softmax", softmax, [*scores, *masked], {"z": 0})
topic.special("softmax", ([[LOW, LOW]], [NAN, NAN]), ([[NAN, 0.0]], [NAN, NAN]))
add("logSoftmax", log_softmax, [*scores, *masked], None)
topic.derivatives("logSoftmax", log_softmax, [(z,) for z in scores[:-1]], {"z": 0})
topic.special("logSoftmax", ([[NAN, 0.0]], [NAN, NAN]))
add("logSumExp", log_sum_exp, [*scores, *masked], {"z": 0}, terms=log_sum_exp_term)
topic.special("logSumExp", ([[LOW, LOW]], LOW), ([[LOW]], LOW), ([[INFINITY, 0.0]], INFINITY), ([[NAN, 0.0]], NAN))

chances = [
    [0.5, 0.5],
    [1.0],
    [1.0, 0.0],
    [0.25, 0.75],
    [0.1, 0.2, 0.7],
    [0.25, 0.25, 0.25, 0.25],
    [1e-300, 1.0],
    [5e-324, 1.0],
    [0.9999999999999999, 1e-16],
    [1e-17, 0.5, 0.5],
    [0.3333333333333333, 0.6666666666666666],
    [0.36787944117144233, 0.6],
    *(seeded.distribution(3) for _ in range(4)),
    seeded.distribution(5),
    seeded.distribution(4, 40),
    [0.4, 0.4],
]
pairs = [
    ([0.5, 0.5], [0.25, 0.75]),
    ([1.0], [1.0]),
    ([0.5, 0.5], [0.5, 0.5]),
    ([1.0, 0.0], [0.9, 0.1]),
    ([0.0, 1.0], [0.0, 1.0]),
    ([0.5, 0.5], [0.5000000000000001, 0.4999999999999999]),
    ([0.25, 0.75], [0.2500001, 0.7499999]),
    ([0.1, 0.9], [0.9, 0.1]),
    ([1e-300, 1.0], [1e-310, 1.0]),
    ([0.3, 0.7], [5e-324, 1.0]),
    ([5e-324, 1.0], [0.5, 0.5]),
    ([0.2, 0.3, 0.5], [0.2, 0.3, 0.5]),
    ([0.2, 0.3, 0.5], [0.5, 0.3, 0.2]),
    ([0.5, 0.5], [1.0, 1e-17]),
    ([0.7], [0.9]),
    *((seeded.distribution(3), seeded.distribution(3)) for _ in range(4)),
    (seeded.distribution(5), seeded.distribution(5)),
    (seeded.distribution(4, 40), seeded.distribution(4, 40)),
]
apart = [(p, q) for p, q in pairs if min(p) > 0]


def entropy_terms(p):
    return [p_i * log(p_i) for p_i in p if p_i > 0]


def entropy(p):
    return -total(entropy_terms(p))


add("entropy", entropy, chances, None, terms=lambda p: largest([0, *entropy_terms(p)]))
topic.derivatives(
    "entropy",
    entropy,
    [(p,) for p in chances if min(p) > 0],
    {"p": 0},
    {"p": lambda p: [largest([log(x), 1]) for x in p]},
)
topic.special("entropy", ([[NAN, 0.5]], NAN))
topic.special("entropy", ([[1.0, 0.0]], [-1, INFINITY]), of="p")


def cross_entropy_terms(p, q):
    return [p_i * log(q_i) for p_i, q_i in zip(p, q, strict=True) if p_i != 0 or q_i != 0]


def cross_entropy(p, q):
    return -total(cross_entropy_terms(p, q))


add("crossEntropy", cross_entropy, pairs, None, terms=lambda p, q: largest([0, *cross_entropy_terms(p, q)]))
topic.derivatives("crossEntropy", cross_entropy, apart, {"p": 0, "q": 1})
topic.special("crossEntropy", (([1.0, 0.0], [0.0, 1.0]), INFINITY), (([0.0, 1.0], [NAN, 1.0]), NAN))


def divergence_terms(p, q):
    return [p_i * log(p_i / q_i) for p_i, q_i in zip(p, q, strict=True) if p_i > 0]


def divergence(p, q):
    return total(divergence_terms(p, q))


add("klDivergence", divergence, pairs, None, terms=lambda p, q: largest([0, *divergence_terms(p, q)]))
topic.derivatives(
    "klDivergence",
    divergence,
    apart,
    {"p": 0, "q": 1},
    {"p": lambda p, q: [largest([log(x / y), 1]) for x, y in zip(p, q, strict=True)]},
)
topic.special("klDivergence", (([1.0, 0.0], [0.0, 1.0]), INFINITY), (([0.0, 1.0], [1.0, NAN]), NAN))

guesses = [
    ([0.0, 0.0, 1.0], [1.0, 2.0, 3.0]),
    ([1.0], [5.0]),
    ([0.5, 0.5], [0.0, 0.0]),
    ([1.0, 0.0], [0.0, -40.0]),
    ([0.0, 1.0], [0.0, -40.0]),
    ([1.0, 0.0], [1e4, -1e4]),
    ([0.0, 1.0], [1e4, -1e4]),
    ([0.25, 0.75], [0.1, 700.3]),
    ([0.05, 0.95], [-3.0, 3.0]),
    ([0.2, 0.3, 0.4], [1.0, 1.0, 1.0]),
    ([0.5, 0.5], [1e308, -1e308]),
    ([0.2689414213699951, 0.7310585786300049], [0.0, 1.0]),
    ([1e-300, 1.0], [-745.0, 0.0]),
    ([0.0, 0.0], [1.0, 2.0]),
    *((seeded.distribution(3), seeded.reals(3, -8, 8)) for _ in range(5)),
    (seeded.distribution(5), seeded.reals(5, -20, 20)),
]


def from_logits(p, logits):
    surprises = log_softmax(logits)
    return -total(share * surprise for share, surprise in zip(p, surprises, strict=True))


def from_logits_slope_terms(p, logits):
    return [largest([total(p) * share, p_i]) for p_i, share in zip(p, softmax(logits), strict=True)]


add("crossEntropyFromLogits", from_logits, guesses, {"p": 0, "logits": 1}, by_terms={"logits": from_logits_slope_terms})
topic.special(
    "crossEntropyFromLogits",
    (([1.0, 0.0], [2.0, LOW]), 0),
    (([0.5, 0.5], [2.0, LOW]), INFINITY),
    (([1.0, 0.0], [NAN, 0.0]), NAN),
)

nats = [
    0.0,
    1.0,
    2.0,
    0.5,
    -1.0,
    1e-17,
    1e-300,
    5e-324,
    10.0,
    100.5,
    709.7,
    709.8,
    1e3,
    -745.0,
    -708.5,
    -746.0,
    -1e300,
    1e300,
    *seeded.reals(6, 0, 12),
]
topic.formula("perplexity", exp, [(x,) for x in nats], by={"meanNegativeLogLikelihood": 0})
topic.special("perplexity", ([NAN], NAN), ([INFINITY], INFINITY), ([LOW], 0))


def smooth(p, options=None):
    epsilon = (options or {}).get("epsilon", mpf(0.1))
    return [(1 - epsilon) * share + epsilon / len(p) for share in p]


def smooth_slope_terms(p, options):
    """1/K − pᵢ."""
    return [largest([mpf(1) / len(p), share]) for share in p]


smoothed = [
    ([0.0, 1.0],),
    ([1.0],),
    ([0.0, 0.0, 1.0],),
    ([0.25, 0.75],),
    ([1e-300, 1.0],),
    ([5e-324, 1.0],),
    ([0.0, 1.0], {"epsilon": 0.0}),
    ([0.0, 1.0], {"epsilon": 1.0}),
    ([0.0, 1.0, 0.0], {"epsilon": 0.3}),
    ([0.5, 0.5], {"epsilon": 1e-17}),
    *((seeded.distribution(4), {"epsilon": seeded.real(0, 1)}) for _ in range(4)),
]
topic.formula(
    "smoothLabels", smooth, smoothed, by={"p": 0, "epsilon": "epsilon"}, by_terms={"epsilon": smooth_slope_terms}
)
