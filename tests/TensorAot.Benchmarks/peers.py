"""The peers of TensorAot's benchmarks: NumPy, SciPy and PyTorch do the workloads on inputs that the benchmark program wrote.

Started by the program with the number of threads. One line on standard input is a request, one line on standard output its
answer; fields are separated by tabs.

  prepare  WORKLOAD  TYPE  FOLDER         -> the names of the peers
  results  PEER  STEPS  RATE              -> files of float64 values: the cost and all parameters after some steps from the start
  time     PEER  SECONDS  RATE  CLOCK     -> the seconds per call of each sample; CLOCK is cpu (of this thread) or wall

A peer is a triple of functions: reset(), step(rate), results(). Gradients for NumPy are written by hand, as its users do.
"""
import os
import sys
import time

import numpy as np
import torch
import torch.nn.functional as F

try:
    import scipy
    import scipy.special
except ImportError:
    scipy = None

LEAST_SAMPLE_SECONDS = 5e-4


def load(folder, name, dtype, shape):
    return np.fromfile(os.path.join(folder, name + ".bin"), dtype).reshape(shape)


def apply_gradients(parameters, cost, rate):
    gradients = torch.autograd.grad(cost, parameters)
    with torch.no_grad():
        for parameter, gradient in zip(parameters, gradients):
            parameter.sub_(gradient, alpha=rate)


# ---- W1: the logistic function ----------------------------------------------------------------------------------


def logistic(folder, dtype):
    x = load(folder, "x", dtype, (1024, 1024))
    y = np.empty_like(x)
    xt, yt = torch.from_numpy(x), torch.from_numpy(y)
    last = [yt]

    def reset():
        last[0] = yt

    def numpy_in_place(rate):
        np.negative(x, out=y)
        np.exp(y, out=y)
        np.add(y, 1, out=y)
        np.reciprocal(y, out=y)

    def torch_as_written(rate):
        last[0] = 1 / (1 + torch.exp(-xt))

    def results():
        return [last[0].numpy()]

    steps = {
        "NumPy, in place": numpy_in_place,
        "PyTorch 1/(1+exp(-x))": torch_as_written,
        "PyTorch sigmoid, out=": lambda rate: torch.sigmoid(xt, out=yt),
    }
    if scipy is not None:
        steps["SciPy expit, out="] = lambda rate: scipy.special.expit(x, out=y)
    return {name: (reset, step, results) for name, step in steps.items()}


# ---- W3: a training step of logistic regression -----------------------------------------------------------------


def logistic_regression_numpy(folder, dtype):
    x, y = load(folder, "x", dtype, (400, 784)), load(folder, "y", dtype, (400,))
    w0 = load(folder, "w", dtype, (784,))
    state = {}

    def reset():
        state.update(w=w0.copy(), b=dtype(0), cost=dtype(0))

    def step(rate):
        w, b, rate = state["w"], state["b"], dtype(rate)
        p = 1 / (1 + np.exp(-(x @ w) - b))
        cross_entropy = -y * np.log(p) - (1 - y) * np.log(1 - p)
        state["cost"] = cross_entropy.mean() + dtype(0.01) * (w * w).sum()
        g = (p - y) / dtype(400)
        gw = x.T @ g + dtype(0.02) * w
        w -= rate * gw
        state["b"] = b - rate * g.sum()

    return reset, step, lambda: [state["cost"], state["w"], state["b"]]


def logistic_regression_torch(folder, dtype, with_logits):
    x = torch.from_numpy(load(folder, "x", dtype, (400, 784)))
    y = torch.from_numpy(load(folder, "y", dtype, (400,)))
    w0 = torch.from_numpy(load(folder, "w", dtype, (784,)))
    w = w0.clone().requires_grad_()
    b = torch.zeros((), dtype=w0.dtype, requires_grad=True)
    state = {}

    def reset():
        with torch.no_grad():
            w.copy_(w0)
            b.zero_()

    def step(rate):
        if with_logits:
            loss = F.binary_cross_entropy_with_logits(x @ w + b, y)
        else:
            p = 1 / (1 + torch.exp(-(x @ w) - b))
            loss = (-y * torch.log(p) - (1 - y) * torch.log(1 - p)).mean()
        state["cost"] = loss + 0.01 * (w * w).sum()
        apply_gradients((w, b), state["cost"], rate)

    return reset, step, lambda: [t.detach().numpy() for t in (state["cost"], w, b)]


def logistic_regression(folder, dtype):
    return {
        "NumPy, gradient by hand": logistic_regression_numpy(folder, dtype),
        "PyTorch autograd, as written": logistic_regression_torch(folder, dtype, with_logits=False),
        "PyTorch autograd, bce_with_logits": logistic_regression_torch(folder, dtype, with_logits=True),
    }


