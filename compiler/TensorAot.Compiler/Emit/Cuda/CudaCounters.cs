using System.Globalization;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>Counters of several axes from one running number: the last axis runs fastest.</summary>
internal static class CudaCounters
{
    /// <summary>Prints the counters and gives their names; a single axis needs none but the number itself.</summary>
    /// <param name="writer">Where they are printed.</param>
    /// <param name="signature">Names sizes.</param>
    /// <param name="number">The running number.</param>
    /// <param name="axes">The extents, outermost first.</param>
    public static IReadOnlyList<string> Print(CudaWriter writer, CudaSignature signature, string number, IReadOnlyList<Dim> axes)
    {
        if (axes.Count <= 1)
            return [.. axes.Select(_ => number)];
        var names = new string[axes.Count];
        string rest = number;
        for (int axis = axes.Count - 1; axis >= 0; axis--)
        {
            string digit = axis.ToString(CultureInfo.InvariantCulture), extent = signature.Size(axes[axis]);
            names[axis] = number + digit;
            writer.Line($"const {signature.IndexType} {names[axis]} = {(axis == 0 ? rest : $"{rest} % {extent}")};");
            if (axis > 0)
                writer.Line($"const {signature.IndexType} {number}Rest{digit} = {rest} / {extent};");
            rest = $"{number}Rest{digit}";
        }
        return names;
    }
}
