using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>Something that can be invoked.</summary>
internal abstract class DelegateValue;

/// <summary>A lambda or local function with the variables that it shares.</summary>
internal sealed class ClosureValue(Activation scope, string name, EquatableArray<Parameter> parameters, Statement body) : DelegateValue
{
    public Activation Scope { get; } = scope;

    public string Name { get; } = name;

    public EquatableArray<Parameter> Parameters { get; } = parameters;

    public Statement Body { get; } = body;
}

/// <summary>A method as a value; types in <paramref name="method"/> have no type parameters any more.</summary>
internal sealed class MethodValue(object? instance, MemberRef method, bool isVirtual, EquatableArray<string> parameterNames, TypeRef? constraint) : DelegateValue
{
    public object? Instance { get; } = instance;

    public MemberRef Method { get; } = method;

    public bool IsVirtual { get; } = isVirtual;

    public EquatableArray<string> ParameterNames { get; } = parameterNames;

    public TypeRef? Constraint { get; } = constraint;
}
