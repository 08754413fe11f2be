"""The polynomials of lgamma, digamma and erfinv, which sollya does not have as functions: interpolation at Chebyshev nodes by mpmath,
rounded coefficient by coefficient. Prints the relative error reached after rounding.

Run: python3 special.py   (needs mpmath)
"""
import struct

from mpmath import erfinv, expm1, findroot, loggamma, lu_solve, matrix, mp, mpf, pi, polyval, psi, sqrt

mp.prec = 240


def nearest(c, single):
    return struct.unpack("f", struct.pack("f", float(c)))[0] if single else float(c)


def table(name, f, low, high, degree, single):
    low, high = mpf(low), mpf(high)
    nodes = [(low + high) / 2 + (high - low) / 2 * mp.cos(pi * (2 * k + 1) / (2 * degree + 2)) for k in range(degree + 1)]
    powers, values = matrix(degree + 1, degree + 1), matrix(degree + 1, 1)
    for i, x in enumerate(nodes):
        values[i] = f(x)
        for j in range(degree + 1):
            powers[i, j] = x**j
    coefficients = [nearest(c, single) for c in lu_solve(powers, values)]
    points = [low + (high - low) * (i + mpf(1) / 3) / 200 for i in range(200)]
    worst = max(abs(polyval([mpf(c) for c in coefficients[::-1]], x) / f(x) - 1) for x in points)
    print("%s, degree %d, error 2^%.1f" % (name, degree, float(mp.log(worst, 2))))
    print("    " + ", ".join(("%.9g" if single else "%.17g") % c for c in coefficients))


# lgamma(x) = (x - 1) (x - 2) G(x - 3/2) on [0.9, 2.3]
def gamma(u):
    x = u + mpf(3) / 2
    return loggamma(x) / ((x - 1) * (x - 2))


table("Gammas.LogSingle", gamma, -0.6, 0.8, 12, True)
table("Gammas.LogDouble", gamma, -0.6, 0.8, 26, False)

# digamma(x) = (x - root) D(x - 3/2) on [1, 2]
root = findroot(lambda t: psi(0, t), mpf("1.46"))
print("root single %.17g and %.9g" % (nearest(root, True), float(root - nearest(root, True))))
print("root double %.17g and %.17g" % (nearest(root, False), float(root - nearest(root, False))))


def digamma(u):
    x = u + mpf(3) / 2
    return psi(0, x) / (x - root)


table("Gammas.DigammaSingle", digamma, -0.5, 0.5, 10, True)
table("Gammas.DigammaDouble", digamma, -0.5, 0.5, 22, False)


# erfinv(x) = x E(w - c) with w = -log(1 - x^2), and in sqrt(w) - c for large w
def inverse(w):
    x = sqrt(-expm1(-w))
    return erfinv(x) / x


table("ErrorFunction.InverseSingle, w - 2.5 below 5", lambda u: inverse(u + mpf("2.5")), "-2.4999999", "2.5", 10, True)
table("ErrorFunction.InverseTailSingle, sqrt(w) - 3 from 5 on", lambda u: inverse((u + 3) ** 2), "-0.7640", "1.1", 11, True)
table("ErrorFunction.InverseDouble, w - 3.125 below 6.25", lambda u: inverse(u + mpf("3.125")), "-3.12499999", "3.125", 24, False)
table("ErrorFunction.InverseMiddleDouble, sqrt(w) - 3.25 from 6.25 to 16", lambda u: inverse((u + mpf("3.25")) ** 2), "-0.75", "0.75", 20, False)
table("ErrorFunction.InverseTailDouble, sqrt(w) - 5 from 16 on", lambda u: inverse((u + 5) ** 2), "-1", "1.01", 19, False)
