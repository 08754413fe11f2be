using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>A call of a member that has no body here: an op, an intrinsic, or a .NET member of the library tables.</summary>
/// <param name="Interpreter">The evaluation.</param>
/// <param name="At">The place of the call.</param>
/// <param name="Method">The member; its types have no type parameters.</param>
/// <param name="Instance">The object; null for static members.</param>
/// <param name="Arguments">The arguments.</param>
/// <param name="Type">The static type of the result.</param>
/// <param name="Constraint">The type on which a static abstract member is looked up, or null.</param>
/// <param name="Source">The user's expression, where it makes a tensor.</param>
internal sealed record Invocation(
    Interpreter Interpreter, Body At, MemberRef Method, object? Instance, BoundArguments Arguments, TypeRef Type, TypeRef? Constraint, string? Source)
{
    public EvaluationContext Context => Interpreter.Context;

    public object? this[int ordinal] => ordinal < Arguments.Count ? Arguments.Values[ordinal] : null;

    public int Count => Arguments.Count;

    /// <summary>The member's name with its type's: <c>Ops.Sum</c>.</summary>
    public string Name => Method.ContainingType.Name.Split('.').Last().Split('`')[0] + "." + Method.Name;

    public int Integer(int ordinal) => Interpreter.ToInteger(this[ordinal], At);

    /// <summary>The elements of a collection argument.</summary>
    public IEnumerable<object?> Items(int ordinal) => Interpreter.Counted(Interpreter.Elements(this[ordinal], At), At);

    /// <summary>Invokes a function argument.</summary>
    public object? Apply(int ordinal, params object?[] arguments) =>
        this[ordinal] is DelegateValue function ? Interpreter.InvokeDelegate(function, arguments, At) : throw Fail(DiagnosticRules.NullValue, "The function");

    /// <summary>Invokes a function argument that is a condition.</summary>
    public bool Test(int ordinal, params object?[] arguments) => Apply(ordinal, arguments) switch
    {
        bool value => value,
        UnknownValue unknown => throw Fail(DiagnosticRules.ValueNotKnown, unknown.Name, "a condition"),
        _ => throw Fail(DiagnosticRules.BranchOnTensor, "of " + Name),
    };

    public BodyException Fail(DiagnosticRule rule, params object[] arguments) => Interpreter.Fail(At, rule, arguments);

    /// <summary>The operation is one that fails in .NET too.</summary>
    public BodyException Fails(string reason) => Fail(DiagnosticRules.BuildTimeOperationFails, Name, reason);

    /// <summary>Computes what .NET refuses for arguments out of range.</summary>
    public object? Guarded(Func<object?> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception error) when (error is ArgumentException or FormatException or IndexOutOfRangeException)
        {
            throw Fails("an argument is out of range.");
        }
    }

    /// <summary>The element type that the call's type argument names.</summary>
    public DType? DTypeArgument => Method.TypeArguments.Count > 0 ? DTypes.FromMetadataName(Method.TypeArguments[0].Name) : null;
}
