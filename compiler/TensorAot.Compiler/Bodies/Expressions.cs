using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>Something with a value.</summary>
public abstract record Expression : Body
{
    /// <summary>The static type, in terms of the type parameters in scope.</summary>
    public required TypeRef Type { get; init; }

    /// <summary>
    /// The user's text, white space normalised, at most 120 characters; only where a tensor value is made (it explains graph nodes).
    /// </summary>
    public string? Source { get; init; }
}

/// <summary>A constant: null, bool, char, string, a number, an enum's underlying value.</summary>
public sealed record LiteralExpression(object? Value) : Expression;

/// <summary><c>default(T)</c>.</summary>
public sealed record DefaultExpression : Expression;

/// <summary>A local or a parameter. Slots are unique in a method, lambdas and local functions included: captures are shared cells.</summary>
public sealed record VariableExpression(int Slot, string Name) : Expression;

/// <summary><c>this</c>.</summary>
public sealed record ThisExpression : Expression;

/// <summary>A primary constructor's parameter used in a member: it lives in the object.</summary>
public sealed record PrimaryParameterExpression(string Name) : Expression;

/// <summary>The object that an object initializer or a <c>with</c> fills.</summary>
public sealed record ImplicitReceiverExpression : Expression;

/// <summary>The receiver of <c>?.</c> inside its access.</summary>
public sealed record ConditionalReceiverExpression : Expression;

public sealed record FieldExpression(Expression? Instance, MemberRef Field) : Expression;

/// <summary>A property or, with arguments, an indexer. <paramref name="IsVirtual"/>: dispatched on the object's type.</summary>
public sealed record PropertyExpression(Expression? Instance, MemberRef Property, EquatableArray<Argument> Arguments, bool IsVirtual) : Expression
{
    /// <summary>The type argument on which a static abstract property is looked up (<c>T.One</c>).</summary>
    public TypeRef? Constraint { get; init; }
}

/// <summary>A call. <paramref name="Constraint"/>: the type argument on which a static abstract member is looked up.</summary>
public sealed record CallExpression(
    Expression? Instance, MemberRef Method, EquatableArray<Argument> Arguments, bool IsVirtual, TypeRef? Constraint = null) : Expression;

/// <summary>A call of a local function, by the slot of its declaration.</summary>
public sealed record LocalFunctionCallExpression(int Slot, string Name, EquatableArray<Argument> Arguments, EquatableArray<TypeRef> TypeArguments) : Expression;

/// <summary>A call of a delegate value.</summary>
public sealed record InvokeExpression(Expression Function, EquatableArray<Argument> Arguments) : Expression;

/// <summary>An argument: in evaluation order, bound to a parameter by name and number.</summary>
public sealed record Argument(string Parameter, int Ordinal, Expression Value) : Body;

/// <summary><c>new T(...) { ... }</c>; initializers act on <see cref="ImplicitReceiverExpression"/>.</summary>
public sealed record NewExpression(MemberRef Constructor, EquatableArray<Argument> Arguments, EquatableArray<Expression> Initializers) : Expression;

/// <summary>An array by sizes or by elements.</summary>
public sealed record NewArrayExpression(EquatableArray<Expression> Sizes, EquatableArray<Expression>? Elements) : Expression;

/// <summary>An array of arrays' braces in a multi-dimensional initializer.</summary>
public sealed record ArrayRowExpression(EquatableArray<Expression> Elements) : Expression;

/// <summary>A collection expression for its target type; elements may be <see cref="SpreadExpression"/>s.</summary>
public sealed record CollectionExpression(EquatableArray<Expression> Elements) : Expression;

public sealed record SpreadExpression(Expression Collection) : Expression;

public sealed record TupleExpression(EquatableArray<Expression> Elements) : Expression;

/// <summary>A lambda; its body shares the cells of the method it stands in.</summary>
public sealed record LambdaExpression(EquatableArray<Parameter> Parameters, Statement Body) : Expression;

/// <summary>A method, or (with a slot) a local function, as a delegate.</summary>
public sealed record MethodGroupExpression(Expression? Instance, MemberRef Method, bool IsVirtual, int? LocalFunctionSlot = null) : Expression
{
    /// <summary>The names of the method's parameters, for methods without a body here: ops take their arguments by name.</summary>
    public EquatableArray<string> ParameterNames { get; init; }

    /// <summary>The type argument on which a static abstract method is looked up (<c>T.Apply</c>).</summary>
    public TypeRef? Constraint { get; init; }
}

