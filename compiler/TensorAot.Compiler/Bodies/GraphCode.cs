using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>What a library carries of a type marked <c>[GraphCode]</c>: its declaration and bodies, and those that only it uses.</summary>
/// <param name="Type">The type's metadata name.</param>
/// <param name="Id">The type's documentation id.</param>
/// <param name="Types">The type, its nested types and the unmarked types of the library that they use.</param>
/// <param name="Methods">Their methods, constructors and accessors; an error inside is reported at the user's call.</param>
/// <param name="Needs">The documentation ids of the other marked types that they use.</param>
public sealed record GraphCode(string Type, string Id, EquatableArray<TypeDeclaration> Types, EquatableArray<MethodDeclaration> Methods, EquatableArray<string> Needs)
{
    /// <summary>
    /// One declaration for each type: an unmarked type comes with the members that each marked one uses of it.
    /// </summary>
    public static IEnumerable<TypeDeclaration> Merge(IEnumerable<TypeDeclaration> types) => types.GroupBy(t => t.Type.Name).Select(g => g.Distinct().Aggregate(Merge));

    private static TypeDeclaration Merge(TypeDeclaration a, TypeDeclaration b) => a with
    {
        Fields = a.Fields.Concat(b.Fields).GroupBy(f => f.Id).Select(g => g.FirstOrDefault(f => f.Initializer is not null) ?? g.First()).ToEquatableArray(),
        Implementations = a.Implementations.Concat(b.Implementations).Distinct().ToEquatableArray(),
    };
}
