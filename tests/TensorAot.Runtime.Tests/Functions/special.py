"""Writes special.txt: double arguments and what the special function is there, to 106 bits, by mpmath at 60 digits.

Each line: function, the arguments' bits, the bits of the nearest double to the result, and of the double nearest to what is left.
Run: python3 special.py > special.txt   (needs mpmath 1.3)
"""
import random
import struct

import mpmath
from mpmath import mp, mpf

mp.dps = 60
rng = random.Random(20240301)


def bits(x):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", x))[0]


def show(name, arguments, value):
    high = float(value)
    low = float(value - mpf(high))
    print(name, ",".join(bits(x) for x in arguments), bits(high), bits(low))


def uniform(low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


def spread(low, high, count, signs=(1,)):
    return [rng.choice(signs) * 2.0 ** rng.uniform(low, high) for _ in range(count)]


def pairs(first, second):
    return list(zip(first, second))


def erfcinv(y):
    guess = mpmath.erfinv(mpf(1) - y) if y > 1e-10 else mpmath.sqrt(-mpmath.log(y * mpmath.sqrt(-mpmath.log(y) * mp.pi)))
    return mpmath.findroot(lambda x: mpmath.log(mpmath.erfc(x) / y), guess, tol=1e-80)


def erfcx(x):
    if x < 1e6:
        return mpmath.exp(x * x) * mpmath.erfc(x)
    square = 2 * x * x
    return (1 - 1 / square + 3 / square**2 - 15 / square**3 + 105 / square**4) / (x * mpmath.sqrt(mp.pi))


unary = {
    "Erfcx": (erfcx, uniform(-26, 0, 25) + uniform(0, 8, 60) + spread(-60, 600, 30)),
    "Erfcinv": (erfcinv, uniform(0.001, 1.999, 60) + spread(-1000, -1, 40) + [1 + s for s in spread(-30, -1, 20, (1, -1))]),
    "Gamma": (mpmath.gamma, uniform(0.01, 3, 40) + uniform(3, 171.5, 60) + uniform(-30, 0, 40) + uniform(-175, -160, 10) + spread(-300, -1, 20, (1, -1))),
}
for name, (function, arguments) in unary.items():
    for x in arguments:
        show(name, [x], function(mpf(x)))
for n in (0.0, 1.0, 2.0, 5.0, 12.0):
    for x in uniform(0.1, 3, 12) + spread(1, 30, 10) + uniform(-6, 0, 10):
        show("PolyGamma", [n, x], mpmath.psi(int(n), mpf(x)))
for a, b in pairs(spread(-4, 6, 80), spread(-4, 6, 80)):
    show("Beta", [a, b], mpmath.beta(mpf(a), mpf(b)))
for a, b in pairs(uniform(1.5, 30, 40) + spread(3, 30, 60), uniform(1.5, 30, 40) + spread(3, 30, 60)):
    a, b = mpf(a), mpf(b)
    mp.dps = 80
    value = mpmath.loggamma(a) + mpmath.loggamma(b) - mpmath.loggamma(a + b)
    mp.dps = 60
    show("BetaLn", [float(a), float(b)], value)
for a in uniform(0.1, 12, 40) + spread(3, 12, 40):
    x = a * rng.uniform(0.3, 2) if a < 40 else a + rng.uniform(-5, 5) * a ** 0.5
    show("GammaInc", [a, x], mpmath.gammainc(mpf(a), 0, mpf(x), regularized=True))
    show("GammaIncC", [a, x], mpmath.gammainc(mpf(a), mpf(x), mp.inf, regularized=True))
for a, b, x in zip(spread(-2, 7, 80), spread(-2, 7, 80), uniform(0.02, 0.98, 80)):
    show("BetaInc", [a, b, x], mpmath.betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True))
for n in (0.0, 1.0, 2.0, 5.0, 30.0):
    for x in uniform(-20, 20, 16) + uniform(20, 400, 10) + spread(-40, 0, 6):
        show("BesselJ", [n, x], mpmath.besselj(int(n), mpf(x)))
        show("BesselI", [n, x], mpmath.besseli(int(n), mpf(x)))
        show("BesselIe", [n, x], mpmath.exp(-abs(mpf(x))) * mpmath.besseli(int(n), mpf(x)))
    for x in spread(9, 20, 6):
        show("BesselJ", [n, x], mpmath.besselj(int(n), mpf(x)))
        show("BesselIe", [n, x], mpmath.exp(-abs(mpf(x))) * mpmath.besseli(int(n), mpf(x)))
