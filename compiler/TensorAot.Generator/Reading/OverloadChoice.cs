using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;

namespace TensorAot.Generator.Reading;

/// <summary>Which overloads a project gets: what it references and uses, and what it says in the property TensorAotOverloads.</summary>
internal static class OverloadChoice
{
    private const string Tensors = "System.Numerics.Tensors";
    private const string MathNet = "MathNet.Numerics";
    private const string Algebra = "MathNet.Numerics.LinearAlgebra";

    private static readonly ConditionalWeakTable<SyntaxTree, StrongBox<bool>> s_uses = new();

    /// <summary>What the compilation knows.</summary>
    /// <param name="Referenced">The overloads whose types are referenced.</param>
    /// <param name="UsesMathNet">Whether a file has a using directive for the matrices of MathNet.Numerics, which every project that uses TensorAot references through it.</param>
    public readonly record struct Facts(OverloadKinds Referenced, bool UsesMathNet);

    /// <summary>Looks at the references, and at the using directives of trees that are new.</summary>
    public static Facts Of(Compilation compilation, CancellationToken cancellation)
    {
        OverloadKinds referenced = OverloadKinds.None;
        foreach (AssemblyIdentity assembly in compilation.ReferencedAssemblyNames)
        {
            // In version 9 the types were experimental and others.
            if (assembly.Name == Tensors && assembly.Version.Major >= 10)
                referenced |= OverloadKinds.Tensors;
            else if (assembly.Name == MathNet && assembly.Version.Major >= 5)
                referenced |= OverloadKinds.MathNet;
        }
        return new Facts(referenced, referenced.HasFlag(OverloadKinds.MathNet) && compilation.SyntaxTrees.Any(tree => UsesMathNet(tree, cancellation)));
    }

    /// <summary>What a project gets, by the facts unless the property says otherwise: <c>none</c>, or a list of <c>tensors</c> and <c>mathnet</c>.</summary>
    public static OverloadKinds Choose(Facts facts, string? property)
    {
        if (string.IsNullOrWhiteSpace(property) || property!.Trim().Equals("auto", StringComparison.OrdinalIgnoreCase))
            return facts.UsesMathNet ? facts.Referenced : facts.Referenced & ~OverloadKinds.MathNet;
        OverloadKinds wanted = OverloadKinds.None;
        foreach (string word in property.Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries))
            wanted |= word.ToLowerInvariant() switch { "tensors" => OverloadKinds.Tensors, "mathnet" => OverloadKinds.MathNet, _ => OverloadKinds.None };
        return facts.Referenced & wanted;
    }

    private static bool UsesMathNet(SyntaxTree tree, CancellationToken cancellation)
    {
        if (!s_uses.TryGetValue(tree, out StrongBox<bool>? uses))
        {
            bool found = tree.GetRoot(cancellation) is CompilationUnitSyntax root && (root.Usings.Any(IsMathNet) || HasUsing(root.Members));
            uses = s_uses.GetValue(tree, _ => new StrongBox<bool>(found));
        }
        return uses.Value;
    }

    private static bool HasUsing(SyntaxList<MemberDeclarationSyntax> members) =>
        members.OfType<BaseNamespaceDeclarationSyntax>().Any(n => n.Usings.Any(IsMathNet) || HasUsing(n.Members));

    private static bool IsMathNet(UsingDirectiveSyntax directive)
    {
        string name = directive.NamespaceOrType.ToString();
        name = name.StartsWith("global::", StringComparison.Ordinal) ? name.Substring("global::".Length) : name;
        return name == Algebra || name.StartsWith(Algebra + ".", StringComparison.Ordinal);
    }
}
