"""Schedules: the learning rate at a step."""

from mpmath import mp, mpf

from number import cos, exp, largest, log, sqrt
from rows import Topic

topic = Topic()


def step_decay(step, options):
    times = mp.floor(step / mpf(options["every"]))
    return options["initial"] * mpf(options["factor"]) ** times


def exponential_decay(step, options):
    return options["initial"] * exp(step / mpf(options["every"]) * log(mpf(options["rate"])))


def cosine_decay(step, options):
    final, last = options.get("final", mpf(0)), mpf(options["steps"])
    # At the end cos(π/2) is 0 and not what is left of π's rounding.
    wave = cos(mp.pi / 2 * (step / last)) ** 2 if step < last else 0 * step
    return final + (options["initial"] - final) * wave


def cosine_term(step, options):
    final = options.get("final", mpf(0))
    return largest([final, cosine_decay(step, options) - final])


def warmup(step, options):
    share = step / mpf(options["steps"])
    return options["peak"] * (share if share < 1 else 0 * share + 1)


def transformer(step, options):
    width, ramp = mpf(options["width"]), mpf(options["warmup"])
    rising, falling = step * ramp ** mpf(-1.5), 1 / sqrt(step)
    return (rising if step <= ramp else falling) / mp.sqrt(width)


STEPS = [0, 1, 2.5, 9, 10, 11, 25, 50, 99, 100, 101, 250, 1000, 4000, 123456]


def add(name, schedule, choices, steps=STEPS, terms=None, smooth=True):
    topic.formula(
        name,
        schedule,
        [(step, options) for options in choices for step in steps][:: max(1, len(choices) - 1)],
        by={"step": 0} if smooth else None,
        terms=terms,
    )


add(
    "stepDecay",
    step_decay,
    [
        {"initial": 0.1, "factor": 0.5, "every": 10},
        {"initial": 1.0, "factor": 0.1, "every": 30},
        {"initial": 0.5, "factor": 0.97, "every": 1},
    ],
    smooth=False,
)
add(
    "exponentialDecay",
    exponential_decay,
    [
        {"initial": 0.1, "rate": 0.96, "every": 100},
        {"initial": 1.0, "rate": 0.5, "every": 7},
        {"initial": 0.05, "rate": 0.999, "every": 3},
    ],
)
topic.formula("exponentialDecay", exponential_decay, [(50, {"initial": 0.1, "rate": 0.96, "every": 100})])
add(
    "cosineDecay",
    cosine_decay,
    [
        {"initial": 0.1, "steps": 100},
        {"initial": 0.3, "final": 0.001, "steps": 1000},
        {"initial": 1.0, "final": 0.25, "steps": 37},
        {"initial": 0.001, "final": 0.1, "steps": 101},
    ],
    terms=cosine_term,
)
topic.formula(
    "cosineDecay", cosine_decay, [(step, {"initial": 0.1, "steps": 100}) for step in (25, 98, 99)], by={"step": 0}
)
topic.formula("cosineDecay", cosine_decay, [(999999, {"initial": 0.1, "steps": 1000000})])
add("linearWarmup", warmup, [{"peak": 0.1, "steps": 10}, {"peak": 0.001, "steps": 4000}, {"peak": 3.0, "steps": 7}])
add(
    "transformerSchedule",
    transformer,
    [{"width": 512, "warmup": 4000}, {"width": 64, "warmup": 10}, {"width": 768, "warmup": 1}],
    steps=STEPS[1:],
)
topic.formula("transformerSchedule", transformer, [(4000, {"width": 512, "warmup": 4000})])
