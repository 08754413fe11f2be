using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>
/// Prints throwing overloads for a function with an error, so that its callers still compile and one mistake is one error. Ranks must
/// be known from the declaration alone.
/// </summary>
internal static class FailedFaceEmitter
{
    public static void Emit(CSharpWriter writer, FunctionDeclaration declaration)
    {
        string[]? arrays = Types(declaration, "[]"), spans = Types(declaration, "span");
        if (arrays is null || spans is null)
            return;
        string modifiers = "public " + (declaration.IsStatic ? "static " : "");
        string name = Identifiers.Escape(declaration.Name);
        FunctionParameter[] inputs = [.. declaration.Parameters.Where(p => !p.IsBuildTime)];
        string List(string[] types) => string.Join(", ", types.Select((t, i) => $"{t} {Identifiers.Escape(inputs[i].Name)}"));
        const string Body = "throw new global::System.InvalidOperationException(\"This function has an error: see the TensorAot diagnostics of the build.\");";
        writer.Line("/// <summary>Has an error: see the diagnostics of the build.</summary>");
        writer.Line($"{modifiers}dynamic {name}({List(arrays)}) =>");
        writer.Line("    " + Body);
        if (!arrays.SequenceEqual(spans))
        {
            writer.Line("/// <summary>Has an error: see the diagnostics of the build.</summary>");
            writer.Line($"{modifiers}dynamic {name}({List(spans)}) =>");
            writer.Line("    " + Body);
        }
        writer.Line();
    }

    private static string[]? Types(FunctionDeclaration declaration, string form)
    {
        var types = new List<string>();
        foreach (FunctionParameter parameter in declaration.Parameters.Where(p => !p.IsBuildTime))
        {
            if (parameter.Type.Arguments.Count != 1 || DTypes.FromMetadataName(parameter.Type.Arguments[0].Name) is not { } dtype || Rank(parameter) is not { } rank)
                return null;
            string element = dtype.CSharpName();
            types.Add(rank == 0 ? element : form == "span" ? $"global::System.ReadOnlySpan<{element}>" : $"{element}[{new string(',', rank - 1)}]");
        }
        return types.Count == 0 ? null : [.. types];
    }

    private static int? Rank(FunctionParameter parameter) => parameter.Type.Name switch
    {
        "TensorAot.Scalar`1" => 0,
        "TensorAot.Vector`1" => 1,
        "TensorAot.Matrix`1" => 2,
        "TensorAot.Expr`1" => parameter.Dims?.Count ?? 0,
        var name when name.StartsWith("TensorAot.Tensor", StringComparison.Ordinal) && name.Length > 16 && char.IsDigit(name[16]) => name[16] - '0',
        _ => null,
    };
}
