"""Makes claims.tsv, claims of many kinds whose truth is known: python tests/check/generate/claims.py

Needs mpmath and nothing of ours. A row holds the accepted verdicts (the truth first), the kind, the value, what the document
says before, and the claim, in LaTeX but for the kind code. The values are mpmath's to 80 digits; which verdicts they ask for is said
by corpus/truth.py.
"""

import pathlib
import platform
import random
import sys

import mpmath
from mpmath import mp, mpf

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here.parent / "corpus"))
from truth import short, softmax, verdicts

rows_of_each_kind = 40
chance = random.Random(20240229)


def decimal(low, high, places):
    """A number as it is written and as it is."""
    text = f"{chance.randint(int(low * 10**places), int(high * 10**places)) / 10**places:.{places}f}"
    return text, mpf(text)


def whole(low, high):
    number = chance.randint(low, high)
    return str(number), mpf(number)


def several(count, low, high, places):
    pairs = [decimal(low, high, places) for _ in range(count)]
    return [text for text, _ in pairs], [value for _, value in pairs]


def signed(text):
    return f"({text})" if text.startswith("-") else text


# Each gives the left side, its value, and what is said before.

def arithmetic():
    (a, x), (b, y), (c, z) = decimal(1, 20, 1), decimal(0.5, 9, 2), decimal(1, 15, 1)
    return chance.choice([
        (f"{a} + {b} \\cdot {c}", x + y * z), (f"{a}({b} - {c})", x * (y - z)), (f"({a} - {b})({c} + 1)", (x - y) * (z + 1)),
        (f"{a} - {b} - {c}", x - y - z), (f"{a} - ({b} - {c})", x - (y - z)), (f"{a} \\times {b} / {c}", x * y / z),
    ])


def fraction():
    (a, x), (b, y), (c, z), (d, w) = whole(1, 40), whole(2, 60), whole(1, 9), whole(2, 9)
    return chance.choice([
        (f"\\frac{{{a}}}{{{b}}}", x / y), (f"\\frac{{{a}}}{{{b}}} + \\frac{{{c}}}{{{d}}}", x / y + z / w),
        (f"\\dfrac{{{a} - {b}}}{{{c} + {d}}}", (x - y) / (z + w)), (f"\\frac{{{a}}}{{{b}}} \\cdot \\frac{{{c}}}{{{d}}}", x * z / y / w),
        (f"{a} / {b}", x / y), (f"-\\tfrac{{{a}}}{{{b}}}", -x / y),
    ])


def powers():
    (a, x), (n, k) = decimal(0.2, 4, 1), whole(2, 9)
    return chance.choice([
        (f"{a}^{n}", x**k), (f"{a}^{{-{n}}}", x**-k), (f"(-{a})^{n}", (-x) ** k), (f"-{a}^{n}", -(x**k)), (f"({a} + 1)^{{{n}}} - 1", (x + 1) ** k - 1),
    ])


def roots():
    (a, x), (b, y), (n, k) = decimal(1, 90, 1), decimal(1, 9, 1), whole(3, 5)
    return chance.choice([
        (f"\\sqrt{{{a}}}", mp.sqrt(x)), (f"\\sqrt{{{b}^2 + {a}}}", mp.sqrt(y**2 + x)), (f"\\sqrt[{n}]{{{a}}}", mp.root(x, int(k))),
        (f"\\frac{{{b}}}{{\\sqrt{{{a}}}}}", y / mp.sqrt(x)), (f"{b}\\sqrt{{{a}}}", y * mp.sqrt(x)),
    ])


def exponentials():
    (a, x), (b, y) = decimal(0.1, 4, 1), decimal(0.5, 9, 1)
    return chance.choice([
        (f"e^{{{a}}}", mp.exp(x)), (f"e^{{-{a}}}", mp.exp(-x)), (f"\\exp(-{a})", mp.exp(-x)), (f"{b} e^{{-{a}}}", y * mp.exp(-x)),
        (f"1 - e^{{-{a} \\cdot {b}}}", 1 - mp.exp(-x * y)), (f"\\exp\\left(\\frac{{{a}}}{{{b}}}\\right)", mp.exp(x / y)),
    ])


