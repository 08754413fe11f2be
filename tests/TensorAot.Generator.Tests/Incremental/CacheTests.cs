using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Generator.Reading;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Incremental;

/// <summary>When reading is remembered and when it is done again.</summary>
public class CacheTests
{
    private const string Graph = "[TensorGraph] public static partial class G { [Function] static Expr<float> F(Vector<float> x) => Helper.Twice(x) * Sizes.N; }";
    private const string Helper = "static class Helper { public static Expr<float> Twice(Expr<float> x) => x + x; }";
    private const string Sizes = "static class Sizes { public const int N = 3; static int M() { return 1; } }";

    [TestCase(2, "return 1", "return 2", true, TestName = "a body that was not read")]
    [TestCase(2, "static int M", "/* m */ static int M", true, TestName = "a comment where nothing was read")]
    [TestCase(2, "N = 3", "N = 4", false, TestName = "a constant")]
    [TestCase(2, "int M()", "long M()", false, TestName = "a declaration")]
    [TestCase(1, "x + x", "x * x", false, TestName = "a helper that was read")]
    [TestCase(0, "* Sizes", "/ Sizes", false, TestName = "the class itself")]
    public void AnEdit(int file, string old, string now, bool isRemembered)
    {
        CSharpCompilation before = Source.Compile(Graph, Helper, Sizes);
        Lowering first = Read(before);
        SyntaxTree tree = before.SyntaxTrees[file];
        CSharpCompilation after = before.ReplaceSyntaxTree(tree, Source.Parse(tree.ToString()[tree.ToString().IndexOf(file == 0 ? "[Tensor" : "static class", StringComparison.Ordinal)..].Replace(old, now), file));
        Assert.That(ReferenceEquals(Read(after), first), Is.EqualTo(isRemembered));
    }

    [Test]
    public void AnEditFollowedByAnother()
    {
        CSharpCompilation compilation = Source.Compile(Graph, Helper, Sizes);
        Lowering first = Read(compilation);
        for (int i = 0; i < 3; i++)
        {
            compilation = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[2], Source.Parse(Sizes.Replace("return 1", "return " + i), 2));
            Assert.That(Read(compilation), Is.SameAs(first));
        }
    }

    [Test]
    public void AnAddedFileOptionOrReferenceIsReadAgain()
    {
        CSharpCompilation before = Source.Compile(Graph, Helper, Sizes);
        Lowering first = Read(before);
        Assert.That(Read(before.Clone()), Is.SameAs(first));
        Assert.That(Read(before.AddSyntaxTrees(Source.Parse("", 3))), Is.Not.SameAs(first));
        Assert.That(Read(before.WithOptions(before.Options.WithAllowUnsafe(false))), Is.Not.SameAs(first));
        Assert.That(Read(before.WithReferences(before.References.Reverse())), Is.Not.SameAs(first));
    }

    [Test]
    public void ATreeThatIsGoneTakesItsResultAlong()
    {
        WeakReference result = ReadAndForget();
        for (int i = 0; i < 5 && result.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.That(result.IsAlive, Is.False);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference ReadAndForget() => new(Read(Source.Compile(Graph, Helper, Sizes)));

    private static Lowering Read(CSharpCompilation compilation)
    {
        SyntaxTree tree = compilation.SyntaxTrees[0];
        TypeDeclarationSyntax syntax = tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>().First();
        return LoweringCache.ReadClass(compilation.GetSemanticModel(tree).GetDeclaredSymbol(syntax)!, syntax, compilation, CancellationToken.None);
    }
}
