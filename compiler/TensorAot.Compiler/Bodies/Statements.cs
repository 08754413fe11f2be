using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>Something that is carried out.</summary>
public abstract record Statement : Body;

public sealed record BlockStatement(EquatableArray<Statement> Statements) : Statement;

/// <summary>A local; a new cell each time it is reached.</summary>
public sealed record DeclareStatement(int Slot, string Name, TypeRef Type, Expression? Value) : Statement;

public sealed record ExpressionStatement(Expression Expression) : Statement;

public sealed record IfStatement(Expression Condition, Statement WhenTrue, Statement? WhenFalse) : Statement;

/// <summary><c>while</c> and <c>do</c>.</summary>
public sealed record WhileStatement(Expression Condition, Statement Body, bool TestsFirst) : Statement;

/// <summary><c>for</c>: its variables are one cell each for the whole loop.</summary>
public sealed record ForStatement(EquatableArray<Statement> Before, Expression? Condition, EquatableArray<Statement> After, Statement Body) : Statement;

/// <summary><c>foreach</c>: the target (<see cref="DeclarationExpression"/> or a tuple of them) gets new cells in each round.</summary>
public sealed record ForEachStatement(Expression Target, Expression Collection, Deconstruction? Parts, Statement Body) : Statement;

public sealed record SwitchStatement(Expression Value, EquatableArray<SwitchSection> Sections) : Statement;

/// <summary>Labels and what follows them; the default section has a label with a <see cref="DiscardPattern"/> and is tried last.</summary>
public sealed record SwitchSection(EquatableArray<SwitchLabel> Labels, EquatableArray<Statement> Statements) : Body;

public sealed record SwitchLabel(Pattern Pattern, Expression? Guard, bool IsDefault) : Body;

public sealed record ReturnStatement(Expression? Value) : Statement;

public sealed record BreakStatement : Statement;

public sealed record ContinueStatement : Statement;

/// <summary>A local function: visible in its whole block.</summary>
public sealed record LocalFunctionStatement(int Slot, string Name, EquatableArray<string> TypeParameters, EquatableArray<Parameter> Parameters, Statement Body) : Statement;