def logarithms():
    (a, x), (b, y) = decimal(1.1, 90, 1), decimal(0.05, 0.95, 2)
    return chance.choice([
        (f"\\ln {a}", mp.log(x)), (f"\\ln({b})", mp.log(y)), (f"\\log_2 {a}", mp.log(x, 2)), (f"\\log_{{10}}({a})", mp.log(x, 10)),
        (f"-{b} \\log_2({b})", -y * mp.log(y, 2)), (f"\\ln(1 + {b})", mp.log(1 + y)), (f"\\log_3({a})", mp.log(x, 3)),
    ])


def sums():
    (n, k), (a, x) = whole(3, 9), decimal(0.1, 0.9, 1)
    i = chance.choice("ijkn")
    return chance.choice([
        (f"\\sum_{{{i}=1}}^{{{n}}} {i}^2", sum(mpf(j) ** 2 for j in range(1, int(k) + 1))),
        (f"\\sum_{{{i}=1}}^{{{n}}} \\frac{{1}}{{{i}}}", sum(1 / mpf(j) for j in range(1, int(k) + 1))),
        (f"\\sum_{{{i}=0}}^{{{n}}} {a}^{{{i}}}", sum(x**j for j in range(int(k) + 1))),
        (f"\\prod_{{{i}=1}}^{{{n}}} \\frac{{{i}}}{{{i} + 1}}", 1 / (k + 1)),
        (f"\\sum_{{{i}=1}}^{{{n}}} (2{i} - 1)", k**2),
    ])


def counting():
    n = chance.randint(4, 12)
    k = chance.randint(1, n - 1)
    p, x = decimal(0.1, 0.9, 1)
    return chance.choice([
        (f"{n}!", mp.factorial(n)), (f"\\binom{{{n}}}{{{k}}}", mp.binomial(n, k)), (f"\\frac{{{n}!}}{{{k}!}}", mp.factorial(n) / mp.factorial(k)),
        (f"\\binom{{{n}}}{{{k}}} {p}^{{{k}}} (1 - {p})^{{{n - k}}}", mp.binomial(n, k) * x**k * (1 - x) ** (n - k)),
    ])


def trigonometry():
    (a, x), (d, y) = decimal(0.1, 3, 1), whole(5, 85)
    name = chance.choice(["sin", "cos"])
    return chance.choice([
        (f"\\{name}({a})", getattr(mp, name)(x)), (f"\\{name} {d}^\\circ", getattr(mp, name)(y * mp.pi / 180)),
        (f"\\tan {d}^\\circ", mp.tan(y * mp.pi / 180)), (f"\\{name}\\frac{{\\pi}}{{{d}}}", getattr(mp, name)(mp.pi / y)),
        (f"\\arctan({a})", mp.atan(x)), (f"\\tanh({a})", mp.tanh(x)), (f"\\sinh({a})", mp.sinh(x)), (f"\\cosh({a})", mp.cosh(x)),
    ])


def extremes():
    (a, x), (b, y) = decimal(-9, 9, 1), decimal(-9, 9, 1)
    return chance.choice([
        (f"\\max({a}, {b})", max(x, y)), (f"\\min({a}, {b})", min(x, y)), (f"|{a} - {signed(b)}|", abs(x - y)), (f"\\max(0, 1 - {signed(a)})", max(mpf(0), 1 - x)),
        (f"\\left|{a}\\right| + |{b}|", abs(x) + abs(y)), (f"\\lfloor {a} \\rfloor", mp.floor(x)), (f"\\lceil {b} \\rceil", mp.ceil(y)),
    ])


def statistics():
    texts, x = several(chance.randint(3, 5), 1, 20, 1)
    n = len(x)
    m = sum(x) / n
    middle, c = decimal(2, 15, 1)
    squares = " + ".join(f"({t} - {middle})^2" for t in texts)
    return chance.choice([
        (f"\\frac{{{' + '.join(texts)}}}{{{n}}}", m), (f"\\frac{{{squares}}}{{{n}}}", sum((a - c) ** 2 for a in x) / n),
        (f"\\sqrt{{\\frac{{{squares}}}{{{n - 1}}}}}", mp.sqrt(sum((a - c) ** 2 for a in x) / (n - 1))),
        (f"\\frac{{{' + '.join(f'|{t} - {middle}|' for t in texts)}}}{{{n}}}", sum(abs(a - c) for a in x) / n),
    ])


