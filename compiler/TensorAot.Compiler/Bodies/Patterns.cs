using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>A pattern of <c>is</c> and <c>switch</c>.</summary>
public abstract record Pattern : Body;

public sealed record ConstantPattern(Expression Value) : Pattern;

/// <summary><c>&gt; 0</c> and its kin.</summary>
public sealed record RelationalPattern(string Operator, Expression Value) : Pattern;

/// <summary><c>Type</c>, <c>Type name</c>, <c>var name</c> (no type: matches null too).</summary>
public sealed record TypePattern(TypeRef? Type, int? Slot, string? Name) : Pattern;

public sealed record NotPattern(Pattern Operand) : Pattern;

/// <summary><c>and</c>, <c>or</c>.</summary>
public sealed record BinaryPattern(bool IsAnd, Pattern Left, Pattern Right) : Pattern;

/// <summary><c>Type(p, q) { Member: r } name</c>.</summary>
public sealed record RecursivePattern(
    TypeRef? Type, MemberRef? DeconstructMethod, EquatableArray<Pattern> Positions, EquatableArray<PropertySubpattern> Properties, int? Slot, string? Name) : Pattern;

/// <summary><c>Member: pattern</c>; the member is read from <see cref="ImplicitReceiverExpression"/>.</summary>
public sealed record PropertySubpattern(Expression Member, Pattern Pattern) : Body;

/// <summary><c>[p, .. q, r]</c>.</summary>
public sealed record ListPattern(EquatableArray<Pattern> Elements, int? Slot, string? Name) : Pattern;

/// <summary><c>..</c> or <c>.. p</c> inside a list pattern.</summary>
public sealed record SlicePattern(Pattern? Rest) : Pattern;

/// <summary><c>_</c>.</summary>
public sealed record DiscardPattern : Pattern;
