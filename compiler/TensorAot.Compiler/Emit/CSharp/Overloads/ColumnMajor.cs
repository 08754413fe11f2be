using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>
/// A function over column-major matrices: the same function of transposed matrices with transposed results, which are row-major where
/// the matrices are column-major. Rewriting moves the transposes to where they cost nothing or least.
/// </summary>
internal static class ColumnMajor
{
    /// <summary>Whether a tensor is a matrix that MathNet has.</summary>
    public static bool IsMatrix(TensorType type) => type.Rank == 2 && OverloadEmitter.IsOfMathNet(type.DType, type.Rank);

    /// <summary>Whether a function takes or gives a matrix that MathNet has.</summary>
    public static bool HasMatrices(FunctionGraph function) => function.Parameters.Any(p => IsMatrix(p.Value.Type)) || function.Outputs.Any(o => IsMatrix(o.Value.Type));

    /// <summary>The function over column-major matrices; null where neither an input nor a result is a matrix.</summary>
    public static FunctionGraph? Of(FunctionGraph function)
    {
        if (!HasMatrices(function))
            return null;
        var replacements = new Dictionary<Node, Node>();
        var parameters = new List<FunctionInput>();
        foreach (FunctionInput parameter in function.Parameters)
        {
            if (!IsMatrix(parameter.Value.Type))
            {
                parameters.Add(parameter);
                continue;
            }
            // Of another name: a square matrix would be the same input as the one that it is to replace.
            TensorType type = parameter.Value.Type;
            Node transposed = Sources.NewInput(function.Graph, parameter.Name + "Columns", new TensorType(type.DType, Shape.Of([type.Shape[1], type.Shape[0]])));
            replacements[parameter.Value] = NodeOperators.Transpose(transposed);
            parameters.Add(parameter with { Value = transposed });
        }
        FunctionGraph replaced = function.WithRoots(Substitution.Run([.. function.Roots], replacements, renew: true));
        return replaced with
        {
            Parameters = parameters.ToEquatableArray(),
            Outputs = replaced.Outputs.Select(o => IsMatrix(o.Value.Type) ? o with { Value = NodeOperators.Transpose(o.Value) } : o).ToEquatableArray(),
        };
    }
}
