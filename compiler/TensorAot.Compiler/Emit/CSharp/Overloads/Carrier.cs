using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>An input or result of a function as an overload has it.</summary>
/// <param name="Name">The parameter's name; for what is returned, that of a local variable.</param>
/// <param name="Type">The type of the input or result.</param>
/// <param name="Form">What carries it.</param>
/// <param name="IsReturned">Whether it is returned, else it is a parameter.</param>
internal sealed record Carrier(string Name, TensorType Type, ArgumentForm Form, bool IsReturned = false)
{
    private const string Tensors = "global::System.Numerics.Tensors.";
    private const string Algebra = "global::MathNet.Numerics.LinearAlgebra.";

    /// <summary>Whether the array has as many axes as the tensor; else it is flat.</summary>
    public bool IsShapedArray { get; init; } = true;

    public string Text => Identifiers.Escape(Name);

    public string Element => Type.DType.CSharpName();

    /// <summary>The name in messages, as a literal.</summary>
    public string Literal => Literals.Of(Name);

    /// <summary>The type and shape in messages, as a literal.</summary>
    public string Declaration => Literals.Of(Type.ToString());

    /// <summary>Whether a call may pass null.</summary>
    public bool IsObject => Form is ArgumentForm.Array or ArgumentForm.Tensor or ArgumentForm.DeviceTensor or ArgumentForm.Matrix or ArgumentForm.Vector;

    /// <summary>Whether it tells its lengths: those of a span are known as a product only.</summary>
    public bool IsShaped => Type.Rank > 0 && (IsTensor || Form is ArgumentForm.DeviceTensor or ArgumentForm.Matrix or ArgumentForm.Vector || (Form == ArgumentForm.Array && IsShapedArray));

    public bool IsTensor => Form is ArgumentForm.Tensor or ArgumentForm.TensorSpan or ArgumentForm.ReadOnlyTensorSpan;

    public string CSharpType => TypeOf(Form, Type.DType, Type.Rank);

    /// <summary>The C# type that carries a tensor.</summary>
    public static string TypeOf(ArgumentForm form, DType dtype, int rank)
    {
        string element = dtype.CSharpName();
        return form switch
        {
            ArgumentForm.Value => element,
            ArgumentForm.ReadOnlySpan => $"global::System.ReadOnlySpan<{element}>",
            ArgumentForm.Span => $"global::System.Span<{element}>",
            ArgumentForm.ReadOnlyMemory => $"global::System.ReadOnlyMemory<{element}>",
            ArgumentForm.Memory => $"global::System.Memory<{element}>",
            ArgumentForm.ReadOnlyTensorSpan => $"{Tensors}ReadOnlyTensorSpan<{element}>",
            ArgumentForm.TensorSpan => $"{Tensors}TensorSpan<{element}>",
            ArgumentForm.Tensor => $"{Tensors}Tensor<{element}>",
            ArgumentForm.DeviceTensor => $"global::TensorAot.DeviceTensor<{element}>",
            ArgumentForm.Matrix => $"{Algebra}Matrix<{element}>",
            ArgumentForm.Vector => $"{Algebra}Vector<{element}>",
            ArgumentForm.Array => $"{element}[{new string(',', rank - 1)}]",
            _ => throw new InvalidOperationException(form.ToString()),
        };
    }

    /// <summary>The size of an axis of what was passed.</summary>
    public string Size(int axis, string variable) => Form switch
    {
        ArgumentForm.Array => $"{variable}.GetLength({axis})",
        ArgumentForm.Matrix => $"{variable}.{(axis == 0 ? "RowCount" : "ColumnCount")}",
        ArgumentForm.Vector => $"{variable}.Count",
        _ => $"{Adapter.Strided}.Size({variable}.Lengths, {axis}, {Literal}, {Declaration})",
    };

    /// <summary>A check of the lengths of what was passed.</summary>
    public string Check(string variable, IEnumerable<string> sizes)
    {
        string expected = string.Join(", ", sizes);
        return Form switch
        {
            ArgumentForm.Array => $"{Adapter.Check}.Shape({variable}, {Literal}, {Declaration}, {expected});",
            ArgumentForm.Matrix => $"{Adapter.Strided}.Shape([{variable}.RowCount, {variable}.ColumnCount], {Literal}, {Declaration}, {expected});",
            ArgumentForm.Vector => $"{Adapter.Strided}.Shape([{variable}.Count], {Literal}, {Declaration}, {expected});",
            _ => $"{Adapter.Strided}.Shape({variable}.Lengths, {Literal}, {Declaration}, {expected});",
        };
    }

    /// <summary>What was passed as a span; null where that takes a variable of its own.</summary>
    public string? Span(string variable) => Form switch
    {
        ArgumentForm.Value or ArgumentForm.ReadOnlySpan or ArgumentForm.Span or ArgumentForm.DeviceTensor => variable,
        ArgumentForm.ReadOnlyMemory or ArgumentForm.Memory => variable + ".Span",
        ArgumentForm.Array => ArraySpan(variable),
        _ => null,
    };

    private string ArraySpan(string variable) => !IsShapedArray || Type.Rank == 1
        ? $"global::System.MemoryExtensions.AsSpan({variable})"
        : $"global::TensorAot.Runtime.Arrays.AsSpan{(Type.Rank > 6 ? $"<{Element}>" : "")}({variable})";
}