def learning():
    (a, x), (p, q) = decimal(-4, 4, 1), decimal(0.05, 0.95, 2)
    m, y = decimal(0.1, 2, 1)
    return chance.choice([
        (f"\\frac{{1}}{{1 + e^{{-({a})}}}}", 1 / (1 + mp.exp(-x))), (f"-\\ln({p})", -mp.log(q)), (f"\\ln(1 + e^{{{a}}})", mp.log(1 + mp.exp(x))),
        (f"-{p} \\ln {p} - (1 - {p}) \\ln(1 - {p})", -q * mp.log(q) - (1 - q) * mp.log(1 - q)),
        (f"\\frac{{e^{{{a}}}}}{{e^{{{a}}} + e^{{{m}}}}}", mp.exp(x) / (mp.exp(x) + mp.exp(y))),
        (f"\\frac{{1}}{{\\sqrt{{2\\pi}}}} e^{{-{m}^2/2}}", mp.exp(-(y**2) / 2) / mp.sqrt(2 * mp.pi)),
        (f"\\frac{{2 \\cdot {p} \\cdot 0.7}}{{{p} + 0.7}}", 2 * q * mpf("0.7") / (q + mpf("0.7"))),
    ])


def activations():
    a, x = decimal(-4, 4, 1)
    return chance.choice([
        (f"\\sigma({a})", 1 / (1 + mp.exp(-x)), "$\\sigma(z) = \\frac{1}{1 + e^{-z}}$"),
        (f"\\sigma({a})(1 - \\sigma({a}))", mp.exp(-x) / (1 + mp.exp(-x)) ** 2, "$\\sigma(z) = \\frac{1}{1 + e^{-z}}$"),
        (f"\\mathrm{{ReLU}}({a})", max(mpf(0), x), "$\\mathrm{ReLU}(z) = \\max(0, z)$"),
        (f"\\text{{swish}}({a})", x / (1 + mp.exp(-x)), "$\\text{swish}(z) = \\frac{z}{1 + e^{-z}}$"),
    ])


def functions():
    (a, x), (b, y), (c, z) = whole(2, 7), whole(1, 9), decimal(-3, 3, 1)
    f = chance.choice("fgh")
    return chance.choice([
        (f"{f}({c})", x * z**2 - y * z, f"Let ${f}(x) = {a}x^2 - {b}x$."), (f"{f}({c})", x * z + y, f"Let ${f}(t) = {a}t + {b}$."),
        (f"{f}({c}, {b})", x * z - y**2, f"Let ${f}(x, y) = {a}x - y^2$."), (f"{f}({c})", mp.exp(z / x), f"Let ${f}(x) = e^{{x/{a}}}$."),
    ])


def bound():
    (a, x), (b, y) = decimal(0.5, 9, 1), decimal(0.2, 5, 1)
    u, v = chance.choice([("u", "v"), ("w_1", "w_2"), ("\\alpha", "r"), ("\\hat{s}", "\\lambda"), ("x", "y")])
    said = chance.choice([f"Take ${u} = {a}$ and ${v} = {b}$.", f"With ${u} = {a}$, ${v} = {b}$:"])
    return chance.choice([
        (f"{u}^2 + {v}", x**2 + y, said), (f"\\frac{{{u}}}{{1 + {v}}}", x / (1 + y), said), (f"{u} - {v} + 1", x - y + 1, said),
        (f"\\sqrt{{{u} + {v}}}", mp.sqrt(x + y), said), (f"3{u} - 2{v}", 3 * x - 2 * y, said), (f"e^{{-{v}}} \\cdot {u}", mp.exp(-y) * x, said),
    ])


def vectors():
    (t, x), (s, y) = several(3, -5, 5, 0), several(3, -5, 5, 0)
    k, c = decimal(0.5, 4, 1)
    a, b = f"[{', '.join(t)}]", f"[{', '.join(s)}]"
    return chance.choice([
        (f"{k} \\cdot {a}", [c * e for e in x]), (f"{a} + {b}", [e + f for e, f in zip(x, y)]), (f"{a} - {b}", [e - f for e, f in zip(x, y)]),
        (f"{a} \\cdot {b}", sum(e * f for e, f in zip(x, y))), (f"\\|{a}\\|_2", mp.sqrt(sum(e * e for e in x))), (f"\\|{a}\\|_1", sum(abs(e) for e in x)),
        (f"\\text{{softmax}}({a})", softmax(x)), (f"{a} \\odot {b}", [e * f for e, f in zip(x, y)]),
    ])


