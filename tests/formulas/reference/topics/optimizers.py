"""Optimizer steps: from a state and a gradient to a new state."""

from mpmath import mpf

from number import largest, sqrt, total
from rows import NAN, Seeded, Topic

topic = Topic()
seeded = Seeded("optimizers")


def states(*names, square=()):
    """States from zeros and from seeded numbers, each with a gradient."""
    zeros = [
        ({"parameters": [0.0], **{name: [0.0] for name in names}}, [g]) for g in (1.0, 1e-8, -2.5, 0.0, 1e150, 1e-160)
    ]
    some = []
    for length in (1, 2, 3, 3):
        state = {"parameters": seeded.reals(length, -2, 2)}
        for name in names:
            state[name] = seeded.reals(length, 0 if name in square else -1, 1)
        some.append((state, seeded.reals(length, -2, 2)))
    level = ({"parameters": [1.0, -3.0], **{name: [0.5, 0.25] for name in names}}, [0.0, -0.5])
    return [*zeros, *some, level]


def entrywise(step, terms):
    """A step of every parameter by itself, and the largest term of each sum in it."""

    def apply(function):
        def whole(state, gradient, options=None):
            names = [name for name in state if name != "t"]
            columns = [
                function({"t": state.get("t"), **{name: state[name][i] for name in names}}, g, options or {})
                for i, g in enumerate(gradient)
            ]
            result = {name: [column[name] for column in columns] for name in names}
            return result if "t" not in state else {**result, "t": columns[0]["t"]}

        return whole

    return apply(step), apply(terms)


def add(name, step, terms, points, by=None):
    whole, sizes = entrywise(step, terms)
    topic.formula(name, whole, points, by=by, terms=sizes)


def setting(options, name, default):
    return options.get(name, mpf(default))


descents = [
    ([2.0], [0.5], 0.5),
    ([1.0, -2.0], [0.25, 4.0], 0.1),
    ([0.1], [0.1], 1.0),
    ([1.0], [1.0], 1.0),
    ([5e-324], [1.0], 1e-300),
    ([1e308], [-1e308], 0.5),
    ([0.30000000000000004], [3.0], 0.1),
    ([1.0, 2.0, 3.0], [0.0, 0.0, 0.0], 0.01),
    *((seeded.reals(3, -2, 2), seeded.reals(3, -2, 2), seeded.real(0, 1)) for _ in range(5)),
]
topic.formula(
    "gradientDescentStep",
    lambda p, g, rate: [x - rate * y for x, y in zip(p, g, strict=True)],
    descents,
    by={"parameters": 0, "gradient": 1, "learningRate": 2},
    terms=lambda p, g, rate: [largest([x, rate * y]) for x, y in zip(p, g, strict=True)],
)
topic.special("gradientDescentStep", (([NAN, 1.0], [1.0, 1.0], 0.5), [NAN, 0.5]))


def momentum(state, g, options):
    rate, mu = setting(options, "learningRate", 0.01), setting(options, "momentum", 0.9)
    velocity = mu * state["velocity"] + g
    step = g + mu * velocity if options.get("nesterov") else velocity
    return {"parameters": state["parameters"] - rate * step, "velocity": velocity}


def momentum_terms(state, g, options):
    rate, mu = setting(options, "learningRate", 0.01), setting(options, "momentum", 0.9)
    velocity = largest([mu * state["velocity"], g])
    return {"parameters": largest([state["parameters"], rate * velocity]), "velocity": velocity}


starts = states("velocity")
add(
    "momentumStep",
    momentum,
    momentum_terms,
    [
        *starts,
        *((*start, {"nesterov": True}) for start in starts[::2]),
        *(
            (*start, {"learningRate": 0.3, "momentum": 0.5, "nesterov": nesterov})
            for start in starts[-4:-1]
            for nesterov in (True, False)
        ),
        (*starts[-2], {"momentum": 0.0}),
    ],
)


def adagrad(state, g, options):
    rate, epsilon = setting(options, "learningRate", 0.01), setting(options, "epsilon", 1e-10)
    squares = state["sumSquares"] + g * g
    return {"parameters": state["parameters"] - rate * g / (sqrt(squares) + epsilon), "sumSquares": squares}


def by_step(step, *others):
    """The size of θ or of what is taken from it, whichever is larger; what never cancels counts by itself."""

    def terms(state, g, options):
        after = step(state, g, options)
        return {
            name: largest([state["parameters"], after["parameters"] - state["parameters"]])
            if name == "parameters"
            else 0
            for name in after
        } | {name: size(state, g, options) for name, size in others}

    return terms


starts = states("sumSquares", square=["sumSquares"])
add(
    "adagradStep",
    adagrad,
    by_step(adagrad),
    [
        *starts,
        *((*start, {"learningRate": 0.5}) for start in starts[-4:]),
        *((*start, {"epsilon": 1e-3}) for start in starts[1:3]),
    ],
)


