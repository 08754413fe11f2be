"""Writes references.txt: double arguments and what the function is there, to 106 bits, by mpmath at 400 digits.

Each line: function, the arguments' bits, the bits of the nearest double to the result, and of the double nearest to what is left.
Run: python3 references.py > references.txt   (needs mpmath 1.3)
"""
import random
import struct

import mpmath
from mpmath import mp, mpf

mp.dps = 400
rng = random.Random(20240229)


def bits(x):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def split(value):
    high = float(value)
    return high, float(value - mpf(high))


def around(*centres):
    for centre in centres:
        for step in (-3, -1, 0, 1, 2):
            yield struct.unpack("<d", struct.pack("<q", struct.unpack("<q", struct.pack("<d", centre))[0] + step))[0]


def uniform(low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


def magnitudes(low, high, count, signs=(1, -1)):
    return [rng.choice(signs) * 2.0 ** rng.uniform(low, high) for _ in range(count)]


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


def softplus(x):
    return mpmath.log1p(mpmath.exp(x))


half_ln2, ln2 = 0.34657359027997264, 0.6931471805599453
multiples = [float(mpf(n) * mp.pi / 2) for n in (1, 2, 3, 5, 11, 710, 51819, 573204, 10**7, 10**9 + 7, 10**13)]
exponentials = list(around(half_ln2, -half_ln2, ln2, -ln2, 1.0, -1.0))
functions = {
    "Exp": (mpmath.exp, uniform(-745, 709.7, 60) + uniform(-1, 1, 30) + uniform(-745, -708, 20) + exponentials),
    "Expm1": (mpmath.expm1, uniform(-40, 709.7, 40) + uniform(-2, 2, 50) + magnitudes(-60, 0, 20) + exponentials),
    "Log": (mpmath.log, magnitudes(-1074, 1023, 40, (1,)) + uniform(0.5, 2, 60) + list(around(0.7071067811865476, 1.4142135623730951, 2.0, 0.5))),
    "Log1p": (mpmath.log1p, uniform(-1, 2, 60) + magnitudes(-60, 1023, 40, (1,)) + magnitudes(-60, -1, 20, (-1,)) + list(around(-0.2928932188134524, 0.41421356237309515))),
    "Sin": (mpmath.sin, uniform(-7, 7, 40) + magnitudes(-30, 46, 50) + list(around(*multiples))),
    "Cos": (mpmath.cos, uniform(-7, 7, 40) + magnitudes(-30, 46, 50) + list(around(*multiples))),
    "Tanh": (mpmath.tanh, uniform(-20, 20, 50) + uniform(-1, 1, 50) + magnitudes(-60, 0, 20) + list(around(half_ln2 / 2, -half_ln2 / 2, 19.06))),
    "Sigmoid": (sigmoid, uniform(-745, 40, 50) + uniform(-4, 4, 60) + uniform(-745, -708, 15) + exponentials),
    "Softplus": (softplus, uniform(-745, 40, 50) + uniform(-4, 4, 60) + uniform(-745, -708, 15) + exponentials),
    "Exp2": (lambda x: mpf(2) ** x, uniform(-1075, 1024, 60) + uniform(-1, 1, 60) + uniform(-1075, -1022, 20)),
    "Log2": (lambda x: mpmath.log(x) / mpmath.log(2), magnitudes(-1074, 1023, 40, (1,)) + uniform(0.5, 2, 80) + list(around(0.7071067811865476, 1.4142135623730951, 1.0))),
    "Log10": (mpmath.log10, magnitudes(-1074, 1023, 40, (1,)) + uniform(0.5, 2, 80) + list(around(0.7071067811865476, 1.4142135623730951, 1.0))),
    "Log1mexp": (lambda x: mpmath.log(-mpmath.expm1(x)), uniform(-3, 0, 60) + uniform(-745, 0, 40) + magnitudes(-60, 0, 30, (-1,)) + list(around(-ln2, -half_ln2, -40.0))),
    "Tan": (mpmath.tan, uniform(-7, 7, 40) + magnitudes(-30, 46, 50) + magnitudes(47, 1023, 40) + list(around(*multiples))),
    "Arcsin": (mpmath.asin, uniform(-1, 1, 100) + magnitudes(-60, 0, 20) + list(around(0.5, -0.5)) + [1.0, -1.0, 1 - 2.0**-53, 2.0**-53 - 1]),
    "Arccos": (mpmath.acos, uniform(-1, 1, 100) + magnitudes(-60, 0, 20) + list(around(0.5, -0.5)) + [-1.0, 1 - 2.0**-53, 2.0**-53 - 1]),
    "Arctan": (mpmath.atan, uniform(-4, 4, 80) + magnitudes(-60, 1023, 40) + list(around(0.5464, 1 / 0.5464, 1.0))),
    "Sinh": (mpmath.sinh, uniform(-710, 710, 40) + uniform(-4, 4, 80) + magnitudes(-60, 0, 20) + list(around(1.0, half_ln2, 710.4))),
    "Cosh": (mpmath.cosh, uniform(-710, 710, 40) + uniform(-4, 4, 80) + magnitudes(-60, 0, 20) + list(around(1.0, half_ln2, 710.4))),
    "Arcsinh": (mpmath.asinh, uniform(-4, 4, 80) + magnitudes(-60, 1023, 60) + list(around(1.0, 268435456.0))),
    "Arccosh": (mpmath.acosh, uniform(1, 4, 80) + magnitudes(0, 1023, 40, (1,)) + [1 + 2.0**-k for k in range(1, 53)] + list(around(268435456.0))),
    "Arctanh": (mpmath.atanh, uniform(-1, 1, 100) + magnitudes(-60, -1, 30) + list(around(0.5)) + [1 - 2.0**-53, 2.0**-53 - 1]),
    "SinBig": (mpmath.sin, magnitudes(47, 1023, 100) + [6381956970095103.0 * 2.0**797, 5.319372648326541e255]),
    "CosBig": (mpmath.cos, magnitudes(47, 1023, 100) + [6381956970095103.0 * 2.0**797, 5.319372648326541e255]),
    "Erfinv": (mpmath.erfinv, uniform(-1, 1, 60) + magnitudes(-60, 0, 20) + [1 - 2.0**-k for k in range(2, 54)]),
    "GammaLn": (mpmath.loggamma, uniform(0, 12, 80) + uniform(0.5, 2.5, 40) + magnitudes(-60, 100, 30, (1,)) + list(around(0.9, 2.3, 8.3))),
    "Digamma": (lambda x: mpmath.psi(0, x), uniform(0, 12, 80) + uniform(1, 2, 40) + magnitudes(-60, 100, 30, (1,)) + list(around(1.0, 2.0, 9.0, 1.4616321449683622))),
    "Cbrt": (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), magnitudes(-1074, 1023, 60) + uniform(-8, 8, 60)),
    "Erf": (mpmath.erf, uniform(-6, 6, 80) + magnitudes(-60, 0, 20) + list(around(1.0, -1.0))),
    "Erfc": (mpmath.erfc, uniform(-6, 27.2, 120) + uniform(26, 27.2, 20) + magnitudes(-60, 0, 20) + list(around(0.5, -0.5))),
}
for name, (function, arguments) in functions.items():
    for x in arguments:
        high, low = split(function(mpf(x)))
        print(name.replace("Big", ""), bits(x), bits(high), bits(low))
for _ in range(160):
    y, x = rng.choice([rng.uniform(-4, 4), rng.choice((1, -1)) * 2.0 ** rng.uniform(-500, 500)]), rng.uniform(-4, 4)
    high, low = split(mpmath.atan2(mpf(y), mpf(x)))
    print("Arctan2", bits(y) + "," + bits(x), bits(high), bits(low))
for _ in range(160):
    x = rng.choice([rng.uniform(0.01, 3), 2.0 ** rng.uniform(-1074, 1023), 1 + rng.uniform(-1, 1) * 2.0 ** rng.uniform(-52, -2)])
    y = rng.uniform(-1, 1) * 1075 / max(1e-18, abs(float(mpmath.log(x, 2))))
    result = mpf(x) ** mpf(y)
    if 0 < result < mpf(1.7e308):
        high, low = split(result)
        print("Pow", bits(x) + "," + bits(y), bits(high), bits(low))
