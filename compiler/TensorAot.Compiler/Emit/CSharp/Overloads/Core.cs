using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>The entry of a function that an overload calls.</summary>
/// <param name="Frame">The call frame that has it.</param>
/// <param name="Face">The form of the function.</param>
/// <param name="Columns">The entry over column-major matrices, if there is one; its matrices are transposed.</param>
internal sealed record Core(string Frame, FunctionFace Face, Core? Columns)
{
    /// <summary>The entries of a function.</summary>
    public static Core Of(CompiledFunction function, string frame) => new(
        frame, new FunctionFace(function.OnHost),
        function.Columns is { } columns ? new Core(ColumnsOf(frame), new FunctionFace(columns.OnHost), null) : null);

    /// <summary>The name of the call frame over column-major matrices.</summary>
    public static string ColumnsOf(string frame) => frame + "_Columns";

    /// <summary>The entry for arguments: the one over column-major matrices where every matrix is one.</summary>
    public (Core Core, bool IsColumns) For(IEnumerable<Carrier> arguments)
    {
        Carrier[] matrices = [.. arguments.Where(a => ColumnMajor.IsMatrix(a.Type))];
        bool isColumns = Columns is not null && matrices.Length > 0 && matrices.All(m => m.Form == ArgumentForm.Matrix);
        return isColumns ? (Columns!, true) : (this, false);
    }
}
