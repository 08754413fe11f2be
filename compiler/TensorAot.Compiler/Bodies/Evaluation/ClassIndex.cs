using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>The declarations of a graph class, by id.</summary>
internal sealed class ClassIndex
{
    private readonly Dictionary<string, MethodDeclaration> _methods;
    private readonly Dictionary<string, TypeDeclaration> _types;
    private readonly Dictionary<string, (TypeDeclaration Type, FieldDeclaration Field)> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PropertyDeclaration> _properties = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _declaringTypes = new(StringComparer.Ordinal);

    public ClassIndex(GraphClass graphClass)
    {
        Class = graphClass;
        _methods = ById(graphClass.Methods, m => m.Id);
        _types = ById(graphClass.Types, t => t.Type.Name);
        foreach (TypeDeclaration type in graphClass.Types)
        {
            foreach (FieldDeclaration field in type.Fields)
            {
                _fields[field.Id] = (type, field);
                _declaringTypes[field.Id] = type.Type.Name;
            }
            foreach (PropertyDeclaration property in type.Properties)
                _properties[property.Id] = property;
        }
        foreach (MethodDeclaration method in graphClass.Methods)
            _declaringTypes[method.Id] = method.ContainingType.Name;
    }

    public GraphClass Class { get; }

    public MethodDeclaration? Method(string id) => _methods.TryGetValue(id, out MethodDeclaration? method) ? method : null;

    public TypeDeclaration? Type(TypeRef type) => _types.TryGetValue(type.Name, out TypeDeclaration? declaration) ? declaration : null;

    public FieldDeclaration? Field(string id) => _fields.TryGetValue(id, out (TypeDeclaration Type, FieldDeclaration Field) found) ? found.Field : null;

    /// <summary>The metadata name of the type that declares a method or an initialized field.</summary>
    public string? DeclaringType(string id) => _declaringTypes.TryGetValue(id, out string? type) ? type : null;

    public PropertyDeclaration? Property(string id) => _properties.TryGetValue(id, out PropertyDeclaration? property) ? property : null;

    public IEnumerable<MethodDeclaration> Constructors(TypeRef type) =>
        Class.Methods.Where(m => m.Name == ".ctor" && m.ContainingType.Name == type.Name && !m.IsStatic);

    /// <summary>A type and its bases in source, each without type parameters, the type itself first.</summary>
    public IEnumerable<(TypeDeclaration Declaration, TypeRef Closed)> Hierarchy(TypeRef closed)
    {
        for (TypeDeclaration? declaration = Type(closed); declaration is not null; declaration = Type(closed))
        {
            yield return (declaration, closed);
            if (declaration.Base is null)
                yield break;
            closed = TypeEnvironment.Of(declaration.Type, closed).Close(declaration.Base);
        }
    }

    /// <summary>The member that an object of a type answers a virtual or interface member with, or null.</summary>
    public string? Implementation(TypeRef closed, string member)
    {
        foreach ((TypeDeclaration declaration, _) in Hierarchy(closed))
            foreach (Implementation implementation in declaration.Implementations)
                if (implementation.Member == member)
                    return implementation.By;
        return null;
    }

    /// <summary>The declaring type of a member as objects of a type have it: <c>Base&lt;int&gt;</c> for <c>Derived : Base&lt;int&gt;</c>.</summary>
    public TypeRef? AsBase(TypeRef closed, string declaringType)
    {
        foreach ((TypeDeclaration declaration, TypeRef type) in Hierarchy(closed))
        {
            if (type.Name == declaringType)
                return type;
            foreach (TypeRef implemented in declaration.Interfaces)
                if (implemented.Name == declaringType)
                    return TypeEnvironment.Of(declaration.Type, type).Close(implemented);
        }
        return null;
    }

    /// <summary>Whether objects of a type in source are objects of another type.</summary>
    public bool IsSubtype(TypeRef closed, TypeRef target) => AsBase(closed, target.Name) is { } found && found.Arguments == target.Arguments;

    private static Dictionary<string, T> ById<T>(EquatableArray<T> items, Func<T, string> id)
    {
        var result = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T item in items)
            result[id(item)] = item;
        return result;
    }
}
