"""The peers of TensorAot's benchmarks: NumPy, SciPy, PyTorch, numexpr and Numba do the workloads on inputs that the benchmark
program wrote.

Started by the program with the number of threads. One line on standard input is a request, one line on standard output its
answer; fields are separated by tabs.

  prepare  WORKLOAD  VARIANT  FOLDER      -> the names of the peers; the folder has an .npy file for each input
  results  PEER  STEPS  RATE              -> files of float64 values: the results, then all state, after some steps from the start
  time     PEER  SECONDS  RATE  CLOCK     -> the seconds per step of each sample; CLOCK is cpu (of this thread) or wall

A peer is a triple of functions: reset(), step(rate), results(). Gradients for NumPy are written by hand, as its users do.
SciPy, numexpr and Numba take part where they are installed.
"""
import glob
import math
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F


def optional(name):
    try:
        return __import__(name)
    except ImportError:
        return None


scipy, numexpr, numba = optional("scipy"), optional("numexpr"), optional("numba")
if scipy is not None:
    import scipy.special

LEAST_SAMPLE_SECONDS = 5e-4
THREADS = int(sys.argv[1])


def nothing(*_):
    pass


def function(step, *outputs):
    """A peer without state, that writes its results to arrays."""
    return nothing, lambda rate: step(), lambda: outputs


def returning(step):
    """A peer without state, that returns its results."""
    last = []

    def run(rate):
        last[:] = [step()]

    def results():
        values = last[0] if isinstance(last[0], tuple) else (last[0],)
        return [v.detach().numpy() if isinstance(v, torch.Tensor) else v for v in values]

    return last.clear, run, results


def compiled(kernel):
    """A loop over elements, compiled by Numba for all threads."""
    return numba.njit(kernel, fastmath=True, parallel=THREADS > 1)


def tensors(*arrays):
    return [torch.from_numpy(a) for a in arrays]


# ---- W1, W2, W10, W11: functions of each element ----------------------------------------------------------------


def logistic(x):
    y = np.empty_like(x)
    xt, yt = tensors(x, y)
    one = x.dtype.type(1)

    def numpy_in_place():
        np.negative(x, out=y)
        np.exp(y, out=y)
        np.add(y, 1, out=y)
        np.reciprocal(y, out=y)

    peers = {
        "NumPy, in place": function(numpy_in_place, y),
        "PyTorch 1/(1+exp(-x))": returning(lambda: 1 / (1 + torch.exp(-xt))),
        "PyTorch sigmoid, out=": function(lambda: torch.sigmoid(xt, out=yt), y),
    }
    if scipy is not None:
        peers["SciPy expit, out="] = function(lambda: scipy.special.expit(x, out=y), y)
    if numexpr is not None:
        peers["numexpr, out="] = function(lambda: numexpr.evaluate("one / (one + exp(-x))", {"x": x, "one": one}, out=y), y)
    if numba is not None:
        @compiled
        def kernel(x, y):
            for i in numba.prange(x.size):
                y[i] = 1 / (1 + np.exp(-x[i]))

        peers["Numba"] = function(lambda: kernel(x.ravel(), y.ravel()), y)
    return peers


def fused(a, b, c, d):
    z, scratch = np.empty_like(a), np.empty_like(a)
    at, bt, ct, dt, zt, scratch_t = tensors(a, b, c, d, z, scratch)

    def numpy_in_place():
        np.multiply(a, b, out=z)
        np.add(z, c, out=z)
        np.exp(z, out=z)
        np.log1p(z, out=z)
        np.tanh(d, out=scratch)
        np.multiply(z, scratch, out=z)
        np.subtract(z, a, out=z)

    def torch_in_place(softplus):
        torch.addcmul(ct, at, bt, out=zt)
        if softplus:
            torch._C._nn.softplus(zt, out=zt)
        else:
            zt.exp_().log1p_()
        zt.mul_(torch.tanh(dt, out=scratch_t)).sub_(at)

    peers = {
        "NumPy, in place": function(numpy_in_place, z),
        "PyTorch as written": returning(lambda: torch.log1p(torch.exp(at * bt + ct)) * torch.tanh(dt) - at),
        "PyTorch exp, log1p, in place": function(lambda: torch_in_place(False), z),
        "PyTorch softplus, in place": function(lambda: torch_in_place(True), z),
    }
    if numexpr is not None:
        names = {"a": a, "b": b, "c": c, "d": d}
        peers["numexpr, out="] = function(lambda: numexpr.evaluate("log1p(exp(a * b + c)) * tanh(d) - a", names, out=z), z)
    if numba is not None:
        @compiled
        def kernel(a, b, c, d, z):
            for i in numba.prange(a.size):
                z[i] = np.log1p(np.exp(a[i] * b[i] + c[i])) * np.tanh(d[i]) - a[i]

        peers["Numba"] = function(lambda: kernel(a, b, c, d, z), z)
    return peers


