namespace TensorAot.Compiler.Bodies;

/// <summary>
/// A node of a lowered body: what the reader keeps of C#'s <c>IOperation</c> tree. It holds no symbols and no positions, compares by
/// value, and can be written to bytes. Members are named by documentation id (<c>M:Ns.Type.Method(System.Int32)</c>).
/// </summary>
public abstract record Body
{
    /// <summary>
    /// The node's number in its method, counted as lowering visits it. An error names (method, site); the generator's source map
    /// turns that into a position in a step of its own, so that moving code recompiles nothing.
    /// </summary>
    public int Site { get; init; }
}

/// <summary>A type as bodies write it.</summary>
/// <param name="Name">
/// The metadata name with its namespace (<c>TensorAot.Expr`1</c>, <c>System.Int32</c>, nested types with <c>+</c>); <c>[]</c>, <c>[,]</c>
/// for arrays with the element type as the only argument; the parameter's name for a type parameter.
/// </param>
/// <param name="Arguments">Type arguments, those of containing types first.</param>
/// <param name="IsParameter">Whether this is a type parameter, to be looked up in the type environment of the call.</param>
public sealed record TypeRef(string Name, Support.EquatableArray<TypeRef> Arguments = default, bool IsParameter = false)
{
    /// <summary>Whether values of the type are value types; needed for <c>default</c> and for copying.</summary>
    public bool IsValueType { get; init; }

    public override string ToString() => Arguments.Count == 0 ? Name : $"{Name}<{string.Join(", ", Arguments)}>";
}

/// <summary>A field, property or method.</summary>
/// <param name="Id">The documentation id of the original definition.</param>
/// <param name="Name">The simple name.</param>
/// <param name="ContainingType">The (constructed) type it belongs to.</param>
/// <param name="TypeArguments">The method's own type arguments.</param>
public sealed record MemberRef(string Id, string Name, TypeRef ContainingType, Support.EquatableArray<TypeRef> TypeArguments = default);
