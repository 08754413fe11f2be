using System.Collections;
using System.Reflection;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Serialization;

/// <summary>A member of a record of the form.</summary>
/// <param name="Property">The property.</param>
/// <param name="Type">Its type, without <c>Nullable&lt;T&gt;</c>.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal sealed record SchemaMember(PropertyInfo Property, Type Type, bool IsNullable);

/// <summary>How a record of the form is taken apart and made again: the parameters of its constructor, then its init properties.</summary>
internal sealed record SchemaRecord(ConstructorInfo Constructor, IReadOnlyList<SchemaMember> Parameters, IReadOnlyList<SchemaMember> Properties)
{
    public IEnumerable<SchemaMember> Members => Parameters.Concat(Properties);
}

/// <summary>
/// The records of the form, taken from their declarations, so that a new node needs no code here. The bytes begin with a fingerprint
/// of the whole schema: what another version of the form wrote is refused, never misread.
/// </summary>
internal static class BodySchema
{
    private static readonly Dictionary<Type, SchemaRecord> s_records = Types().ToDictionary(t => t, Describe);

    /// <summary>The concrete records, in the order of their tags.</summary>
    public static IReadOnlyList<Type> Tags { get; } = [.. s_records.Keys.OrderBy(t => t.Name, StringComparer.Ordinal)];

    public static IReadOnlyDictionary<Type, int> TagOf { get; } = Tags.Select((type, tag) => (type, tag)).ToDictionary(p => p.type, p => p.tag);

    /// <summary>A hash of every type's and member's name and type.</summary>
    public static uint Fingerprint { get; } = ComputeFingerprint();

    public static SchemaRecord Of(Type type) => s_records[type];

    public static bool IsRecord(Type type) => s_records.ContainsKey(type) || typeof(Body).IsAssignableFrom(type);

    /// <summary>The element type of an <see cref="EquatableArray{T}"/>, or null.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>An <see cref="EquatableArray{T}"/> of elements that are known as objects.</summary>
    public static object NewArray(Type element, IReadOnlyList<object?> items) =>
        s_newArray.MakeGenericMethod(element).Invoke(null, [items])!;

    private static readonly MethodInfo s_newArray =
        typeof(BodySchema).GetMethod(nameof(NewArrayOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    private static EquatableArray<T> NewArrayOf<T>(IEnumerable items) => items.Cast<T>().ToEquatableArray();

    private static IEnumerable<Type> Types() => typeof(Body).Assembly.GetTypes().Where(t =>
        !t.IsAbstract && t.Namespace == typeof(Body).Namespace
        && (typeof(Body).IsAssignableFrom(t) || t == typeof(TypeRef) || t == typeof(MemberRef) || t == typeof(GraphClass) || t == typeof(ClassHeader) || t == typeof(GraphCode)));

    private static SchemaRecord Describe(Type type)
    {
        ConstructorInfo constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        ParameterInfo[] parameters = constructor.GetParameters();
        PropertyInfo[] properties = [.. type.GetProperties().Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)];
        return new SchemaRecord(
            constructor,
            [.. parameters.Select(p => Member(properties.First(q => q.Name == p.Name)))],
            [.. properties.Where(p => parameters.All(q => q.Name != p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal).Select(Member)]);
    }

    private static SchemaMember Member(PropertyInfo property)
    {
        Type? underlying = Nullable.GetUnderlyingType(property.PropertyType);
        return new SchemaMember(property, underlying ?? property.PropertyType, underlying is not null || IsNullableReference(property));
    }

    /// <summary>Whether the compiler noted the property's type as <c>T?</c>: the attribute on it, else the context of its type.</summary>
    private static bool IsNullableReference(PropertyInfo property)
    {
        if (property.PropertyType.IsValueType)
            return false;
        IEnumerable<(MemberInfo Member, string Attribute)> places =
        [
            (property, "NullableAttribute"),
            (property.GetMethod!, "NullableContextAttribute"),
            (property.DeclaringType!, "NullableContextAttribute"),
        ];
        foreach ((MemberInfo member, string attribute) in places)
            if (member.CustomAttributes.FirstOrDefault(a => a.AttributeType.Name == attribute) is { } found)
                return found.ConstructorArguments[0].Value switch
                {
                    byte flag => flag == 2,
                    IReadOnlyList<CustomAttributeTypedArgument> flags => (byte)flags[0].Value! == 2,
                    _ => false,
                };
        return false;
    }

    private static uint ComputeFingerprint()
    {
        uint hash = 2166136261;
        foreach (Type type in Tags)
            foreach (string text in Of(type).Members.Select(m => $"{m.Property.Name}:{m.Type}:{m.IsNullable}").Prepend(type.Name))
                foreach (char c in text)
                    hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
