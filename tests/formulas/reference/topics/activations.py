"""Activations: functions of one number."""

from mpmath import mp, mpf

from number import absolute, erf, erfc, expm1, log, log1p, sigmoid, softplus, tanh
from rows import INFINITY, NAN, Seeded, Topic, differentiated, evaluated

topic = Topic()
TINY = [5e-324, 1e-310, 2.2250738585072014e-308, 1e-17, 1e-8]
HUGE = [19.0, 40.0, 300.0, 700.0, 746.0, 1e300]


def points(seed, *near):
    plain = [0.5, 1.0, 3.0, 8.0, *TINY, *HUGE]
    source = Seeded(seed)
    seeded = [*source.reals(6, -8, 8), *source.any_doubles(3)]
    return [(x,) for x in [*plain, *(-x for x in plain if x not in TINY[1:3]), *near, *seeded]]


def add(name, function, near=(), zero=None, limits=None, slopes=None, by_terms=None, options=()):
    """`zero` says which zero the function gives at each of the two; `limits` and `slopes` hold at ±Infinity."""
    at = points(f"activations {name}", *near)
    topic.formula(name, function, at if zero else [*at, (0.0,)])
    topic.derivatives(name, function, [*at, (0.0,)], by={"x": 0}, terms=by_terms and {"x": by_terms})
    for chosen in options:
        topic.formula(name, function, [(*x, chosen) for x in at[::5]], by={"x": 0, "alpha": "alpha"})
    topic.special(name, *[([x], zero(x)) for x in (0.0, -0.0)] if zero else [])
    ends = ([INFINITY], [-INFINITY])
    topic.special(name, ([NAN], NAN), *zip(ends, limits, strict=True))
    topic.special(name, ([NAN], NAN), *zip(ends, slopes, strict=True), of="x")


def odd(x):
    return "-0" if str(x) == "-0.0" else "+0"


def never_negative(_):
    return "+0"


def relu(x):
    return x if x > 0 else 0 * x


def leaky_relu(x, options=None):
    return x if x > 0 else (options or {}).get("alpha", mpf(0.01)) * x


def elu(x, options=None):
    return x if x > 0 else (options or {}).get("alpha", mpf(1)) * expm1(x)


def selu(x):
    """With the constants that keep mean 0 and variance 1, from their closed form (Klambauer et al., section 2)."""
    pi, e = mp.pi, mp.e
    half, two = mp.erfc(1 / mp.sqrt(2)), mp.erfc(mp.sqrt(2))
    alpha = -mp.sqrt(2 / pi) / (half * mp.sqrt(e) - 1)
    scale = (1 - half * mp.sqrt(e)) * mp.sqrt(2 * pi)
    scale /= mp.sqrt(2 * two * e**2 + pi * half**2 * e - 2 * (2 + pi) * half * mp.sqrt(e) + pi + 2)
    return scale * x if x > 0 else scale * alpha * expm1(x)


def gelu(x):
    return x / 2 * erfc(-x / mp.sqrt(2))


def gelu_tanh(x):
    u = mp.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x**3)
    # 1 + tanh u, in the form that does not cancel
    return x * sigmoid(2 * u)


def silu(x):
    return x * sigmoid(x)


def mish(x):
    return x * tanh(softplus(x))


def hard_sigmoid(x):
    return 0 * x if x <= -3 else 0 * x + 1 if x >= 3 else (x + 3) / 6


def sixteenth(_):
    return mpf(1) / 16


add("sigmoid", sigmoid, [-710.0, -744.0, -745.0, 36.5, 37.0], limits=(1, 0), slopes=(0, 0))
add("logSigmoid", lambda x: -softplus(-x), [36.5, -36.5, 709.0, 745.0], limits=("-0", -INFINITY), slopes=(0, 1))
add("tanh", tanh, [0.55, -0.55, 22.0, -22.0, 354.0], zero=odd, limits=(1, -1), slopes=(0, 0))
add("relu", relu, zero=never_negative, limits=(INFINITY, 0), slopes=(1, 0))
add(
    "leakyRelu",
    leaky_relu,
    zero=odd,
    limits=(INFINITY, -INFINITY),
    slopes=(1, 0.01),
    options=[{"alpha": 0.3}, {"alpha": 1.5}],
)
add("elu", elu, [-37.0, -1e-5], zero=odd, limits=(INFINITY, -1), slopes=(1, 0), options=[{"alpha": 0.3}])
add(
    "selu",
    selu,
    [-37.0, -1e-5],
    zero=odd,
    limits=(INFINITY, evaluated(selu, [-1e4])),
    slopes=(differentiated(selu, [1.0], 0), 0),
)
add(
    "gelu",
    gelu,
    [-0.7517915, -0.7517916, -13.0, -33.0, -37.5, -38.4, 0.75],
    zero=odd,
    limits=(INFINITY, "-0"),
    slopes=(1, "-0"),
    by_terms=sixteenth,
)
add(
    "geluTanh",
    gelu_tanh,
    [-0.7524613, -0.7524614, -11.0, -20.0, -21.9, 0.75],
    zero=odd,
    limits=(INFINITY, "-0"),
    slopes=(1, "-0"),
    by_terms=sixteenth,
)
add(
    "silu",
    silu,
    [-1.2784645, -1.2784646, -37.0, -744.0, -745.0, -708.5],
    zero=odd,
    limits=(INFINITY, "-0"),
    slopes=(1, "-0"),
    by_terms=sixteenth,
)
add(
    "mish",
    mish,
    [-1.1924312, -1.1924313, -37.0, -744.0, -745.0],
    zero=odd,
    limits=(INFINITY, "-0"),
    slopes=(1, "-0"),
    by_terms=sixteenth,
)
add("softplus", softplus, [36.5, -36.5, 20.5, -745.0], limits=(INFINITY, 0), slopes=(1, 0))
add("softsign", lambda x: x / (1 + absolute(x)), zero=odd, limits=(1, -1), slopes=(0, 0))
add(
    "hardSigmoid",
    hard_sigmoid,
    [-2.9999999999999996, 2.9999999999999996, -3.0000000000000004],
    limits=(1, 0),
    slopes=(0, 0),
)
add("erf", erf, [0.4769362762044699, 0.84375, 1.25, 5.9, 6.0], zero=odd, limits=(1, -1), slopes=(0, 0))
add("erfc", erfc, [0.46875, 0.84375, 1.25, 6.0, 26.5, 27.2, 27.3], limits=(0, 2), slopes=("-0", "-0"))


def logit(p):
    return log(p) - log1p(-p)


inside = [
    0.5,
    0.25,
    0.75,
    0.1,
    0.9,
    0.5000000000000001,
    0.49999999999999994,
    0.50000001,
    0.4999,
    0.45,
    0.55,
    0.9999999999999999,
    0.99999999,
    1e-8,
    1e-17,
    1e-300,
    1e-310,
    5e-324,
    *Seeded("logit").reals(6, 0, 1),
]
topic.formula("logit", logit, [(p,) for p in inside], by={"p": 0})
topic.special(
    "logit",
    ([0.0], -INFINITY),
    ([1.0], INFINITY),
    ([-0.1], NAN),
    ([1.5], NAN),
    ([NAN], NAN),
    ([INFINITY], NAN),
    ([-INFINITY], NAN),
)
topic.special("logit", ([0.0], INFINITY), ([1.0], INFINITY), ([1.5], NAN), ([NAN], NAN), of="p")
