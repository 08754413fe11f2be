using TensorAot.Benchmarks.Models;

namespace TensorAot.Benchmarks.Workloads;

/// <summary>W10: a million options.</summary>
internal static class OptionWorkload
{
    private const int Count = 1_000_000;
    private const double Rate = 0.03;

    public static Workload Make()
    {
        Data<double> stock = Inputs.Uniform<double>("stock", 10, 10, 200, Count), strike = Inputs.Uniform<double>("strike", 11, 10, 200, Count);
        Data<double> years = Inputs.Uniform<double>("years", 12, 0.1, 2, Count), volatility = Inputs.Uniform<double>("volatility", 13, 0.1, 0.5, Count);
        Data<double> price = Inputs.Room<double>("price", Count), delta = Inputs.Room<double>("delta", Count), vega = Inputs.Room<double>("vega", Count);
        return new("W10", "Black-Scholes price, delta and vega of 1,000,000 options")
        {
            ElementType = "float64",
            Inputs = [stock, strike, years, volatility, new Data<double>("rate", [Rate])],
            Outputs = [price, delta, vega],
            Step = _ => BlackScholes.Call(stock.Values, strike.Values, years.Values, volatility.Values, Rate, price.Values, delta.Values, vega.Values),
            Targets = [new(3, 3)],
        };
    }
}
