using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>Which overloads a class gets beside those over spans and arrays.</summary>
[Flags]
public enum OverloadKinds
{
    None = 0,

    /// <summary>Over the tensors of System.Numerics.Tensors.</summary>
    Tensors = 1,

    /// <summary>Over the matrices and vectors of MathNet.Numerics.</summary>
    MathNet = 2,

    /// <summary>Over tensors on devices, for functions that run there.</summary>
    Devices = 4,
}

/// <summary>A type that carries the elements of a tensor to a generated function or from it.</summary>
public enum ArgumentForm
{
    /// <summary>Another type.</summary>
    None,

    /// <summary>A number or truth value.</summary>
    Value,

    /// <summary><c>ReadOnlySpan&lt;T&gt;</c>.</summary>
    ReadOnlySpan,

    /// <summary><c>Span&lt;T&gt;</c>.</summary>
    Span,

    /// <summary><c>ReadOnlyMemory&lt;T&gt;</c>.</summary>
    ReadOnlyMemory,

    /// <summary><c>Memory&lt;T&gt;</c>.</summary>
    Memory,

    /// <summary>An array.</summary>
    Array,

    /// <summary><c>ReadOnlyTensorSpan&lt;T&gt;</c>.</summary>
    ReadOnlyTensorSpan,

    /// <summary><c>TensorSpan&lt;T&gt;</c>.</summary>
    TensorSpan,

    /// <summary><c>Tensor&lt;T&gt;</c>.</summary>
    Tensor,

    /// <summary><c>DeviceTensor&lt;T&gt;</c>.</summary>
    DeviceTensor,

    /// <summary>MathNet's <c>Matrix&lt;T&gt;</c>.</summary>
    Matrix,

    /// <summary>MathNet's <c>Vector&lt;T&gt;</c>.</summary>
    Vector,

    /// <summary><c>CancellationToken</c>, which carries no tensor.</summary>
    Cancellation,

    /// <summary><c>IProgress&lt;double&gt;</c>, which carries no tensor.</summary>
    Progress,
}

/// <summary>How a parameter is passed.</summary>
public enum Passing
{
    /// <summary>By value, or by <c>in</c> or <c>ref readonly</c>: read only.</summary>
    In,

    /// <summary>By <c>ref</c>.</summary>
    Ref,

    /// <summary>By <c>out</c>.</summary>
    Out,
}

/// <summary>A type in a signature that the user chose.</summary>
/// <param name="Form">What it is.</param>
/// <param name="Element">Its element type; null where it has none that tensors have.</param>
/// <param name="Rank">The rank of an array; otherwise 0.</param>
/// <param name="Text">The type as the user may read it.</param>
public sealed record SignatureType(ArgumentForm Form, DType? Element, int Rank, string Text);

/// <summary>A parameter of a signature that the user chose.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Passing">How it is passed.</param>
public sealed record SignatureParameter(string Name, SignatureType Type, Passing Passing);

/// <summary>
/// A partial method without a body, marked <c>[Function(nameof(F))]</c>: a form in which the user wants to call <c>F</c>, for which the
/// generated part has the body. Site 0 is its name, then come its parameters, then its result, then the name of the function.
/// </summary>
/// <param name="Method">The id of the method.</param>
/// <param name="Name">Its name.</param>
/// <param name="Function">The name of the function.</param>
/// <param name="Declaration">Its declaration as the generated part repeats it: modifiers, types with <c>global::</c>, no default values.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Results">What it returns: nothing, one type, or the types of a tuple.</param>
/// <param name="ResultNames">The names of a tuple's elements; empty for a single result.</param>
public sealed record SignatureDeclaration(
    string Method, string Name, string Function, string Declaration, bool IsStatic,
    EquatableArray<SignatureParameter> Parameters, EquatableArray<SignatureType> Results, EquatableArray<string> ResultNames)
{
    /// <summary>Whether reading found an error in it; its generated body throws.</summary>
    public bool HasErrors { get; init; }

    /// <summary>The site of the result.</summary>
    public int ResultSite => Parameters.Count + 1;

    /// <summary>The site of the function's name.</summary>
    public int FunctionSite => Parameters.Count + 2;
}
