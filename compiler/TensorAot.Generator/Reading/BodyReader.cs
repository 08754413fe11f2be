using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>
/// Lowers the <see cref="IOperation"/> tree of one body into the symbol-free form. It is a whitelist: an operation without a case here
/// is a diagnostic on its span that says what to write instead. One part of the class for each family of operations.
/// </summary>
internal sealed partial class BodyReader
{
    /// <summary>Later stages walk the form recursively, on the stack of the compiler host.</summary>
    private const int MaxDepth = 300;

    private readonly Unit _unit;
    private readonly SourceMap.MemberMap _map;
    private readonly Dictionary<ISymbol, int> _slots = new(SymbolEqualityComparer.Default);
    private int _unnamedSlots;
    private int _depth;
    private bool _isTooDeep;

    private BodyReader(Reach reach, Unit unit, SyntaxTree tree, TextSpan name)
    {
        Reach = reach;
        Model = reach.Model(tree);
        _unit = unit;
        _map = reach.Map.Add(unit.Id, tree, name);
    }

    public Reach Reach { get; }

    public SemanticModel Model { get; }

    /// <summary>A reader for the body of a unit that stands in a tree under a name.</summary>
    public static BodyReader Start(Reach reach, Unit unit, SyntaxTree tree, TextSpan name) => new(reach, unit, tree, name);

    /// <summary>Lowers an operation that has a value.</summary>
    public Expression Expression(IOperation operation)
    {
        int site = Mark(operation.Syntax);
        _depth++;
        Expression expression = _depth <= MaxDepth ? ReadExpression(operation) : TooDeep(operation);
        _depth--;
        return expression.Site != 0 ? expression : expression with { Site = site, Source = Source(expression, operation) };
    }

    /// <summary>Lowers an operation that is carried out.</summary>
    public Statement Statement(IOperation operation)
    {
        Statement[] statements = [.. Statements(operation)];
        return statements.Length == 1 ? statements[0] : new BlockStatement(statements) { Site = Mark(operation.Syntax) };
    }

    /// <summary>A parameter with its slot.</summary>
    public Parameter Parameter(IParameterSymbol parameter)
    {
        SyntaxNode? syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(Reach.Cancellation);
        int site = syntax is null || syntax.SyntaxTree != _map.Tree ? 0 : Mark(syntax);
        return new Parameter(parameter.Name, Slot(parameter), Type(parameter.Type)) { Site = site };
    }

    /// <summary>Reports what a method's signature has that graph code has not.</summary>
    public void CheckSignature(IMethodSymbol method, SyntaxToken name)
    {
        if (method.IsAsync)
            Add(ReadError.At(name, DiagnosticRules.NotGraphCode, "An async method", "make it an ordinary method: nothing is waited for"));
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            Add(ReadError.At(name, DiagnosticRules.NotGraphCode, "A reference as a result", "return the value"));
        if (IsFunction(method) || method.Name == "Deconstruct")
            return;
        foreach (IParameterSymbol parameter in method.Parameters)
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
                Add(ReadError.At(parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { } syntax ? Members.Name(syntax) : name,
                    DiagnosticRules.NotGraphCode, "A parameter passed by reference", "return the new value, in a tuple if there are several"));
    }

    private int Mark(SyntaxNode syntax) => _map.Mark(syntax.Span);

    private int Slot(ISymbol symbol)
    {
        if (!_slots.TryGetValue(symbol, out int slot))
            _slots[symbol] = slot = _slots.Count + _unnamedSlots;
        return slot;
    }

    /// <summary>A variable that the source does not name.</summary>
    private int NewSlot() => _slots.Count + _unnamedSlots++;

    private TypeRef Type(ITypeSymbol? type)
    {
        if (type is null or { TypeKind: TypeKind.Error })
        {
            _unit.IsBroken |= type is not null;
            return new TypeRef("System.Void");
        }
        return Reach.References.Type(type);
    }

    private void Use(Unit? unit)
    {
        if (unit is not null)
            _unit.Uses.Add(unit);
    }

    private void Add(ReadError error) => _unit.Errors.Add(error);

    private DefaultExpression Report(IOperation operation, DiagnosticRule rule, params object[] arguments)
    {
        Add(new ReadError(rule, operation.Syntax.SyntaxTree, Unsupported.Span(operation.Syntax), rule.Format(arguments)));
        return new DefaultExpression { Type = Type(operation.Type) };
    }

    /// <summary>One error is enough for all the branches that are too deep.</summary>
    private DefaultExpression TooDeep(IOperation operation)
    {
        bool isKnown = _isTooDeep;
        _isTooDeep = true;
        return isKnown ? new DefaultExpression { Type = Type(operation.Type) } : Report(operation, DiagnosticRules.TooDeeplyNested, MaxDepth);
    }

    private DefaultExpression Reject(IOperation operation, string what, string instead) =>
        Report(operation, DiagnosticRules.NotGraphCode, what, instead);

    /// <summary>The default of the whitelist.</summary>
    private DefaultExpression Reject(IOperation operation)
    {
        if (operation.Kind == OperationKind.Invalid)
            return Broken(operation);
        (string what, string instead) = Unsupported.Describe(operation);
        return Reject(operation, what, instead);
    }

    /// <summary>
    /// Something that does not compile: C# reports it. Only a call that compiles once the overloads are generated is ours to report.
    /// </summary>
    private DefaultExpression Broken(IOperation operation)
    {
        _unit.IsBroken = true;
        foreach (IOperation part in operation.DescendantsAndSelf())
            if (part is { Kind: OperationKind.Invalid, Syntax: InvocationExpressionSyntax call }
                && Model.GetSymbolInfo(call, Reach.Cancellation).CandidateSymbols.FirstOrDefault(IsFunction) is { } function)
                Add(ReadError.At(call, DiagnosticRules.GeneratedOverloadCalled, function.Name));
        return new DefaultExpression { Type = new TypeRef("System.Void") };
    }

    private static bool IsFunction(ISymbol symbol) => Language.Attribute(symbol, Language.FunctionAttribute) is not null;

    private static string? Source(Expression expression, IOperation operation) =>
        expression is CallExpression or PropertyExpression or UnaryExpression or BinaryExpression or InvokeExpression
            or ConvertExpression { Kind: ConversionKind.User } or FieldExpression or CompoundAssignExpression or IncrementExpression
            or LocalFunctionCallExpression
        && Language.HoldsTensor(operation.Type)
            ? ExpressionText.Of(operation.Syntax)
            : null;
}
