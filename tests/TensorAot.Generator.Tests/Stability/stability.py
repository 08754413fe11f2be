"""Writes stability.txt: what naive formulas are worth, with their derivatives, by mpmath at 1,000 digits.

Lines of functions of numbers:  name | x[,y] | value | d/dx | d2/dx2 | d/dy
Lines of functions of vectors:  name | x,x,.. | value,value,.. | the rows of the Jacobian, value after value
A result is the nearest double and, after a colon, the double nearest to what is left; - where there is none (infinite, or beyond double).
Derivatives are central differences with a step of 1e-200, which are right to hundreds of digits. No formula here is the one under test:
each is the function's definition in numbers that neither overflow nor cancel.

Run: python3 stability.py > stability.txt   (needs mpmath 1.3)
"""
import struct

from mpmath import mp, mpf, exp, log, sqrt, erf, erfc, tanh, cosh, sinh, cos, atanh, asinh, pi

mp.dps = 1000
H = mpf(10) ** -200


def single(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def show(value):
    if value is None or abs(value) > mpf(1.7976931348623157e308):
        return "-"
    high = float(value)
    low = float(value - mpf(high))
    return repr(high) + (":" + repr(low) if low else "")


def signed(*values):
    return [s * v for v in values for s in (1, -1)]


SMALL = [single(1e-20), single(1e-9), single(1e-4)]
ANY = [0.0] + signed(*SMALL, 0.5, 1.0, 3.5, 17.0, 40.0, 90.0, 100.0, 700.0, 750.0, 800.0)
SAFE = [0.0] + signed(*SMALL, 0.5, 1.0, 3.5, 17.0, 40.0, 80.0, 700.0)
NEGATIVE = [-x for x in SMALL + [0.5, 1.0, 3.5, 17.0, 40.0, 90.0, 700.0, 800.0]]
POSITIVE = [-x for x in NEGATIVE]
UNIT = [single(1e-30), *SMALL, 0.125, 0.5 - 2.0**-20, 0.5, 0.5 + 2.0**-20, 0.75, 1 - 2.0**-20]
ABOUT = signed(*SMALL, 0.125, 0.5, 0.75, 1 - 2.0**-20)
TAILS = [0.0] + signed(*SMALL, 0.5, 1.0, 3.0, 5.0, 8.0, 12.0, 25.0, 30.0, 100.0, 800.0)
HUGE = signed(1e-300, 1e-160, single(1e-30), 0.5, 3.0, single(1e30), 1e160, 1e300)


def logistic(x):
    return 1 / (1 + exp(-x))


def soft(x):
    return log(1 + exp(x))


def entropy(x):
    return -x * log(x) - (1 - x) * log(1 - x) if 0 < x < 1 else mpf(0)


def hazard(x):
    """The density of the normal distribution over its upper tail."""
    return exp(-x * x / 2) / sqrt(2 * pi) / (erfc(x / sqrt(mpf(2))) / 2)


NUMBERS = {
    "sigmoid": (logistic, ANY),
    "log-sigmoid": (lambda x: -soft(-x), ANY),
    "softplus": (soft, ANY),
    "softplus-2": (lambda x: log(2 + exp(x)), ANY),
    "softplus-squared": (lambda x: soft(x) ** 2, ANY),
    "silu": (lambda x: x * logistic(x), ANY),
    "logistic-slope": (lambda x: logistic(x) * logistic(-x), ANY),
    "identity": (lambda x: x, ANY),
    "expm1": (lambda x: exp(x) - 1, SAFE),
    "log1p": (lambda x: log(1 + x), ABOUT + [single(1e20), 1e300]),
    "log1mexp": (lambda x: log(1 - exp(x)), NEGATIVE),
    "logexpm1": (lambda x: log(exp(x) - 1), POSITIVE),
    "tanh": (tanh, ANY),
    "sinh": (sinh, SAFE),
    "cosh": (cosh, SAFE),
    "log-cosh": (lambda x: log(cosh(x)), ANY),
    "log-2cosh": (lambda x: log(2 * cosh(x)), ANY),
    "sech-squared": (lambda x: 1 / cosh(x) ** 2, ANY),
    "cosh-1": (lambda x: 2 * sinh(x / 2) ** 2, SAFE),
    "versine": (lambda x: 1 - cos(x), [0.0] + signed(*SMALL, 0.5, 1.0, 3.0)),
    "sqrt1pm1": (lambda x: sqrt(1 + x) - 1, ABOUT + [0.0, 3.0, single(1e20)]),
    "logit": (lambda x: log(x / (1 - x)), UNIT),
    "arctanh": (atanh, ABOUT),
    "arcsinh": (asinh, [0.0] + signed(*SMALL, 0.5, 3.0, 40.0, single(1e10))),
    "erfc": (erfc, TAILS),
    "erf": (erf, TAILS),
    "erfc-of-negative": (lambda x: erfc(-x), TAILS),
    "log-erfc": (lambda x: log(erfc(x)), TAILS),
    "normal-cdf": (lambda x: erfc(-x / sqrt(mpf(2))) / 2, TAILS),
    "log-normal-cdf": (lambda x: log(erfc(-x / sqrt(mpf(2))) / 2), TAILS),
    "log-normal-density": (lambda x: -x * x / 2 - log(2 * pi) / 2, TAILS),
    "minus-square": (lambda x: -x * x, TAILS),
    "erfc-ratio": (lambda x: exp(-x * x) / erfc(x), TAILS),
    "erfcx": (lambda x: exp(x * x) * erfc(x), TAILS + [1000.0]),
    "hazard": (hazard, TAILS + signed(1000.0)),
    "hazard-shifted": (lambda x: hazard((x - 3) / 2) / 2, TAILS + signed(1000.0)),
    "log-hazard": (lambda x: log(hazard(x)), TAILS + signed(1000.0)),
    "xlogx": (lambda x: x * log(x) if x else mpf(0), [0.0, single(1e-30), *SMALL, 0.5, 1.0, 40.0, single(1e20)]),
    "entropy": (entropy, [0.0, 1.0, *UNIT]),
    "abs": (abs, HUGE),
    "log-square": (lambda x: 2 * log(abs(x)), HUGE),
    "half-log": (lambda x: log(x) / 2, [x for x in HUGE if x > 0]),
    "log-abs-cubed": (lambda x: 3 * log(x), [x for x in HUGE if x > 0]),
}

LOGITS = [0.0] + signed(single(1e-9), 1.0, 3.5, 40.0, 100.0, 800.0)
PAIRS = [(x, y) for x in (-800.0, -40.0, -1.0, 0.0, 3.0, 100.0, 800.0) for y in (-800.0, -3.0, 0.0, 40.0, 800.0)]
BINARY = {
    "logaddexp": (lambda x, y: log(exp(x) + exp(y)), PAIRS),
    "logdiffexp": (lambda x, y: log(exp(x) - exp(y)), [(y + d, y) for y in (-800.0, -3.0, 0.0, 40.0, 700.0) for d in (2.0**-10, 1.0, 40.0, 90.0)]),
    "ratio-of-sum": (lambda x, y: 1 / (1 + exp(y - x)), PAIRS),
    "cross-entropy": (lambda x, y: y * soft(-x) + (1 - y) * soft(x), [(x, y) for x in LOGITS for y in (0.0, 0.25, 1.0)]),
    "log-of-densities": (lambda x, y: -x * x - y * y, [(x, y) for x in (0.0, 1.0, 30.0, -800.0) for y in (0.5, 30.0)]),
    "xlogy": (lambda x, y: x * log(y) if x else mpf(0), [(0.5, 0.5), (3.0, single(1e-30)), (single(1e-9), 40.0)]),
    "hypot": (lambda x, y: sqrt(x * x + y * y), [(3.0, 4.0), (single(1e-30), single(2e-30)), (single(1e30), single(1e30)), (1e200, 1e-200), (1e-170, 1e-170), (1e300, -1e300)]),
}


def total(x):
    return sum(exp(v) for v in x)


def mean(x):
    return sum(x) / len(x)


def variance(x):
    m = mean(x)
    return sum((v - m) ** 2 for v in x) / len(x)


def softmax(x):
    s = total(x)
    return [exp(v) / s for v in x]


def logsoftmax(x):
    s = log(total(x))
    return [v - s for v in x]


SCORES = [
    [1.0, 2.0, 3.0], [900.0, 0.0, -900.0], [1000.0, 1000.0, -1000.0], [-800.0, -801.0, -803.0], [SMALL[0], 0.0, -SMALL[0]],
    [40.0, 0.5, -40.0], [5.0, 5.0, 5.0], [800.0, -800.0, 799.0, 3.0],
]
PROBABILITIES = [[0.5, 0.25, 0.125], [single(1e-20)] * 3, [1e-200, 1e-150, 1e-100], [single(1e30), single(1e20), 2.0], [1e200, 1e150, 1e300]]
SHIFTED = [[1.0, 2.0, 4.0], [4096.0, 4097.0, 4099.0], [65536.0, 65537.0, 65541.0], [1e8, 1e8 + 1, 1e8 + 3], [1e12, 1e12 + 1, 1e12 + 3]]
VECTORS = {
    "logsumexp": (lambda x: [log(total(x))], SCORES),
    "logmeanexp": (lambda x: [log(total(x) / len(x))], SCORES),
    "softmax": (softmax, SCORES),
    "log-softmax": (logsoftmax, SCORES),
    "softmax-first": (lambda x: softmax(x)[:1], SCORES),
    "cross-entropy-second": (lambda x: [log(total(x)) - x[1]], SCORES),
    "log-prod": (lambda x: [sum(log(v) for v in x)], PROBABILITIES),
    "log-likelihood": (lambda x: [-sum(soft(-v) for v in x)], SCORES),
    "gaussian-likelihood": (lambda x: [-sum(v * v for v in x) / 2], SCORES + SHIFTED),
    "variance": (lambda x: [variance(x)], SHIFTED),
    "deviation": (lambda x: [sqrt(variance(x))], SHIFTED),
    "norm": (lambda x: [sqrt(sum(v * v for v in x))], SHIFTED + PROBABILITIES + [[1e-170, 1e-170, 1e-165]]),
}


def attempt(compute):
    try:
        value = compute()
        return value if value == value and not mp.isinf(value) and not isinstance(value, mp.mpc) else None
    except (ValueError, ZeroDivisionError):
        return None


def first(f, x):
    return attempt(lambda: (f(x + H * scale(x)) - f(x - H * scale(x))) / (2 * H * scale(x)))


def second(f, x):
    return attempt(lambda: (f(x + H * scale(x)) - 2 * f(x) + f(x - H * scale(x))) / (H * scale(x)) ** 2)


def scale(x):
    """Steps near 1e-300 are smaller, those near 1e300 larger, so that they are small against x."""
    return abs(x) if x else mpf(1)


def corner(name, x):
    return name in ("xlogx", "entropy") and x in (0, 1)


for name, (f, points) in NUMBERS.items():
    for x in points:
        derivatives = (None, None) if corner(name, x) else (first(f, mpf(x)), second(f, mpf(x)))
        print(name, repr(x), show(f(mpf(x))), *(show(d) for d in derivatives), "-", sep=" | ")
for name, (f, points) in BINARY.items():
    for x, y in points:
        along = lambda v: f(v, mpf(y))
        print(name, f"{x!r},{y!r}", show(along(mpf(x))), show(first(along, mpf(x))), show(second(along, mpf(x))),
              show(first(lambda v: f(mpf(x), v), mpf(y))), sep=" | ")
for name, (f, points) in VECTORS.items():
    for x in points:
        x = [mpf(v) for v in x]
        values = f(x)
        rows = [[first(lambda v: f(x[:j] + [v] + x[j + 1:])[k], x[j]) for j in range(len(x))] for k in range(len(values))]
        print(name, ",".join(repr(float(v)) for v in x), ",".join(show(v) for v in values), ",".join(show(d) for r in rows for d in r), sep=" | ")
