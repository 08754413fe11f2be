using TensorAot.Compiler.Ops;

namespace TensorAot.Accuracy;

/// <summary>The functions that declare an accuracy of their own, from the table of ops.</summary>
internal static class SpecialFunctions
{
    public static IReadOnlyList<(string Name, ScalarAccuracy Accuracy)> All { get; } =
        [.. OpTable.All.Where(op => op.Code?.Accuracy is not null).Select(op => (op.Code!.Text, op.Code.Accuracy!))];
}
