"""Writes values.txt: what PyTorch (1.13, float64) gives for the layers and optimizers of the tests, with the inputs of Fill.cs."""
import math
import sys

import torch

torch.set_default_dtype(torch.float64)
LINES = []


def fill(k, *shape):
    count = math.prod(shape)
    return torch.tensor([0.1 + 0.5 * math.sin(0.7 * i + k) for i in range(count)]).reshape(shape)


def say(name, tensor):
    LINES.append(name + " " + " ".join(repr(float(v)) for v in tensor.detach().reshape(-1)))


def dense():
    x, w1, b1, w2 = fill(0, 5, 3), fill(1, 3, 4), fill(2, 4), fill(3, 4, 2)
    say("dense", 2 * torch.tanh(x @ w1 + b1) @ w2)


def convolutions():
    f = torch.nn.functional
    say("conv1d", torch.tanh(f.conv1d(fill(0, 2, 2, 9), fill(1, 3, 2, 3), fill(2, 3), stride=2, padding=1, dilation=2)))
    say("conv2d", f.conv2d(fill(0, 2, 4, 6, 5), fill(1, 6, 2, 3, 2), fill(2, 6), stride=(2, 1), padding=(1, 0), groups=2))
    say("conv2d-plain", f.conv2d(fill(0, 2, 4, 6, 5), fill(1, 3, 4, 2, 2)))


def norms():
    for name, shape in (("2", (5, 3)), ("4", (2, 3, 2, 2))):
        layer = torch.nn.BatchNorm1d(3) if name == "2" else torch.nn.BatchNorm2d(3)
        layer.weight.data, layer.bias.data = fill(1, 3), fill(2, 3)
        say("batchnorm-training-" + name, layer(fill(0, *shape)))
        layer(fill(5, *shape))
        say("batchnorm-mean-" + name, layer.running_mean)
        say("batchnorm-variance-" + name, layer.running_var)
        layer.eval()
        say("batchnorm-" + name, layer(fill(0, *shape)))
    x = fill(0, 2, 3, 4)
    say("layernorm", torch.nn.functional.layer_norm(x, (4,), fill(1, 4), fill(2, 4)))
    say("rmsnorm", x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-5) * fill(1, 4))


def recurrent():
    xs, h, c = fill(0, 4, 2, 3), fill(8, 2, 2), fill(9, 2, 2)
    for name, make, gates in (("rnn", torch.nn.RNN, 1), ("lstm", torch.nn.LSTM, 4), ("gru", torch.nn.GRU, 3)):
        layer = make(3, 2)
        layer.weight_ih_l0.data, layer.weight_hh_l0.data = fill(1, 3, 2 * gates).T, fill(2, 2, 2 * gates).T
        layer.bias_ih_l0.data, layer.bias_hh_l0.data = fill(3, 2 * gates), torch.zeros(2 * gates)
        if name == "gru":
            layer.bias_hh_l0.data = fill(4, 6)
        if name == "lstm":
            layer.bias_ih_l0.data[2:4] += 1
        sequence, last = layer(xs)
        say(name, sequence)
        state = (h[None], c[None]) if name == "lstm" else h[None]
        sequence, last = layer(xs, state)
        say(name + "-from", sequence)
        sequence, last = layer(xs.flip(0), state)
        say(name + "-reverse", sequence.flip(0))
        say(name + "-last", last[0] if name == "lstm" else last)
        if name == "lstm":
            say("lstm-cell", last[1])


def attention():
    layer = torch.nn.MultiheadAttention(6, 3, batch_first=True)
    layer.in_proj_weight.data = torch.cat([fill(k, 6, 6).T for k in (1, 3, 5)])
    layer.in_proj_bias.data = torch.cat([fill(k, 6) for k in (2, 4, 6)])
    layer.out_proj.weight.data, layer.out_proj.bias.data = fill(7, 6, 6).T, fill(8, 6)
    x, y = fill(0, 2, 4, 6), fill(9, 2, 5, 6)
    say("attention", layer(x, x, x)[0])
    say("attention-causal", layer(x, x, x, attn_mask=torch.triu(torch.ones(4, 4, dtype=torch.bool), 1))[0])
    allowed = torch.tensor([[(3 * i + j) % 4 != 0 for j in range(5)] for i in range(4)])
    say("attention-masked", layer(x, y, y, attn_mask=~allowed)[0])


def optimizers():
    makers = {
        "sgd": lambda p: torch.optim.SGD(p, 0.1),
        "sgd-decay": lambda p: torch.optim.SGD(p, 0.1, weight_decay=0.05),
        "momentum": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, weight_decay=0.01),
        "nesterov": lambda p: torch.optim.SGD(p, 0.1, momentum=0.9, nesterov=True),
        "adagrad": lambda p: torch.optim.Adagrad(p, 0.1),
        "adadelta": lambda p: torch.optim.Adadelta(p, 1.0),
        "rmsprop": lambda p: torch.optim.RMSprop(p, 0.01),
        "adam": lambda p: torch.optim.Adam(p, 0.01),
        "adam-decay": lambda p: torch.optim.Adam(p, 0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1),
        "adamw": lambda p: torch.optim.AdamW(p, 0.01, weight_decay=0.1),
    }
    x = fill(0, 4, 3)

    def cost(w, b):
        return torch.sin(x @ w + b).square().mean()

    def run(make, change=lambda p, optimizer, step: None):
        parameters = [fill(1, 3, 2).requires_grad_(), fill(2, 2).requires_grad_()]
        optimizer = make(parameters)
        for step in range(10):
            optimizer.zero_grad()
            cost(*parameters).backward()
            change(parameters, optimizer, step)
            optimizer.step()
        return torch.cat([p.reshape(-1) for p in parameters])

    for name, make in makers.items():
        say(name, run(make))
    say("clip-value", run(makers["adam"], lambda p, o, s: torch.nn.utils.clip_grad_value_(p, 0.02)))

    def clip_norm(parameters, optimizer, step):
        norm = math.sqrt(sum(float((p.grad ** 2).sum()) for p in parameters))
        for p in parameters:
            p.grad *= min(1.0, 0.05 / norm)

    say("clip-norm", run(makers["momentum"], clip_norm))

    def cosine(parameters, optimizer, step):
        for group in optimizer.param_groups:
            group["lr"] = 0.1 * 0.5 * (1 + math.cos(math.pi * step / 8)) if step < 8 else 0

    say("sgd-cosine", run(makers["sgd"], cosine))


for part in (dense, convolutions, norms, recurrent, attention, optimizers):
    part()
with open(sys.argv[1], "w") as file:
    file.write("\n".join(LINES) + "\n")
