namespace FaceTests.Elementwise;

/// <summary>Activation and special functions as a user calls them.</summary>
[TensorGraph]
public static partial class Activated
{
    [Function]
    static (Expr<double> Relu, Expr<double> Leaky, Expr<double> Elu, Expr<double> Selu, Expr<double> Celu, Expr<double> Softsign) Rectified(Vector<double> x) =>
        (Relu(x), LeakyRelu(x), Elu(x, 2), Selu(x), Celu(x, alpha: 0.5), Softsign(x));

    [Function]
    static (Expr<double> Gelu, Expr<double> Tanh, Expr<double> Silu, Expr<double> Mish, Expr<double> HardSwish) Gated(Vector<double> x) =>
        (Gelu(x), Gelu(x, approximate: true), Silu(x), Mish(x), HardSwish(x));

    [Function]
    static (Expr<float> Sigmoid, Expr<float> Tanh, Expr<float> Six) Hard(Vector<float> x) => (HardSigmoid(x), HardTanh(x, -0.5, 2), Relu6(x));

    [Function]
    static Expr<double> Parametric([Dims("n", 3)] Matrix<double> x, [Dims(3)] Vector<double> alpha) => LeakyRelu(x, alpha);

    [Function]
    static (Expr<double> Relu, Expr<double> Leaky, Expr<double> Gelu, Expr<double> Softsign) Slopes(Vector<double> x) =>
        (Grad(Sum(Relu(x)), x), Grad(Sum(LeakyRelu(x)), x), Grad(Sum(Gelu(x)), x), Grad(Sum(Softsign(x)), x));

    [Function]
    static (Expr<double> Gamma, Expr<double> Trigamma, Expr<double> Second, Expr<double> Erfcx, Expr<double> Erfcinv) Special(Vector<double> x) =>
        (Gamma(x), Trigamma(x), PolyGamma(2, x), Erfcx(x), Erfcinv(x));

    [Function]
    static (Expr<double> J0, Expr<double> J1, Expr<double> I0, Expr<double> I1, Expr<double> J3, Expr<double> I2, Expr<double> Scaled) Waves(Vector<double> x) =>
        (J0(x), J1(x), I0(x), I1(x), BesselJ(3, x), BesselI(2, x), BesselIe(0, x));

    [Function]
    static (Expr<double> Beta, Expr<double> BetaLn, Expr<double> Lower, Expr<double> Upper, Expr<double> Inc) Parameters([Dims("n")] Vector<double> a, [Dims("n")] Vector<double> x) =>
        (Beta(a, x), BetaLn(a, x), GammaInc(a, x), GammaIncC(a, x), BetaInc(a, 2 + a, x / 8));

    [Function]
    static (Expr<double> Gamma, Expr<double> J0, Expr<double> Lower) SpecialSlopes(Vector<double> x) =>
        (Grad(Sum(Gamma(x)), x), Grad(Sum(J0(x)), x), Grad(Sum(GammaInc(2.5, x)), x));
}