HALF_ROOT, DENSITY = math.sqrt(0.5), 1 / math.sqrt(2 * math.pi)


def options(stock, strike, years, volatility, rate):
    r = float(rate[0])
    price, delta, vega = (np.empty_like(stock) for _ in range(3))
    peers = {"PyTorch autograd": options_torch(stock, strike, years, volatility, r)}

    def closed_form():
        root = np.sqrt(years)
        spread = volatility * root
        d1 = (np.log(stock / strike) + (r + 0.5 * volatility * volatility) * years) / spread
        n1 = 0.5 * scipy.special.erfc(-HALF_ROOT * d1)
        n2 = 0.5 * scipy.special.erfc(-HALF_ROOT * (d1 - spread))
        return stock * n1 - strike * np.exp(-r * years) * n2, n1, stock * np.exp(-0.5 * d1 * d1) * DENSITY * root

    if scipy is not None:
        peers["NumPy and SciPy, closed form"] = returning(closed_form)
    if numba is not None:
        @compiled
        def kernel(stock, strike, years, volatility, r, price, delta, vega):
            for i in numba.prange(stock.size):
                root = math.sqrt(years[i])
                spread = volatility[i] * root
                d1 = (math.log(stock[i] / strike[i]) + (r + 0.5 * volatility[i] * volatility[i]) * years[i]) / spread
                n1 = 0.5 * math.erfc(-HALF_ROOT * d1)
                n2 = 0.5 * math.erfc(-HALF_ROOT * (d1 - spread))
                price[i] = stock[i] * n1 - strike[i] * math.exp(-r * years[i]) * n2
                delta[i] = n1
                vega[i] = stock[i] * math.exp(-0.5 * d1 * d1) * DENSITY * root

        results = price, delta, vega
        peers["Numba, closed form"] = function(lambda: kernel(stock, strike, years, volatility, r, *results), *results)
    return peers


def options_torch(stock, strike, years, volatility, r):
    strike, years = tensors(strike, years)
    stock, volatility = (t.requires_grad_() for t in tensors(stock, volatility))

    def step():
        spread = volatility * torch.sqrt(years)
        d1 = (torch.log(stock / strike) + (r + 0.5 * volatility * volatility) * years) / spread
        n1 = 0.5 * torch.erfc(-HALF_ROOT * d1)
        n2 = 0.5 * torch.erfc(-HALF_ROOT * (d1 - spread))
        price = stock * n1 - strike * torch.exp(-r * years) * n2
        return (price, *torch.autograd.grad(price.sum(), (stock, volatility)))

    return returning(step)


CALLS = 1000


def call(x, y):
    z = np.empty_like(x)
    xt, yt, zt = tensors(x, y, z)

    def repeated(add, *operands):
        def step():
            for _ in range(CALLS):
                add(*operands)

        return step

    def with_out(add, x, y, z):
        def step():
            for _ in range(CALLS):
                add(x, y, out=z)

        return step

    peers = {
        "NumPy add, out=": function(repeated(np.add, x, y, z), z),
        "PyTorch add, out=": function(with_out(torch.add, xt, yt, zt), z),
    }
    if numba is not None:
        @numba.njit
        def kernel(x, y, z):
            for i in range(x.size):
                z[i] = x[i] + y[i]

        peers["Numba"] = function(repeated(kernel, x, y, z), z)
    return peers


# ---- W5, W6, W9: functions of matrices --------------------------------------------------------------------------


def softmax(x):
    y = np.empty_like(x)
    xt, yt = tensors(x, y)

    def numpy_in_place():
        np.subtract(x, x.max(1, keepdims=True), out=y)
        np.exp(y, out=y)
        np.divide(y, y.sum(1, keepdims=True), out=y)

    return {
        "NumPy, in place": function(numpy_in_place, y),
        "PyTorch softmax, out=": function(lambda: torch._softmax(xt, 1, False, out=yt), y),
    }