def rmsprop(state, g, options):
    rate, rho = setting(options, "learningRate", 0.001), setting(options, "rho", 0.9)
    square = rho * state["meanSquare"] + (1 - rho) * g * g
    return {
        "parameters": state["parameters"] - rate * g / (sqrt(square) + setting(options, "epsilon", 1e-8)),
        "meanSquare": square,
    }


starts = states("meanSquare", square=["meanSquare"])
add(
    "rmspropStep",
    rmsprop,
    by_step(rmsprop),
    [
        *starts,
        *((*start, {"rho": 0.99, "learningRate": 0.1}) for start in starts[-4:]),
        *((*start, {"epsilon": 1e-3}) for start in starts[1:3]),
        (*starts[-2], {"rho": 0.0}),
    ],
)


def adam_moments(state, g, options):
    beta1, beta2 = setting(options, "beta1", 0.9), setting(options, "beta2", 0.999)
    m, v = beta1 * state["m"] + (1 - beta1) * g, beta2 * state["v"] + (1 - beta2) * g * g
    t = state["t"] + 1
    if not options.get("biasCorrection", True):
        return m, v, t, m, v
    return m, v, t, m / (1 - beta1**t), v / (1 - beta2**t)


def adam(state, g, options):
    m, v, t, m_hat, v_hat = adam_moments(state, g, options)
    step = setting(options, "learningRate", 0.001) * m_hat / (sqrt(v_hat) + setting(options, "epsilon", 1e-8))
    return {"parameters": state["parameters"] - step, "m": m, "v": v, "t": t}


def adamw(state, g, options):
    m, v, t, m_hat, v_hat = adam_moments(state, g, options)
    step = m_hat / (sqrt(v_hat) + setting(options, "epsilon", 1e-8))
    decay = setting(options, "weightDecay", 0.01) * state["parameters"]
    rate = setting(options, "learningRate", 0.001)
    return {"parameters": state["parameters"] - rate * (step + decay), "m": m, "v": v, "t": t}


def m_term(state, g, options):
    beta1 = setting(options, "beta1", 0.9)
    return largest([beta1 * state["m"], (1 - beta1) * g])


def counted(points):
    """The states of `points` at the first step and later ones."""
    return [({**state, "t": (0, 0, 1, 9, 99, 999)[i % 6]}, g) for i, (state, g) in enumerate(points)]


starts = counted(states("m", "v", square=["v"]))
starts[1] = ({**starts[1][0], "t": 0}, starts[1][1])
chosen = [
    *starts,
    *((*start, {"biasCorrection": False}) for start in starts[:9:2]),
    *((*start, {"learningRate": 0.1, "beta1": 0.5, "beta2": 0.75}) for start in starts[-4:]),
    (*starts[1], {"epsilon": 1e-3}),
    ({"parameters": [0.0], "m": [0.09999999999999998], "v": [0.0010000000000000009], "t": 1}, [0.5]),
    (*starts[-2], {"beta1": 0.0, "beta2": 0.0}),
]
add("adamStep", adam, by_step(adam, ("m", m_term)), chosen)


def adamw_size(state, g, options):
    after, rate = adam(state, g, options), setting(options, "learningRate", 0.001)
    decay = rate * setting(options, "weightDecay", 0.01) * state["parameters"]
    return largest([state["parameters"], after["parameters"] - state["parameters"], decay])


add(
    "adamwStep",
    adamw,
    by_step(adamw, ("m", m_term), ("parameters", adamw_size)),
    [
        *starts,
        *((*start, {"weightDecay": 0.3}) for start in starts[-4:]),
        (*starts[0], {"biasCorrection": False}),
        (*starts[-1], {"weightDecay": 0.0}),
        (*starts[-3], {"learningRate": 1.0, "weightDecay": 1.0}),
    ],
)


def clipped(gradient, most):
    norm = sqrt(total(g * g for g in gradient))
    return [g * most / norm if norm > most else g * 1 for g in gradient]


large = [
    ([3.0, 4.0], 1.0),
    ([3.0, 4.0], 5.0),
    ([3.0, 4.0], 4.999),
    ([3.0, 4.0], 10.0),
    ([0.0, 0.0], 1.0),
    ([3e200, 4e200], 1.0),
    ([3e-200, 4e-200], 1e-200),
    ([1e-320, 1e-320], 5e-324),
    ([-1.0], 0.5),
    ([1e308, 1e308, 1e308], 1e308),
    ([0.1, 0.2, 0.3], 0.3),
    *((seeded.reals(4, -2, 2), seeded.real(0.1, 3)) for _ in range(5)),
]
topic.formula("clipByNorm", clipped, large, by={"gradient": 0, "maxNorm": 1})
