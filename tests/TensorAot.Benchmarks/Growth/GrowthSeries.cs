namespace TensorAot.Benchmarks.Growth;

/// <summary>A function whose time is measured for many sizes.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Size">What its size is called.</param>
/// <param name="Unit">What time is divided by.</param>
/// <param name="Sizes">The sizes, in increasing order.</param>
/// <param name="Units">The number of units of a size.</param>
/// <param name="CallOf">The call for a size.</param>
internal sealed record GrowthSeries(
    string Name, string Size, string Unit, IReadOnlyList<int> Sizes, Func<int, double> Units, Func<int, Action> CallOf);
