using Microsoft.CodeAnalysis;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Generator.Reading;

/// <summary>What a unit stands for.</summary>
internal enum UnitKind
{
    /// <summary>The body of a method, constructor or accessor.</summary>
    Method,

    /// <summary>The initializer of a field or auto-property.</summary>
    Initializer,

    /// <summary>The making of an object: the initializers of a type and of its bases.</summary>
    Instance,

    /// <summary>A virtual or interface member: whatever answers it.</summary>
    Virtual,

    /// <summary>A type of another assembly that carries its graph code.</summary>
    Library,
}

/// <summary>Something that is read on its own, and what it uses: so that an error is charged to the functions that reach it and to no others.</summary>
internal sealed class Unit(UnitKind kind, ISymbol symbol)
{
    public UnitKind Kind { get; } = kind;

    public ISymbol Symbol { get; } = symbol;

    public string Id { get; } = References.Id(symbol);

    /// <summary>What it calls, makes or reads.</summary>
    public HashSet<Unit> Uses { get; } = [];

    public List<ReadError> Errors { get; } = [];

    /// <summary>Whether C# itself finds errors in it: then it is C# that reports.</summary>
    public bool IsBroken { get; set; }

    public bool HasErrors => IsBroken || Errors.Exists(e => e.Rule.Severity == Severity.Error);

    /// <summary>The lowered method of a <see cref="UnitKind.Method"/>.</summary>
    public MethodDeclaration? Method { get; set; }

    /// <summary>The lowered value of a <see cref="UnitKind.Initializer"/>.</summary>
    public Expression? Initializer { get; set; }

    /// <summary>What the other assembly carries, of a <see cref="UnitKind.Library"/>.</summary>
    public GraphCode? Code { get; set; }

    /// <summary>The unit and everything it uses, directly or not.</summary>
    public HashSet<Unit> Reached()
    {
        var reached = new HashSet<Unit> { this };
        var pending = new Stack<Unit>(reached);
        while (pending.Count > 0)
            foreach (Unit next in pending.Pop().Uses)
                if (reached.Add(next))
                    pending.Push(next);
        return reached;
    }
}