def matrices():
    (t, x) = several(4, -5, 5, 0)
    (s, y) = several(2, -5, 5, 0)
    kind = chance.choice(["pmatrix", "bmatrix"])
    m = f"\\begin{{{kind}}} {t[0]} & {t[1]} \\\\ {t[2]} & {t[3]} \\end{{{kind}}}"
    v = f"\\begin{{{kind}}} {s[0]} \\\\ {s[1]} \\end{{{kind}}}"
    return chance.choice([
        (f"{m} {v}", [x[0] * y[0] + x[1] * y[1], x[2] * y[0] + x[3] * y[1]], kind), (f"\\det {m}", x[0] * x[3] - x[1] * x[2], ""),
        (f"2 {m}", [[2 * x[0], 2 * x[1]], [2 * x[2], 2 * x[3]]], kind), (f"{m}^T", [[x[0], x[2]], [x[1], x[3]]], kind),
        (f"{m} + {m}", [[2 * x[0], 2 * x[1]], [2 * x[2], 2 * x[3]]], kind),
    ])


def calculus():
    n = chance.randint(2, 5)
    a = chance.randint(1, 4)
    return chance.choice([
        (f"\\int_0^{{{a}}} x^{n} \\, dx", mpf(a) ** (n + 1) / (n + 1)), (f"\\int_1^{{{a + 1}}} \\frac{{1}}{{x}} \\, dx", mp.log(a + 1)),
        (f"\\int_0^{{{a}}} e^{{-x}} \\, dx", 1 - mp.exp(-a)), (f"\\left. \\frac{{d}}{{dx}} x^{{{n}}} \\right|_{{x={a}}}", n * mpf(a) ** (n - 1)),
    ])


def remainders():
    (a, x), (b, y) = whole(20, 400), whole(3, 19)
    return f"{a} \\bmod {b}", x - y * mp.floor(x / y)


def percentages():
    (a, x), (b, y), (c, z) = whole(1, 60), whole(61, 240), decimal(5, 90, 1)
    return chance.choice([
        (f"\\frac{{{a}}}{{{b}}}", x / y, "%"), (f"1 - \\frac{{{a}}}{{{b}}}", 1 - x / y, "%"), (f"{c}\\% \\cdot {b}", z * y / 100), (f"\\frac{{{b} - {a}}}{{{b}}}", 1 - x / y, "%"),
    ])


def scientific():
    (a, x), (b, y) = decimal(1.1, 9.9, 1), decimal(1.1, 9.9, 1)
    m, n = chance.randint(-6, 6), chance.randint(-6, 6)
    return (f"({a} \\times 10^{{{m}}}) \\times ({b} \\times 10^{{{n}}})", x * y * mpf(10) ** (m + n), "e")


def thousands():
    (a, x), (b, y) = whole(10001, 99999), whole(11, 99)
    mark = chance.choice(["{,}", "\\,"])
    return f"{a[:-3]}{mark}{a[-3:]} \\times {b}", x * y, mark


def code():
    (a, x), (b, y) = decimal(0.2, 5, 1), decimal(0.2, 5, 1)
    return chance.choice([
        (f"tanh({a})", mp.tanh(x)), (f"exp(-{a})", mp.exp(-x)), (f"sqrt({a} + {b})", mp.sqrt(x + y)), (f"({a} + {b}) / 2", (x + y) / 2),
        (f"{a} * {b} - 1", x * y - 1), (f"{a}^2 + {b}^2", x**2 + y**2), (f"1 / (1 + exp(-{a}))", 1 / (1 + mp.exp(-x))), (f"ln({a})", mp.log(x)),
        (f"max({a}, {b})", max(x, y)), (f"{a} × {b} + 1", x * y + 1), (f"{a} / ({b} + 1)", x / (y + 1)),
    ])


def conventional():
    """Right only with another base of the logarithm."""
    (a, x) = decimal(0.05, 0.95, 2)
    return f"{a} \\log({a})", x * mp.log(x)


kinds = [arithmetic, fraction, powers, roots, exponentials, logarithms, sums, counting, trigonometry, extremes, statistics, learning, activations,
         functions, bound, vectors, matrices, calculus, remainders, percentages, scientific, thousands, code]


def is_open(value, written, unit):
    """Whether rounding is too close to a tie to be of use, or the number as written is nothing."""
    if value == written:
        return False
    part = value / unit - mp.floor(value / unit)
    return abs(part - mpf("0.5")) < mpf("1e-6") or written == 0


