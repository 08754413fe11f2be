using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>What the type parameters in scope stand for.</summary>
internal sealed class TypeEnvironment
{
    private readonly Dictionary<string, TypeRef> _types;

    private TypeEnvironment(Dictionary<string, TypeRef> types) => _types = types;

    public static TypeEnvironment Empty { get; } = new([]);

    /// <summary>These and further parameters; later ones hide earlier ones of the same name.</summary>
    public TypeEnvironment With(IEnumerable<string> parameters, IReadOnlyList<TypeRef> arguments)
    {
        var types = new Dictionary<string, TypeRef>(_types, StringComparer.Ordinal);
        int i = 0;
        foreach (string parameter in parameters)
            if (i < arguments.Count)
                types[parameter] = arguments[i++];
        return new TypeEnvironment(types);
    }

    /// <summary>The environment of a type's members: its declaration's parameters stand for the arguments of <paramref name="closed"/>.</summary>
    public static TypeEnvironment Of(TypeRef declaration, TypeRef closed) =>
        declaration.Arguments.Count == 0 ? Empty : Empty.With(declaration.Arguments.Select(a => a.Name), closed.Arguments);

    /// <summary>A type with what the parameters stand for put in.</summary>
    public TypeRef Close(TypeRef type)
    {
        if (type.IsParameter)
            return _types.TryGetValue(type.Name, out TypeRef? value) ? value : type;
        return type.Arguments.Count == 0 || _types.Count == 0
            ? type
            : type with { Arguments = type.Arguments.Select(Close).ToEquatableArray() };
    }

    public EquatableArray<TypeRef> Close(EquatableArray<TypeRef> types) =>
        types.Count == 0 ? types : types.Select(Close).ToEquatableArray();

    public MemberRef Close(MemberRef member) =>
        member with { ContainingType = Close(member.ContainingType), TypeArguments = Close(member.TypeArguments) };
}
