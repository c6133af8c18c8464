"""Real numbers to any precision, and dual numbers: a value together with its derivative by one variable.

A formula written with the functions of this module gives its value for plain numbers, and value and derivative for
dual numbers, by the rules of differentiation alone. Where a derivative does not exist, the rule taken is that of the
branch that the comparison chooses, and 0 for |x| at 0.
"""

from mpmath import mp, mpf


class Dual:
    """value + slope·ε with ε² = 0."""

    def __init__(self, value, slope=0):
        self.value, self.slope = mpf(value), mpf(slope)

    def __add__(self, other):
        other = dual(other)
        return Dual(self.value + other.value, self.slope + other.slope)

    def __sub__(self, other):
        other = dual(other)
        return Dual(self.value - other.value, self.slope - other.slope)

    def __mul__(self, other):
        other = dual(other)
        return Dual(self.value * other.value, product(self.slope, other.value) + product(self.value, other.slope))

    def __truediv__(self, other):
        other = dual(other)
        quotient = self.value / other.value
        return Dual(quotient, (self.slope - product(quotient, other.slope)) / other.value)

    def __pow__(self, exponent):
        """A power whose exponent does not vary."""
        if exponent == 0:
            return Dual(1)
        power = mp.power(self.value, exponent)
        return Dual(power, product(exponent * mp.power(self.value, exponent - 1), self.slope))

    def __neg__(self):
        return Dual(-self.value, -self.slope)

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return dual(other) - self

    def __rtruediv__(self, other):
        return dual(other) / self

    def __lt__(self, other):
        return self.value < value_of(other)

    def __gt__(self, other):
        return self.value > value_of(other)

    def __le__(self, other):
        return self.value <= value_of(other)

    def __ge__(self, other):
        return self.value >= value_of(other)

    def __eq__(self, other):
        return self.value == value_of(other)


def dual(x):
    return x if isinstance(x, Dual) else Dual(x)


def value_of(x):
    return x.value if isinstance(x, Dual) else x


def slope_of(x):
    return x.slope if isinstance(x, Dual) else mpf(0)


def product(a, b):
    """What does not vary has no part in a derivative, however large its factor."""
    return mpf(0) if a == 0 or b == 0 else a * b


def lifted(function, derivative):
    """A function of plain numbers made one of dual numbers too."""

    def apply(x):
        if not isinstance(x, Dual):
            return function(mpf(x))
        value = function(x.value)
        return Dual(value, mpf(0) if x.slope == 0 else product(derivative(x.value), x.slope))

    return apply


def power_of_e(x):
    return mpf(0) if x == mp.ninf else mp.exp(x)


exp = lifted(power_of_e, power_of_e)
expm1 = lifted(mp.expm1, power_of_e)
log = lifted(mp.log, lambda x: 1 / x)
log1p = lifted(mp.log1p, lambda x: 1 / (1 + x))
sqrt = lifted(mp.sqrt, lambda x: 1 / (2 * mp.sqrt(x)))
tanh = lifted(mp.tanh, lambda x: 1 / mp.cosh(x) ** 2)
cosh = lifted(mp.cosh, mp.sinh)
sin = lifted(mp.sin, mp.cos)
cos = lifted(mp.cos, lambda x: -mp.sin(x))


def tail(x):
    """erfc; so far out that its first term is all there is to it, mpmath gives up."""
    return mp.exp(-x * x) / (x * mp.sqrt(mp.pi)) if x > mpf("1e100") else mp.erfc(x)


erf = lifted(mp.erf, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-x * x))
erfc = lifted(tail, lambda x: -2 / mp.sqrt(mp.pi) * mp.exp(-x * x))
absolute = lifted(abs, mp.sign)


def sigmoid(x):
    return 1 / (1 + exp(-x))


def softplus(x):
    return log1p(exp(x))


def total(terms):
    sum_ = mpf(0)
    for term in terms:
        sum_ = sum_ + term
    return sum_


def mean(terms):
    return total(terms) / len(terms)


def dot(a, b):
    return total(x * y for x, y in zip(a, b, strict=True))


def largest(terms):
    """The size of the largest term of a sum, against which rounding is counted where the sum cancels."""
    return max(abs(value_of(term)) for term in terms)
