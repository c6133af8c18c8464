"""Vectors and matrices."""

from number import dot, largest, sqrt, total
from rows import NAN, Seeded, Topic

topic = Topic()
seeded = Seeded("vectors")

pairs = [
    ([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]),
    ([0.1], [0.1]),
    ([1.0, 1e100, 1.0, -1e100], [1.0, 1.0, 1.0, 1.0]),
    ([1.0, -1.0], [1.0, 1.0]),
    ([0.1, 0.2, -0.3], [3.0, 3.0, 3.0]),
    ([1e200, 1e200], [1e-200, -1e-200]),
    ([5e-324, 1.0], [1.0, 5e-324]),
    ([1e8, 1.0, -1e8], [1e8, 1.0, 1e8]),
    ([0.0, 0.0], [1.0, 2.0]),
    ([3e200, 4e200], [0.5, 0.5]),
    ([1.0, 2.0], [2.0, 4.0]),
    ([1.0, 0.0], [0.0, -3.0]),
    ([94906267.0, 94906265.0], [94906265.0, -94906267.0]),
    *((seeded.reals(4, -2, 2), seeded.reals(4, -2, 2)) for _ in range(3)),
    (seeded.vector(7, -4, 4), seeded.vector(7, -4, 4)),
    *((seeded.any_doubles(3), seeded.any_doubles(3)) for _ in range(2)),
]


def dot_term(a, b):
    return largest([0, *(x * y for x, y in zip(a, b, strict=True))])


topic.formula("dot", dot, [*pairs, ([], [])], terms=dot_term)
topic.derivatives("dot", dot, pairs, {"a": 0, "b": 1})
topic.special("dot", (([NAN], [0.0]), NAN))
outers = [
    ([1.0, 2.0], [3.0, 4.0, 5.0]),
    ([0.1], [0.3]),
    ([1e200, -1.0], [1e-300, 5e-324]),
    ([0.0, 1.0], [1.0, 0.1]),
    (seeded.reals(2, -2, 2), seeded.reals(3, -2, 2)),
]
topic.formula("outer", lambda a, b: [[x * y for y in b] for x in a], outers)


def norm(x):
    squares = total(x_i * x_i for x_i in x)
    return sqrt(squares)


lengths = [
    [3.0, 4.0],
    [3e200, 4e200],
    [3e-200, 4e-200],
    [5e-324, 5e-324],
    [-2.0],
    [1e308, 1e308],
    [1.0, 1e-17],
    [0.1, 0.2, 0.3],
    [1.0, 1.0, 1.0],
    [1e-310, 2e-310],
    [1e300, 1.0, 1e-300],
    seeded.reals(4, -2, 2),
    seeded.reals(5, -1e-3, 1e3),
    seeded.vector(8, -4, 4),
    *(seeded.any_doubles(3) for _ in range(2)),
]
topic.formula("norm", norm, [*((x,) for x in lengths), ([0.0, 0.0],)])
topic.derivatives("norm", norm, [(x,) for x in lengths], {"x": 0})
topic.special("norm", ([[NAN, 1.0]], NAN))


def cosine(a, b):
    return dot(a, b) / (norm(a) * norm(b))


def cosine_term(a, b):
    return dot_term(a, b) / (norm(a) * norm(b))


def cosine_slope_terms(a, b):
    return [largest([y / (norm(a) * norm(b)), cosine_term(a, b) * x / norm(a) ** 2]) for x, y in zip(a, b, strict=True)]


angles = [(a, b) for a, b in pairs if any(a) and any(b)]
angles += [([1e-200, 2e-200], [3e-200, 1e-200]), ([1.0], [-2.0]), ([1e300, 1e300], [1e300, 1e299])]
topic.formula(
    "cosineSimilarity",
    cosine,
    angles,
    by={"a": 0, "b": 1},
    terms=cosine_term,
    by_terms={"a": cosine_slope_terms, "b": lambda a, b: cosine_slope_terms(b, a)},
)


def product(a, b):
    return [[dot(row, column) for column in zip(*b, strict=True)] for row in a]


def product_terms(a, b):
    return [[dot_term(row, column) for column in zip(*b, strict=True)] for row in a]


matrices = [
    ([[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.0]]),
    ([[2.0]], [[0.1]]),
    ([[1.0, 2.0, 3.0]], [[4.0], [5.0], [6.0]]),
    ([[1.0], [2.0]], [[3.0, 0.1]]),
    ([[0.1, 0.2, -0.3]], [[3.0], [3.0], [3.0]]),
    ([[1.0, 1e100, -1e100]], [[1.0], [1.0], [1.0]]),
    ([[1e200, 1e200]], [[1e-200], [-1e-200]]),
    (seeded.matrix(2, 3, -2, 2), seeded.matrix(3, 2, -2, 2)),
    ([seeded.reals(3, -2, 2) for _ in range(3)], [seeded.reals(2, -2, 2) for _ in range(3)]),
]
topic.formula("matMul", product, matrices, terms=product_terms)
topic.formula(
    "transpose",
    lambda a: [list(column) for column in zip(*a, strict=True)],
    [(a,) for a, _ in matrices[:5]] + [([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]],)],
)
picks = [
    [1.0, 3.0, 2.0],
    [5.0],
    [2.0, 2.0],
    [-1.0, -3.0, -1.0],
    [0.1, 0.30000000000000004, 0.3],
    [-1e308, 1e308, 1e308],
    [5e-324, 0.0],
    [1.0, 1.0000000000000002],
    [-2.0, -1.0],
]
topic.formula("argMax", lambda x: x.index(max(x)), [(x,) for x in picks])
