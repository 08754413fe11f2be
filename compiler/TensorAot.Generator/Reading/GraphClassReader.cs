using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

/// <summary>Reads a class marked <c>[TensorGraph]</c>: its declaration, its functions, and everything in source that they reach.</summary>
internal sealed class GraphClassReader
{
    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _syntax;
    private readonly Reach _reach;
    private readonly List<ReadError> _errors = [];

    private GraphClassReader(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Reach reach)
    {
        _type = type;
        _syntax = syntax;
        _reach = reach;
    }

    /// <summary>Lowers a class.</summary>
    /// <param name="type">The class.</param>
    /// <param name="syntax">The declaration that bears the attribute.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="trees">The trees that were looked into.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static Lowering Read(
        INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation, out HashSet<SyntaxTree> trees, CancellationToken cancellation) =>
        ReadingRun.Read(type, syntax, compilation, reach => new GraphClassReader(type, syntax, reach).Read(), out trees, cancellation);

    private Lowering Read()
    {
        bool hasHome = Declarations.CheckHome(_type, _syntax, _errors);
        bool canCompile = Declarations.CheckProject(_type, _syntax, _reach.Compilation, _errors);
        Declarations.CheckState(_type, _errors);

        Function[] functions = [.. Functions.Of(_type).Select(m => new Function(m, _reach.Method(m)))];
        foreach (Function function in functions)
            Functions.Check(function, _errors, _reach.Cancellation);
        EquatableArray<SignatureDeclaration> signatures = Signatures.Read(_type, [.. functions.Select(f => f.Method.Name)], _reach, _errors);
        IEnumerable<Unit> state = AskForState();
        _reach.Run();

        var all = new HashSet<Unit>(state.SelectMany(u => u.Reached()));
        FunctionDeclaration[] declared = new FunctionDeclaration[functions.Length];
        for (int i = 0; i < functions.Length; i++)
        {
            HashSet<Unit> reached = functions[i].Unit?.Reached() ?? [];
            reached.UnionWith(_type.IsStatic ? [] : state.SelectMany(u => u.Reached()));
            bool failed = !canCompile || functions[i].HasErrors || functions[i].Unit is null || reached.Any(u => u.HasErrors);
            if (!failed)
                all.UnionWith(reached);
            declared[i] = Functions.Declare(functions[i], _type, _reach, failed);
        }
        return new Lowering(hasHome ? Assemble(declared, all) with { Signatures = signatures } : null, _reach.Map, Ordered());
    }

    /// <summary>What makes an instance of the class: every function starts from it.</summary>
    private List<Unit> AskForState()
    {
        var state = new List<Unit>();
        if (_type.IsStatic)
        {
            _reach.Type(_type);
            return state;
        }
        state.Add(_reach.Instance(_type)!);
        state.AddRange(_type.InstanceConstructors.Select(_reach.Method).OfType<Unit>());
        return state;
    }

    private GraphClass Assemble(FunctionDeclaration[] functions, HashSet<Unit> units)
    {
        GraphCode[] carried = [.. units.Select(u => u.Code).OfType<GraphCode>()];
        IEnumerable<MethodDeclaration> methods = units.Select(u => u.Method).OfType<MethodDeclaration>()
            .Concat(carried.SelectMany(c => c.Methods).GroupBy(m => m.Id).Select(g => g.First()))
            .OrderBy(m => m.Id, StringComparer.Ordinal);
        IEnumerable<TypeDeclaration> types = new TypeDeclarations(_reach, _type, units).All()
            .Concat(GraphCode.Merge(carried.SelectMany(c => c.Types)))
            .OrderBy(t => t.Type.Name, StringComparer.Ordinal);
        return new GraphClass(
            _reach.References.Type(_type), Declarations.Header(_type), functions,
            types.ToEquatableArray(), methods.ToEquatableArray());
    }

    private ImmutableArray<ReadError> Ordered()
    {
        _errors.AddRange(_reach.Units.SelectMany(u => u.Errors));
        return [.. _errors
            .OrderBy(e => e.Tree.FilePath, StringComparer.Ordinal)
            .ThenBy(e => e.Span.Start)
            .ThenBy(e => e.Rule.Id, StringComparer.Ordinal)];
    }
}