def log_sum_exp(x):
    scratch, y = np.empty_like(x), np.empty(len(x), x.dtype)
    xt, yt = tensors(x, y)

    def numpy_in_place():
        most = x.max(1)
        np.subtract(x, most[:, None], out=scratch)
        np.exp(scratch, out=scratch)
        np.log(scratch.sum(1, out=y), out=y)
        np.add(y, most, out=y)

    return {
        "NumPy, in place": function(numpy_in_place, y),
        "PyTorch logsumexp, out=": function(lambda: torch.logsumexp(xt, 1, out=yt), y),
    }


def product(a, b):
    c = np.empty_like(a)
    at, bt, ct = tensors(a, b, c)
    return {
        "NumPy dot, out=": function(lambda: np.dot(a, b, out=c), c),
        "PyTorch mm, out=": function(lambda: torch.mm(at, bt, out=ct), c),
    }


def jacobian(a, x):
    result = np.empty_like(a)
    at, xt = tensors(a, x)

    def by_hand():
        t = np.tanh(a @ x)
        np.multiply((1 - t * t)[:, None], a, out=result)

    return {
        "NumPy, by hand": function(by_hand, result),
        "PyTorch jacobian": returning(lambda: torch.autograd.functional.jacobian(lambda v: torch.tanh(at @ v), xt, vectorize=True)),
    }


def hessian_vector(a, x, v):
    at, xt, vt = tensors(a, x, v)

    def by_hand():
        s = 1 / (1 + np.exp(-(a @ x)))
        return a.T @ (s * (1 - s) * (a @ v))

    def cost(v):
        return torch.log(1 + torch.exp(at @ v)).sum()

    return {
        "NumPy, by hand": returning(by_hand),
        "PyTorch vhp": returning(lambda: torch.autograd.functional.vhp(cost, xt, vt)[1]),
    }


# ---- W3, W4, W7, W8: steps of training --------------------------------------------------------------------------


def training_numpy(initial, cost_and_gradients):
    """Gradient descent; the function gives the cost and a gradient for each parameter."""
    parameters = [p.copy() for p in initial]
    cost = []

    def reset():
        for parameter, value in zip(parameters, initial):
            np.copyto(parameter, value)

    def step(rate):
        rate = parameters[0].dtype.type(rate)
        cost[:], gradients = cost_and_gradients(*parameters)
        for parameter, gradient in zip(parameters, gradients):
            gradient *= rate
            parameter -= gradient

    return reset, step, lambda: [cost[0], *parameters]