# ---- W4: a training step of a network ---------------------------------------------------------------------------

SIZES = ((784, 512), (512,), (512, 256), (256,), (256, 10), (10,))


def network_inputs(folder, dtype):
    parameters = [load(folder, f"parameter{i}", dtype, shape) for i, shape in enumerate(SIZES)]
    return load(folder, "x", dtype, (128, 784)), load(folder, "labels", np.int32, (128,)), parameters


def network_numpy(folder, dtype):
    x, labels, initial = network_inputs(folder, dtype)
    rows = np.arange(128)
    state = {}

    def reset():
        state["p"] = [p.copy() for p in initial]

    def step(rate):
        w1, b1, w2, b2, w3, b3 = state["p"]
        h1 = np.tanh(x @ w1 + b1)
        h2 = np.tanh(h1 @ w2 + b2)
        z = h2 @ w3 + b3
        z -= z.max(1, keepdims=True)
        e = np.exp(z)
        total = e.sum(1, keepdims=True)
        state["cost"] = (np.log(total[:, 0]) - z[rows, labels]).mean()
        d3 = e / total
        d3[rows, labels] -= 1
        d3 /= dtype(128)
        d2 = (d3 @ w3.T) * (1 - h2 * h2)
        d1 = (d2 @ w2.T) * (1 - h1 * h1)
        rate = dtype(rate)
        for w, b, h, d in ((w3, b3, h2, d3), (w2, b2, h1, d2), (w1, b1, x, d1)):
            w -= rate * (h.T @ d)
            b -= rate * d.sum(0)

    return reset, step, lambda: [state["cost"], *state["p"]]


def network_torch(folder, dtype):
    x, labels, initial = network_inputs(folder, dtype)
    x, labels = torch.from_numpy(x), torch.from_numpy(labels).long()
    initial = [torch.from_numpy(p) for p in initial]
    parameters = [p.clone().requires_grad_() for p in initial]
    w1, b1, w2, b2, w3, b3 = parameters
    state = {}

    def reset():
        with torch.no_grad():
            for parameter, value in zip(parameters, initial):
                parameter.copy_(value)

    def step(rate):
        h1 = torch.tanh(torch.addmm(b1, x, w1))
        h2 = torch.tanh(torch.addmm(b2, h1, w2))
        state["cost"] = F.cross_entropy(torch.addmm(b3, h2, w3), labels)
        apply_gradients(parameters, state["cost"], rate)

    return reset, step, lambda: [t.detach().numpy() for t in (state["cost"], *parameters)]


def network(folder, dtype):
    return {
        "NumPy, gradient by hand": network_numpy(folder, dtype),
        "PyTorch autograd": network_torch(folder, dtype),
    }


# ---- requests ---------------------------------------------------------------------------------------------------

WORKLOADS = {"W1": logistic, "W3": logistic_regression, "W4": network}


def run_steps(folder, number, peer, steps, rate):
    reset, step, results = peer
    reset()
    for _ in range(steps):
        step(rate)
    files = []
    for i, array in enumerate(results()):
        files.append(os.path.join(folder, f"result{number}_{i}.bin"))
        np.asarray(array, np.float64).tofile(files[-1])
    return files


def sample(peer, seconds, rate, clock):
    step = peer[1]
    now = time.thread_time if clock == "cpu" else time.perf_counter

    def timed(times):
        start = now()
        for _ in range(times):
            step(rate)
        return (now() - start) / times

    inner = max(1, int(LEAST_SAMPLE_SECONDS / timed(3)))
    samples = []
    limit = time.perf_counter() + seconds
    while len(samples) < 3 or time.perf_counter() < limit:
        samples.append(timed(inner))
    return samples


def main():
    torch.set_num_threads(int(sys.argv[1]))
    versions = [f"NumPy {np.__version__}", f"PyTorch {torch.__version__}"]
    if scipy is not None:
        versions.append(f"SciPy {scipy.__version__}")
    print(", ".join(versions), flush=True)
    peers, folder = {}, ""
    for line in sys.stdin:
        request, *fields = line.rstrip("\n").split("\t")
        if request == "prepare":
            workload, dtype, folder = fields
            peers = WORKLOADS[workload](folder, getattr(np, dtype))
            answer = list(peers)
        elif request == "results":
            number = list(peers).index(fields[0])
            answer = run_steps(folder, number, peers[fields[0]], int(fields[1]), float(fields[2]))
        else:
            answer = [repr(s) for s in sample(peers[fields[0]], float(fields[1]), float(fields[2]), fields[3])]
        print("\t".join(answer), flush=True)


main()
