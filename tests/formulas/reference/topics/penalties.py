"""Penalties on large weights."""

from number import absolute, total
from rows import INFINITY, NAN, Seeded, Topic

topic = Topic()
seeded = Seeded("penalties")
points = [
    ([1.0, -2.0, 3.0], 0.5),
    ([0.0], 0.1),
    ([-3.0], 0.01),
    ([1e-200, 1e-200], 1e100),
    ([1e150, 1e-150], 0.5),
    ([5e-324], 0.5),
    ([1e308, 1e308], 0.25),
    ([0.1, 0.2, 0.3], 0.1),
    ([1.0, 2.0], 0.0),
    *((seeded.reals(4, -2, 2), seeded.real(0, 1)) for _ in range(5)),
]


def l1(weights, factor):
    return factor * total(absolute(w) for w in weights)


def l2(weights, factor):
    return factor * total(w * w for w in weights)


for name, penalty in (("l1Penalty", l1), ("l2Penalty", l2)):
    topic.formula(name, penalty, points, by={"weights": 0, "lambda": 1})
    topic.special(name, (([NAN, 1.0], 0.5), NAN), (([INFINITY, 1.0], 0.5), INFINITY), (([1.0], NAN), NAN))