/// <summary>An operator with one operand: <c>-</c>, <c>+</c>, <c>!</c>, <c>~</c>, and <c>true</c> (a tensor as a condition).</summary>
public sealed record UnaryExpression(string Operator, Expression Operand, MemberRef? Method, bool IsChecked) : Expression;

/// <summary>An operator with two operands, in C#'s spelling; <c>&amp;&amp;</c> and <c>||</c> are lazy unless <paramref name="Method"/> makes them a tensor's.</summary>
public sealed record BinaryExpression(string Operator, Expression Left, Expression Right, MemberRef? Method, bool IsChecked) : Expression;

public sealed record ConditionalExpression(Expression Condition, Expression WhenTrue, Expression WhenFalse) : Expression;

/// <summary>A conversion to <see cref="Expression.Type"/>; <paramref name="Method"/> when it is user-defined.</summary>
public sealed record ConvertExpression(Expression Operand, ConversionKind Kind, MemberRef? Method, bool IsChecked, bool IsTryCast = false) : Expression;

public enum ConversionKind
{
    Identity,
    Reference,
    Boxing,
    Numeric,
    Nullable,
    Tuple,
    User,
}

public sealed record AssignExpression(Expression Target, Expression Value) : Expression;

/// <summary><c>target op= value</c>; the operator works in <paramref name="OperatorType"/>.</summary>
public sealed record CompoundAssignExpression(
    Expression Target, string Operator, Expression Value, MemberRef? Method, TypeRef OperatorType, bool IsChecked) : Expression;

/// <summary><c>++</c> and <c>--</c>.</summary>
public sealed record IncrementExpression(Expression Target, int Delta, bool IsPostfix, MemberRef? Method, bool IsChecked) : Expression;

/// <summary>
/// <c>(a, var b) = value</c>: all reads before all writes. A target may be a <see cref="TupleExpression"/> of targets, a
/// <see cref="DeclarationExpression"/> or a <see cref="DiscardExpression"/>; <paramref name="Parts"/> for values that are no tuples.
/// </summary>
public sealed record DeconstructExpression(Expression Target, Expression Value, Deconstruction Parts) : Expression;

/// <summary>How a value comes apart: by tuple elements, by record members or by a Deconstruct method, and its parts in turn.</summary>
public sealed record Deconstruction(MemberRef? Method, EquatableArray<Deconstruction> Elements) : Body;

/// <summary><c>var x</c> as a target.</summary>
public sealed record DeclarationExpression(int Slot, string Name) : Expression;

public sealed record DiscardExpression : Expression;

public sealed record CoalesceExpression(Expression Left, Expression Right) : Expression;

public sealed record CoalesceAssignExpression(Expression Target, Expression Value) : Expression;

public sealed record ConditionalAccessExpression(Expression Receiver, Expression Access) : Expression;

/// <summary>An element of an array; an index may be an int, an Index or a Range.</summary>
public sealed record ArrayElementExpression(Expression Array, EquatableArray<Expression> Indices) : Expression;

/// <summary><c>list[^1]</c>, <c>list[1..]</c> on a type with a length and an int indexer or Slice.</summary>
public sealed record ImplicitIndexExpression(Expression Instance, Expression Index) : Expression;

/// <summary><c>^i</c>.</summary>
public sealed record FromEndExpression(Expression Operand) : Expression;

/// <summary><c>a..b</c>.</summary>
public sealed record RangeExpression(Expression? Start, Expression? End) : Expression;

/// <summary><c>$"..."</c>, formatted with the invariant culture; literal parts are <see cref="LiteralExpression"/>s.</summary>
public sealed record InterpolatedExpression(EquatableArray<InterpolationPart> Parts) : Expression;

public sealed record InterpolationPart(Expression Value, int Alignment, string? Format) : Body;

/// <summary><c>record with { ... }</c>.</summary>
public sealed record WithExpression(Expression Operand, EquatableArray<Expression> Initializers) : Expression;

public sealed record IsPatternExpression(Expression Value, Pattern Pattern) : Expression;

public sealed record SwitchExpression(Expression Value, EquatableArray<SwitchArm> Arms) : Expression;

public sealed record SwitchArm(Pattern Pattern, Expression? Guard, Expression Value) : Body;

/// <summary><c>throw</c> in a definition: a build-time error with the exception's message.</summary>
public sealed record ThrowExpression(Expression Exception) : Expression;
