"""What the example states, computed by NumPy and SciPy: the same data, covariance and start, L-BFGS-B with differences
in place of gradients would take long, so the gradient is written out here (Rasmussen and Williams, equation 5.9)."""
import gzip

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.optimize import minimize

x = np.loadtxt(gzip.open("data/diabetes_data_raw.csv.gz"))
y = np.loadtxt(gzip.open("data/diabetes_target.csv.gz"))
held_back = np.arange(len(y)) % 4 == 3
x = (x - x[~held_back].mean(0)) / x[~held_back].std(0)
spread = y[~held_back].std()
y = (y - y[~held_back].mean()) / spread
x, y, x_test, y_test = x[~held_back], y[~held_back], x[held_back], y[held_back]
features = x.shape[1]


def covariance(a, b, p):
    squares = ((a[:, None] - b[None]) * np.exp(-p[:features])) ** 2
    return np.exp(2 * p[-2] - squares.sum(2) / 2), squares


def cost(p):
    k, squares = covariance(x, x, p)
    factor = cho_factor(k + np.exp(2 * p[-1]) * np.eye(len(y)), lower=True)
    alpha = cho_solve(factor, y)
    likelihood = -y @ alpha / 2 - np.log(np.diag(factor[0])).sum() - len(y) / 2 * np.log(2 * np.pi)
    outer = np.outer(alpha, alpha) - cho_solve(factor, np.eye(len(y)))
    slope = [(outer * k * squares[:, :, i]).sum() / 2 for i in range(features)]
    slope += [(outer * k).sum(), np.exp(2 * p[-1]) * np.trace(outer)]
    return -likelihood, -np.array(slope)


start = np.array([1.0] * features + [-0.5, -0.5])
found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 2000, "ftol": 1e-14, "gtol": 1e-6})
k, _ = covariance(x, x, found.x)
between, _ = covariance(x_test, x, found.x)
mean = between @ np.linalg.solve(k + np.exp(2 * found.x[-1]) * np.eye(len(y)), y)
print("at the start          ", -cost(start)[0])
print("log marginal likelihood", -found.fun, found.message, found.nfev)
print("error on held back    ", spread * np.sqrt(((mean - y_test) ** 2).mean()))
print("lengths               ", np.exp(found.x[:features]).round(2))