def training_torch(initial, cost_of):
    """Gradient descent by autograd; the function gives the cost."""
    initial = tensors(*initial)
    parameters = [p.clone().requires_grad_() for p in initial]
    cost = []

    def reset():
        with torch.no_grad():
            for parameter, value in zip(parameters, initial):
                parameter.copy_(value)

    def step(rate):
        cost[:] = [cost_of(*parameters)]
        gradients = torch.autograd.grad(cost[0], parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter.sub_(gradient, alpha=rate)

    return reset, step, lambda: [t.detach().numpy() for t in (cost[0], *parameters)]


def logistic_regression(x, y, w, b):
    xt, yt = tensors(x, y)
    rows, decay = x.dtype.type(len(x)), x.dtype.type(0.01)

    def by_hand(w, b):
        p = 1 / (1 + np.exp(-(x @ w) - b))
        cost = (-y * np.log(p) - (1 - y) * np.log(1 - p)).mean() + decay * (w * w).sum()
        g = (p - y) / rows
        return [cost], (x.T @ g + 2 * decay * w, g.sum(keepdims=True))

    def as_written(w, b):
        p = 1 / (1 + torch.exp(-(xt @ w) - b))
        return (-yt * torch.log(p) - (1 - yt) * torch.log(1 - p)).mean() + 0.01 * (w * w).sum()

    def with_logits(w, b):
        return F.binary_cross_entropy_with_logits(xt @ w + b, yt) + 0.01 * (w * w).sum()

    return {
        "NumPy, gradient by hand": training_numpy((w, b), by_hand),
        "PyTorch autograd, as written": training_torch((w, b), as_written),
        "PyTorch autograd, bce_with_logits": training_torch((w, b), with_logits),
    }


def network(x, labels, *parameters):
    rows = np.arange(len(x))
    xt, target = torch.from_numpy(x), torch.from_numpy(labels).long()

    def by_hand(w1, b1, w2, b2, w3, b3):
        h1 = np.tanh(x @ w1 + b1)
        h2 = np.tanh(h1 @ w2 + b2)
        z = h2 @ w3 + b3
        z -= z.max(1, keepdims=True)
        e = np.exp(z)
        total = e.sum(1, keepdims=True)
        cost = (np.log(total[:, 0]) - z[rows, labels]).mean()
        d3 = e / total
        d3[rows, labels] -= 1
        d3 /= x.dtype.type(len(x))
        d2 = (d3 @ w3.T) * (1 - h2 * h2)
        d1 = (d2 @ w2.T) * (1 - h1 * h1)
        return [cost], (x.T @ d1, d1.sum(0), h1.T @ d2, d2.sum(0), h2.T @ d3, d3.sum(0))

    def autograd(w1, b1, w2, b2, w3, b3):
        h1 = torch.tanh(torch.addmm(b1, xt, w1))
        h2 = torch.tanh(torch.addmm(b2, h1, w2))
        return F.cross_entropy(torch.addmm(b3, h2, w3), target)

    return {
        "NumPy, gradient by hand": training_numpy(parameters, by_hand),
        "PyTorch autograd": training_torch(parameters, autograd),
    }


def recurrent(x, y, w, u, b, v):
    steps, rows, inputs = x.shape
    hidden = len(u)
    xt, yt = tensors(x, y)
    flat, flat_t = x.reshape(steps * rows, inputs), xt.view(steps * rows, inputs)
    states, slopes = np.zeros((steps + 1, rows, hidden), x.dtype), np.empty((steps, rows, hidden), x.dtype)
    projected = np.empty_like(slopes)

    def by_hand(w, u, b, v):
        np.dot(flat, w, out=projected.reshape(steps * rows, hidden))
        np.add(projected, b, out=projected)
        for t in range(steps):
            np.dot(states[t], u, out=states[t + 1])
            states[t + 1] += projected[t]
            np.tanh(states[t + 1], out=states[t + 1])
        error = states[steps] @ v - y
        d_output = error * x.dtype.type(2 / error.size)
        d_state, transposed = d_output @ v.T, np.ascontiguousarray(u.T)
        for t in range(steps - 1, -1, -1):
            h = states[t + 1]
            np.multiply(d_state, 1 - h * h, out=slopes[t])
            np.dot(slopes[t], transposed, out=d_state)
        d = slopes.reshape(steps * rows, hidden)
        return [(error * error).mean()], (flat.T @ d, states[:steps].reshape(steps * rows, hidden).T @ d, d.sum(0), states[steps].T @ d_output)

    def cell_by_cell(w, u, b, v):
        h = torch.zeros(rows, hidden)
        for t in range(steps):
            h = torch.tanh(torch.addmm(b, xt[t], w) + h @ u)
        return F.mse_loss(h @ v, yt)

    def inputs_at_once(w, u, b, v):
        h, p = torch.zeros(rows, hidden), torch.addmm(b, flat_t, w).view(steps, rows, hidden)
        for t in range(steps):
            h = torch.tanh(torch.addmm(p[t], h, u))
        return F.mse_loss(h @ v, yt)

    return {
        "NumPy, gradient by hand, products of all steps": training_numpy((w, u, b, v), by_hand),
        "PyTorch autograd, cell by cell": training_torch((w, u, b, v), cell_by_cell),
        "PyTorch autograd, inputs at once": training_torch((w, u, b, v), inputs_at_once),
        "PyTorch nn.RNN": recurrent_module(xt, yt, w, u, b, v),
    }


def recurrent_module(xt, yt, w, u, b, v):
    """nn.RNN has a second bias, which stays 0, and transposed weights."""
    module = torch.nn.RNN(*w.shape)
    module.bias_hh_l0.requires_grad_(False).zero_()
    parameters = [module.weight_ih_l0, module.weight_hh_l0, module.bias_ih_l0, torch.from_numpy(v.copy()).requires_grad_()]
    initial = tensors(np.ascontiguousarray(w.T), np.ascontiguousarray(u.T), b, v)
    cost = []

    def reset():
        with torch.no_grad():
            for parameter, value in zip(parameters, initial):
                parameter.copy_(value)

    def step(rate):
        cost[:] = [F.mse_loss(module(xt)[1][0] @ parameters[3], yt)]
        gradients = torch.autograd.grad(cost[0], parameters)
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter.sub_(gradient, alpha=rate)

    def results():
        w, u, b, v = (p.detach().numpy() for p in parameters)
        return [cost[0].detach().numpy(), w.T, u.T, b, v]

    return reset, step, results


def convolutional(x, labels, *parameters):
    xt, target = torch.from_numpy(x), torch.from_numpy(labels).long()

    def autograd(w1, b1, w2, b2, w3, b3, w4, b4):
        h = torch.tanh(F.max_pool2d(F.conv2d(xt, w1, b1), 2))
        h = torch.tanh(F.max_pool2d(F.conv2d(h, w2, b2), 2)).flatten(1)
        h = torch.tanh(torch.addmm(b3, h, w3))
        return F.cross_entropy(torch.addmm(b4, h, w4), target)

    with_mkldnn = training_torch(parameters, autograd)
    reset, step, results = training_torch(parameters, autograd)

    def without_mkldnn(rate):
        with torch.backends.mkldnn.flags(enabled=False):
            step(rate)

    return {"PyTorch autograd": with_mkldnn, "PyTorch autograd, mkldnn off": (reset, without_mkldnn, results)}


# ---- requests ---------------------------------------------------------------------------------------------------

# The function of a workload, and the names of its inputs.
WORKLOADS = {
    "W1": (logistic, "x"),
    "W2": (fused, "a b c d"),
    "W3": (logistic_regression, "x y w b"),
    "W4": (network, "x labels parameter*"),
    "W5 softmax": (softmax, "x"),
    "W5 logSumExp": (log_sum_exp, "x"),
    "W6": (product, "a b"),
    "W7": (recurrent, "x y parameter*"),
    "W8": (convolutional, "x labels parameter*"),
    "W9 Jacobian": (jacobian, "a x"),
    "W9 HVP": (hessian_vector, "a x v"),
    "W10": (options, "stock strike years volatility rate"),
    "W11": (call, "x y"),
}


def prepare(workload, variant, folder):
    make, names = WORKLOADS.get(f"{workload} {variant}") or WORKLOADS[workload]
    return make(*(np.load(path) for name in names.split() for path in sorted(glob.glob(os.path.join(folder, name + ".npy")))))


def run_steps(folder, number, peer, steps, rate):
    reset, step, results = peer
    reset()
    for _ in range(steps):
        step(rate)
    files = []
    for i, array in enumerate(results()):
        files.append(os.path.join(folder, f"result{number}_{i}.bin"))
        np.ascontiguousarray(array, np.float64).tofile(files[-1])
    return files


def sample(peer, seconds, rate, clock):
    step = peer[1]
    now = time.thread_time if clock == "cpu" else time.perf_counter

    def timed(times):
        start = now()
        for _ in range(times):
            step(rate)
        return (now() - start) / times

    inner = 1
    while min(timed(inner) for _ in range(3)) * inner < LEAST_SAMPLE_SECONDS:
        inner *= 2
    samples = []
    limit = time.perf_counter() + seconds
    while len(samples) < 3 or time.perf_counter() < limit:
        samples.append(timed(inner))
    return samples


def main():
    torch.set_num_threads(THREADS)
    if numexpr is not None:
        numexpr.set_num_threads(THREADS)
    if numba is not None:
        numba.set_num_threads(THREADS)
    names = {"NumPy": np, "PyTorch": torch, "SciPy": scipy, "numexpr": numexpr, "Numba": numba}
    print(", ".join(f"{name} {module.__version__}" for name, module in names.items() if module is not None), flush=True)
    peers, folder = {}, ""
    for line in sys.stdin:
        request, *fields = line.rstrip("\n").split("\t")
        if request == "prepare":
            peers, folder = prepare(*fields), fields[2]
            answer = list(peers)
        elif request == "results":
            number = list(peers).index(fields[0])
            answer = run_steps(folder, number, peers[fields[0]], int(fields[1]), float(fields[2]))
        else:
            answer = [repr(s) for s in sample(peers[fields[0]], float(fields[1]), float(fields[2]), fields[3])]
        print("\t".join(answer), flush=True)


main()
