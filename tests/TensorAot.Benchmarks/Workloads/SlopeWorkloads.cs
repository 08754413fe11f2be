using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Workloads;

/// <summary>W9: derivatives as matrices and their products.</summary>
internal static class SlopeWorkloads
{
    private const int Size = 100;

    public static IEnumerable<Func<Workload>> Makers => [Jacobian, HessianVector];

    private static Workload Jacobian()
    {
        (Data<double> a, Data<double> x) = (Inputs.Normal<double>("a", 10, Size, Size), Inputs.Normal<double>("x", 11, Size));
        Data<double> result = Inputs.Room<double>("jacobian", Size * Size);
        return new("W9", "of tanh(A x), A 100x100")
        {
            Variant = "Jacobian",
            ElementType = "float64",
            Inputs = [a, x],
            Outputs = [result],
            Step = _ => Slopes.Jacobian(a.Values, x.Values, result.Values),
            Quoted = [new("Aesara, jacobian", 470e-6)],
            Targets = [new(3, 3, "Aesara")],
        };
    }

    private static Workload HessianVector()
    {
        (Data<double> a, Data<double> x, Data<double> v) = (Inputs.Normal<double>("a", 10, Size, Size), Inputs.Normal<double>("x", 11, Size), Inputs.Normal<double>("v", 12, Size));
        Data<double> result = Inputs.Room<double>("product", Size);
        return new("W9", "Hessian-vector product of sum(log(1 + exp(A x))), A 100x100")
        {
            Variant = "HVP",
            ElementType = "float64",
            Inputs = [a, x, v],
            Outputs = [result],
            Step = _ => Slopes.HessianVector(a.Values, x.Values, v.Values, result.Values),
            Quoted = [new("Aesara, Rop of grad", 10e-6)],
            Targets = [new(3, 3, "Aesara")],
            Flops = 3 * 2.0 * Size * Size,
        };
    }
}