def digits_of(value, places):
    text = mp.nstr(mp.nint(abs(value) * mpf(10) ** places), 60, strip_zeros=True, min_fixed=-60, max_fixed=60).split(".")[0]
    text = text.rjust(places + 1, "0")
    number = f"{text[:-places]}.{text[-places:]}" if places else text
    return f"-{number}" if value < 0 and mpf(number) != 0 else number


def faulty(text, value, places):
    """A number that a slip gives in place of the value."""
    unit = mpf(10) ** -places
    bare = text.lstrip("-")
    slips = [
        lambda: digits_of(-value, places), lambda: digits_of(2 * value, places), lambda: digits_of(value / 2, places), lambda: digits_of(1 - value, places),
        lambda: digits_of(value + chance.choice([-1, 1]) * unit * chance.randint(2, 60), places),
        lambda: digits_of(mpf(swapped(bare)) * mp.sign(value), places), lambda: digits_of(value * 10, places),
    ]
    return chance.choice(slips)()


def swapped(text):
    places = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and text[i] != text[i + 1]]
    if not places:
        return text
    i = chance.choice(places)
    return text[:i] + text[i + 1] + text[i] + text[i + 2 :]


def claim(make):
    made = make()
    left, value, extra = (*made, "")[:3]
    said = extra if extra.startswith(("$", "Let", "Take", "With")) else ""
    mode = chance.choices(["right", "wrong", "cut", "equal"], [50, 36, 7, 7])[0]
    values = [v for row in value for v in (row if isinstance(row, list) else [row])] if isinstance(value, list) else [value]
    shape = value
    if extra == "%":
        values = [v * 100 for v in values]
    power = int(mp.floor(mp.log10(abs(values[0])))) if extra == "e" else 0
    values = [v / mpf(10) ** power for v in values]
    are_short = all(v * 10**4 == mp.nint(v * 10**4) for v in values)
    places = chance.randint(0, 2) if are_short and mode == "right" else chance.randint(2, 5)
    if all(v == mp.nint(v) for v in values):
        places = 0
    elif are_short and mode in ("right", "wrong"):
        places = 4 if mode == "right" else chance.randint(1, 4)
    texts = [digits_of(v, places) for v in values]
    at = chance.randrange(len(values))
    if mode == "wrong":
        texts[at] = faulty(texts[at], values[at], places)
    if mode == "cut":
        texts[at] = digits_of(mp.sign(values[at]) * mp.floor(abs(values[at]) * 10**places + mpf("1e-50")) / 10**places, places)
    unit = mpf(10) ** -places
    if are_short and mode == "right":
        texts = [t.rstrip("0").rstrip(".") if "." in t else t for t in texts]
    relation = "=" if mode == "equal" or (all(mpf(t) == v for t, v in zip(texts, values)) or (mode == "wrong" and are_short)) else chance.choice(["\\approx", "\\approx", "≈", "\\simeq"])
    if make is code and relation != "=":
        relation = "≈"
    sign = "=" if relation == "=" else "≈"
    each = []
    for v, t in zip(values, texts):
        own = mpf(10) ** -(len(t.split(".")[1]) if "." in t else 0)
        if is_open(v, mpf(t), own):
            return None
        zeros = len(t) - len(t.rstrip("0")) if "." not in t and t.strip("-0") else 0
        if zeros and mpf(t) != v:
            return None
        each.append(verdicts(v, mpf(t), own, zeros, sign))
    joined = set().union(*each)
    if mode == "wrong" and {"wrong"} not in each or mode != "wrong" and any("wrong" in e for e in each):
        return None
    verdict = next(v for v in ("wrong", "imprecise", "confirmed") if v in joined)
    exact = ", ".join(short(v * mpf(10) ** power / (100 if extra == "%" else 1)) for v in values)
    return verdict, exact, said, f"{left} {relation} {written(texts, shape, extra, power)}"


