"""Rows of a reference table: arguments that are exact doubles, and what a formula gives for them to 25 digits."""

import json
import math
import random

import mpmath
from mpmath import mp, mpf

from number import Dual, slope_of, value_of

DIGITS = 25
# Sums of doubles are exact with the first: their exponents span 2098 bits. The second holds the first to account.
PRECISIONS = (700, 1400)
# Further from every double than this nothing need be told apart.
SMALLEST, LARGEST = mpf("1e-400"), mpf("1e400")
mp.dps = max(PRECISIONS)
INFINITY, NAN = math.inf, math.nan


class Topic:
    """The tables of one topic's formulas."""

    def __init__(self):
        self.formulas = {}

    def formula(self, name, function, points, by=None, terms=None, by_terms=None):
        """Adds a row for each of `points`, and a row for each derivative of `by` there.

        `by` says where a variable stands: its place among the arguments, or its name among the options. `terms` and
        `by_terms` give the largest term of each sum that may cancel, in the shape of the result.
        """
        for at in points:
            self.row(name, at, evaluated(function, at), scale=terms and scaled(terms, at))
        self.derivatives(name, function, points, by or {}, by_terms)

    def derivatives(self, name, function, points, by, terms=None):
        """Adds a row for each derivative of `by` at each of `points`."""
        for variable, place in by.items():
            size = (terms or {}).get(variable)
            for at in points:
                if has(at, place):
                    gives = differentiated(function, at, place)
                    self.row(name, at, gives, of=variable, scale=size and scaled(size, at))

    def row(self, name, at, gives, of=None, scale=None):
        entry = {} if of is None else {"of": of}
        entry |= {"at": written(list(at)), "gives": text(gives)}
        if scale is not None and exceeds(scale, gives):
            entry["scale"] = written(mapped(rounded, scale))
        self.formulas.setdefault(name, []).append(entry)

    def bounds(self, name, function, points):
        """Rows of numbers that a seed draws, of which shape and bounds are known."""
        for at in points:
            with mp.workdps(DIGITS):
                within = function(*at)
            shape = {"shape": within["shape"]} if "shape" in within else {}
            among = {side: text(within[side]) for side in ("low", "high", "among") if side in within}
            self.formulas.setdefault(name, []).append({"at": written(list(at)), "within": {**shape, **among}})

    def special(self, name, *rows, of=None):
        """Rows by convention: a limit, a signed zero or a value that does not exist. `+0` is 0 and not −0."""
        for at, gives in rows:
            self.row(name, at, gives, of=of)

    def json(self):
        made = json.dumps({"mpmath": mpmath.__version__, "digits": DIGITS})
        tables = ",\n".join(
            f"{json.dumps(name)}: [\n"
            + ",\n".join("  " + json.dumps(row, allow_nan=False, separators=(",", ":")) for row in rows)
            + "\n]"
            for name, rows in self.formulas.items()
        )
        return f'{{\n  "made": {made},\n  "formulas": {{\n{tables}\n  }}\n}}\n'


class Seeded:
    """Numbers that a seed determines."""

    def __init__(self, seed):
        self.source = random.Random(seed)

    def real(self, low, high):
        return low + (high - low) * self.source.random()

    def reals(self, count, low, high):
        return [self.real(low, high) for _ in range(count)]

    def any_doubles(self, count):
        return [self.any_double() for _ in range(count)]

    def short(self, low, high):
        """A number of few binary digits, whose neighbours a sum may meet again."""
        return round(self.real(low, high) * 64) / 64

    def vector(self, length, low, high):
        return [self.short(low, high) for _ in range(length)]

    def matrix(self, rows, columns, low, high):
        return [self.vector(columns, low, high) for _ in range(rows)]

    def any_double(self):
        """Every exponent is as likely as every other, subnormal numbers included."""
        size = self.real(1, 2) * 2.0 ** int(self.real(-1074, 1024))
        return size if self.source.random() < 0.5 else -size

    def distribution(self, length, spread=3):
        weights = [math.exp(-self.real(0, spread)) for _ in range(length)]
        return [float(f"{weight / sum(weights):.4g}") for weight in weights]


