using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Compiler;
using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Reading;
using TensorAot.Generator.Tests.Models;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Reading;

/// <summary>The ten models lower, in any culture, without the host's files.</summary>
public class ModelTests
{
    [Test]
    public void TheModelsLowerWithoutDiagnostics()
    {
        var errors = Check.Run(Compilation());
        // Two functions of Mixed take a plain bool: a setting of the definition, for which the generated overloads have no place.
        Assert.That(errors.Select(d => d.Id + " " + d.GetMessage().Split('.')[0]), Is.EquivalentTo(new[]
        {
            "TAOT0008 The parameter deep is of type bool", "TAOT0008 The parameter c is of type bool",
        }));
    }

    [Test]
    public void EveryModelIsHandedOn()
    {
        var classes = new List<GraphClass>();
        Check.Run(Compilation(), compile: (model, _) =>
        {
            classes.Add(model);
            return new CompilationResult(null, []);
        });
        Assert.That(classes.Select(c => c.Header.Name), Is.EquivalentTo(ModelSources.Graphs));
        Assert.That(classes.SelectMany(c => c.Functions).Where(f => f.HasErrors).Select(f => f.Name), Is.EquivalentTo(new[] { "BuildTimeBranch", "BuildTimeChoice" }));
        Assert.That(classes.Single(c => c.Header.Name == "Mlp").Types.Select(t => t.Type.Name), Is.EqualTo(new[] { "Models.Adam`1", "Models.Dense", "Models.Mlp", "Models.Sgd" }));
    }

    [TestCase("tr-TR")]
    [TestCase("ar-SA")]
    [TestCase("de-DE")]
    public void CulturesMakeNoDifference(string culture)
    {
        const string text = """
            [TensorGraph] public static partial class Infinite
            {
                [Function] static Expr<double> I(Vector<double> ii) => 1234.5 * ii + $"{-1.5:F2}".Length + 3 / 2 * ii;
            }
            """;
        Lowering expected = Source.LowerAnything(Source.Compile(text));
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Lowering lowering = Source.LowerAnything(Source.Compile(text));
            Assert.That(lowering.Model, Is.EqualTo(expected.Model));
            Assert.That(lowering.Errors.Select(e => e.Message), Is.EqualTo(expected.Errors.Select(e => e.Message)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CSharpCompilation Compilation() => ModelSources.Compile().WithOptions(Source.Options);
}
