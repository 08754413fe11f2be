using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TensorAot.Generate.Device;

/// <summary>Prints a table of constants, in C# a property <c>ReadOnlySpan&lt;double&gt; Name => [...]</c>, as an array.</summary>
internal sealed class TablePrinter(ScalarSources sources, DeviceWriter text)
{
    /// <summary>The declaration of the array.</summary>
    /// <param name="table">The property.</param>
    /// <param name="user">Where it is used.</param>
    /// <exception cref="UntranslatableException">It is no such property.</exception>
    public void Print(IPropertySymbol table, SyntaxNode user)
    {
        SeparatedSyntaxList<CollectionElementSyntax> elements = Elements(table, user);
        ITypeSymbol element = ((INamedTypeSymbol)table.Type).TypeArguments[0];
        text.Line("");
        text.Line($"static __device__ const {DeviceNames.Type(element, user)} {DeviceNames.Table(table)}[{elements.Count}] = {{");
        foreach (CollectionElementSyntax each in elements)
            text.Line($"    {Constant(each, element)}{(each == elements[^1] ? "" : ",")}");
        text.Line("};");
    }

    /// <summary>The elements of a table.</summary>
    /// <exception cref="UntranslatableException">It is no table.</exception>
    public static SeparatedSyntaxList<CollectionElementSyntax> Elements(IPropertySymbol table, SyntaxNode user) =>
        table.Type is INamedTypeSymbol { Name: "ReadOnlySpan", TypeArguments.Length: 1 } && table.DeclaringSyntaxReferences is [var declaration]
            && declaration.GetSyntax() is PropertyDeclarationSyntax { ExpressionBody.Expression: CollectionExpressionSyntax values }
            ? values.Elements
            : throw new UntranslatableException(user, $"{table.Name} is no table of constants, a ReadOnlySpan<double> of its elements");

    private string Constant(CollectionElementSyntax element, ITypeSymbol type) =>
        element is ExpressionElementSyntax { Expression: var value } && sources.Model(value).GetConstantValue(value) is { HasValue: true, Value: { } constant }
            ? ExpressionPrinter.Constant(constant, type, element)
            : throw new UntranslatableException(element, "an element of a table is a constant");
}
