using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>Finds the matrices of MathNet that an overload has to copy, because something needs their elements row by row.</summary>
internal static class ColumnCopies
{
    /// <summary>What users are told of a function that has overloads over MathNet's types.</summary>
    /// <param name="function">The function.</param>
    /// <param name="onDevices">Whether it may run on a device, and so is compiled over rows only.</param>
    public static IEnumerable<BodyError> Find(CompiledFunction function, bool onDevices)
    {
        if (!function.AsWritten.Parameters.Any(p => OverloadEmitter.IsOfMathNet(p.Value.DType, p.Value.Rank)) || !ColumnMajor.HasMatrices(function.AsWritten))
            yield break;
        if (onDevices)
            yield return Told(function, string.Join(", ", Matrices(function.AsWritten)), "they are stored by columns, and functions of a project with TensorAotCuda are compiled over rows only");
        else if (function.Columns is { } columns)
        {
            // What is copied over rows too is not the columns' matter.
            HashSet<string> known = [.. Copied(function.Schedule).Select(c => c.Matrix)];
            foreach ((string matrix, string? expression) in Copied(columns.Schedule))
                if (known.Add(matrix))
                    yield return Told(function, matrix, $"it is stored by columns, and {(expression is null ? "the function" : $"'{expression}'")} works on rows");
        }
    }

    /// <summary>Inputs and results that a loop does nothing but copy, with the expression that reads the copy or made it.</summary>
    private static IEnumerable<(string Matrix, string? Expression)> Copied(Schedule schedule)
    {
        foreach (LoopStep step in schedule.Steps.OfType<LoopStep>())
            foreach (StoreStatement store in step.Kernel.Sweeps.SelectMany(s => s.Stores))
                if (store is { FoldWith: null, Value: LoadTerm { Dynamic.Count: 0 } load })
                {
                    if (load.Storage.Role == StorageRole.Parameter && store.Storage.Role == StorageRole.Temporary && ColumnMajor.IsMatrix(load.Storage.Type))
                        yield return (load.Storage.Name, Expression(schedule.Steps.FirstOrDefault(s => s != step && s.Reads.Contains(store.Storage))));
                    else if (load.Storage.Role == StorageRole.Temporary && store.Storage.Role == StorageRole.Output && ColumnMajor.IsMatrix(store.Storage.Type))
                        yield return (store.Storage.Name, Expression(schedule.Steps.FirstOrDefault(s => s != step && s.Writes.Contains(load.Storage))));
                }
    }

    private static string? Expression(Step? step) => step?.Comments.FirstOrDefault();

    private static IEnumerable<string> Matrices(FunctionGraph function) =>
        function.Parameters.Where(p => ColumnMajor.IsMatrix(p.Value.Type)).Select(p => p.Name).Concat(function.Outputs.Where(o => ColumnMajor.IsMatrix(o.Value.Type)).Select(o => o.Name));

    private static BodyError Told(CompiledFunction function, string what, string why) => new(
        DiagnosticRules.MatrixIsCopied, function.Declaration.Method, 0, DiagnosticRules.MatrixIsCopied.Format(function.Declaration.Name, what, why));
}
