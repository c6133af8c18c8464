"""How large weights are at first."""

from mpmath import mpf

from number import sqrt
from rows import Topic

topic = Topic()
fans = [(784, 128), (1, 1), (3, 3), (128, 10), (1, 5), (4096, 4096), (7, 12), (100000, 50257), (2, 4)]
topic.formula("glorotUniformLimit", lambda fan_in, fan_out: sqrt(mpf(6) / (fan_in + fan_out)), fans)
topic.formula("heNormalDeviation", lambda fan_in: sqrt(mpf(2) / fan_in), [(fan_in,) for fan_in, _ in fans])


def within(limit, rows, columns):
    return {"shape": [rows, columns], "low": -limit, "high": limit}


# Of numbers drawn at random the bounds can be told: of a uniform distribution its limit, of a normal ten deviations.
topic.bounds(
    "glorotUniform",
    lambda fan_in, fan_out, _: within(sqrt(mpf(6) / (fan_in + fan_out)), fan_in, fan_out),
    [(*fan, {"seed": seed}) for seed, fan in enumerate(fans[:5])],
)
topic.bounds(
    "heNormal",
    lambda fan_in, fan_out, _: within(10 * sqrt(mpf(2) / fan_in), fan_in, fan_out),
    [(*fan, {"seed": seed}) for seed, fan in enumerate(fans[1:5])],
)
