using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>The types of the public face, by metadata name.</summary>
internal static class TensorTypes
{
    public const string Namespace = "TensorAot.";
    public const string Expr = "TensorAot.Expr`1";
    public const string Ops = "TensorAot.Ops";
    public const string Shared = "TensorAot.Shared";
    public const string Dim = "TensorAot.Dim";
    public const string Slice = "TensorAot.Slice";

    private static readonly Dictionary<string, int> s_ranks = new(StringComparer.Ordinal)
    {
        ["TensorAot.Scalar`1"] = 0,
        ["TensorAot.Vector`1"] = 1,
        ["TensorAot.Matrix`1"] = 2,
        ["TensorAot.Tensor3`1"] = 3,
        ["TensorAot.Tensor4`1"] = 4,
        ["TensorAot.Tensor5`1"] = 5,
        ["TensorAot.Tensor6`1"] = 6,
    };

    /// <summary>The number of axes that a type fixes, or null.</summary>
    public static int? RankOf(string name) => s_ranks.TryGetValue(name, out int rank) ? rank : null;

    /// <summary>Whether values of the type are tensor expressions.</summary>
    public static bool IsTensor(string name) => name is "TensorAot.Expr" or Expr or "TensorAot.Shared`1" || s_ranks.ContainsKey(name);

    /// <summary>The element type of a tensor type without type parameters; null when it is none that tensors can hold.</summary>
    public static DType? ElementOf(TypeRef type) => type.Arguments.Count == 1 ? DTypes.FromMetadataName(type.Arguments[0].Name) : null;
}