def written(texts, shape, extra, power):
    if extra == "%":
        return f"{texts[0]}\\%"
    if extra == "e":
        return f"{texts[0]} \\times 10^{{{power}}}"
    if extra in ("{,}", "\\,"):
        whole_part = texts[0]
        groups = []
        while len(whole_part.lstrip("-")) > 3:
            groups.insert(0, whole_part[-3:])
            whole_part = whole_part[:-3]
        return extra.join([whole_part, *groups])
    if extra in ("pmatrix", "bmatrix"):
        width = len(shape[0]) if isinstance(shape[0], list) else 1
        lines = [" & ".join(texts[i : i + width]) for i in range(0, len(texts), width)]
        return f"\\begin{{{extra}}} " + " \\\\ ".join(lines) + f" \\end{{{extra}}}"
    return f"[{', '.join(texts)}]" if isinstance(shape, list) else texts[0]


def nothing():
    """What claims nothing, or cannot be judged."""
    (a, x), (b, y), (c, _) = whole(2, 30), whole(2, 30), decimal(0.1, 9, 1)
    u, v = chance.sample("abcmnpqrstuw", 2)
    return chance.choice([
        f"{a}{u} + {b} = {c}", f"{u} = {c}", f"{u}{v} = {a}", f"{u}^2 = {b}", f"{u} < {c}", f"{u} \\propto {v}", f"{u}_{a} = {b}", f"\\bar{{{u}}} \\approx {c}", f"i = 1, \\dots, {a}",
        f"P({u}) = 0.{a}", f"{u} := {c}", f"\\text{{loss}} \\approx {c}", f"{u}({v}) = {c}", f"{u} \\to {c}", f"{u} \\in [0, {a}]", f"{u} \\sim N(0, {a})", f"\\frac{{{u}}}{{{v}}} = {c}",
        f"e^{{-{u}}} = 0.{a}", f"{u} + {v} = {b}", f"|{u} - {a}| = {b}", f"{u} = {v} = {c}", f"{u}^{{({a})}} = {c}", f"\\nabla {u} = {c}", f"\\log {u} = {c}",
    ])


identities = [
    ("(a + b)^2 = a^2 + 2ab + b^2", True), ("(a - b)^2 = a^2 - 2ab + b^2", True), ("(a + b)(a - b) = a^2 - b^2", True), ("\\ln(ab) = \\ln a + \\ln b", True),
    ("e^{a + b} = e^a e^b", True), ("\\frac{1}{a} + \\frac{1}{b} = \\frac{a + b}{ab}", True), ("\\sqrt{ab} = \\sqrt{a}\\sqrt{b}", True), ("\\frac{d}{dx} x^3 = 3x^2", True),
    ("\\tanh(x) = \\frac{e^{2x} - 1}{e^{2x} + 1}", True), ("\\cosh^2(x) - \\sinh^2(x) = 1", True), ("(1 - x)(1 + x + x^2) = 1 - x^3", True), ("\\frac{d}{dx} e^{2x} = 2e^{2x}", True),
    ("(a + b)^2 = a^2 + b^2", False), ("(a - b)^2 = a^2 - 2ab - b^2", False), ("\\ln(a + b) = \\ln a + \\ln b", False), ("e^{a + b} = e^a + e^b", False), ("\\sqrt{a + b} = \\sqrt{a} + \\sqrt{b}", False),
    ("\\frac{1}{a} + \\frac{1}{b} = \\frac{2}{a + b}", False), ("\\frac{d}{dx} x^3 = 2x^2", False), ("(ab)^2 = a^2 b", False),
]


def main():
    rows = []
    for make in kinds:
        seen = set()
        count = rows_of_each_kind * (4 if make in (code, bound, learning, functions) else 2)
        while len(seen) < count:
            made = claim(make)
            if made is None or made[-1] in seen:
                continue
            seen.add(made[-1])
            verdict, exact, said, text = made
            rows.append((verdict, make.__name__, exact, said, text))
    for _ in range(rows_of_each_kind):
        left, value = conventional()
        rows.append(("ambiguous/wrong", "conventional", short(value), "", f"{left} \\approx {digits_of(value / mp.log(10), 4)}"))
    for _ in range(4 * rows_of_each_kind):
        rows.append(("null/unchecked/confirmed", "nothing", "", "", nothing()))
    for text, holds in identities:
        rows.append(("confirmed" if holds else "wrong/unchecked", "identity", "", "", text))
    chance.shuffle(rows)
    head = f"# claims.py, Python {platform.python_version()}, mpmath {mpmath.__version__}"
    (here / "claims.tsv").write_text("\n".join([head, *("\t".join(row) for row in rows)]) + "\n", encoding="utf8")
    print(len(rows), "rows")


if __name__ == "__main__":
    main()