def mapped(function, nested):
    if isinstance(nested, (list, tuple)):
        return [mapped(function, entry) for entry in nested]
    if isinstance(nested, dict):
        return {name: mapped(function, entry) for name, entry in nested.items()}
    return function(nested)


def exact(at):
    """Arguments as numbers of the present precision; doubles are taken at their exact value."""
    return mapped(lambda x: mpf(x) if isinstance(x, float) else x, list(at))


def at_both(compute):
    results = []
    for digits in PRECISIONS:
        with mp.workdps(digits):
            results.append(compute())
    assert agree(*results), f"the precisions differ: {results}"
    return results[0]


def evaluated(function, at):
    return at_both(lambda: mapped(value_of, function(*exact(at))))


def scaled(terms, at):
    with mp.workdps(PRECISIONS[0]):
        return mapped(lambda x: abs(value_of(x)), terms(*exact(at)))


def has(at, place):
    return place in at[-1] if isinstance(place, str) and isinstance(at[-1], dict) else isinstance(place, int)


def differentiated(function, at, place):
    """The derivative by the argument at `place`; of a vector by a vector, a row for each entry of the result."""

    def compute():
        args = exact(at)
        holder, key = (args[-1], place) if isinstance(place, str) else (args, place)
        variable = holder[key]

        def by(seeded):
            holder[key] = seeded
            return mapped(slope_of, function(*args))

        if not isinstance(variable, list):
            return by(Dual(variable, 1))
        columns = [by(seeded) for seeded in seeds(variable)]
        shape = shape_of(variable)
        if isinstance(columns[0], list):
            return [folded([column[i] for column in columns], shape) for i in range(len(columns[0]))]
        return folded(columns, shape)

    return at_both(compute)


def seeds(variable):
    """The variable once for each of its entries, which alone varies."""
    flat = flattened(variable)
    for i in range(len(flat)):
        yield folded([Dual(x, 1) if i == j else x for j, x in enumerate(flat)], shape_of(variable))


def flattened(nested):
    if isinstance(nested, dict):
        nested = list(nested.values())
    return [x for entry in nested for x in flattened(entry)] if isinstance(nested, list) else [nested]


def shape_of(nested):
    return [len(nested), *shape_of(nested[0])] if isinstance(nested, list) else []


def folded(flat, shape):
    if len(shape) == 1:
        return flat
    step = len(flat) // shape[0]
    return [folded(flat[i * step : (i + 1) * step], shape[1:]) for i in range(shape[0])]


def agree(a, b):
    return all(same(x, y) for x, y in zip(flattened(a), flattened(b), strict=True))


def same(x, y):
    if not isinstance(x, mpf):
        return x == y
    if mp.isnan(x) or mp.isnan(y):
        return mp.isnan(x) and mp.isnan(y)
    if x == y or max(abs(x), abs(y)) < SMALLEST:
        return True
    return abs(x - y) <= mpf(10) ** -40 * abs(y)


def rounded(scale):
    """The size of a unit in the last place hardly depends on a scale's last digits."""
    return float(f"{min(float(scale), 1.7e308):.2g}")


def exceeds(scale, gives):
    return any(mp.isfinite(s) and s > abs(x) for s, x in zip(flattened(scale), flattened(gives), strict=True))


def text(gives):
    return mapped(one_text, gives)


def one_text(x):
    if isinstance(x, (bool, str)):
        return x
    x = mpf(x)
    if mp.isnan(x):
        return "NaN"
    sign = "-" if x < 0 else ""
    if mp.isinf(x):
        return f"{sign}Infinity"
    if x != 0 and abs(x) < SMALLEST:
        return f"{sign}1e-400"
    if abs(x) > LARGEST:
        return f"{sign}1e400"
    digits = mpmath.nstr(x, DIGITS, min_fixed=-7, max_fixed=21)
    return digits.removesuffix(".0").replace(".0e", "e").replace("e+", "e")


def written(at):
    return mapped(one_argument, at)


def one_argument(x):
    if not isinstance(x, float):
        return x
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    whole = x.is_integer() and abs(x) < 1e15 and not (x == 0 and math.copysign(1, x) < 0)
    return int(x) if whole else x
