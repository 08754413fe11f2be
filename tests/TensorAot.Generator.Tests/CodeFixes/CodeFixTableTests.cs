using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using TensorAot.CodeFixes;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.CodeFixes;

/// <summary>Code fixes serve rules that exist, and the pages of these rules say so.</summary>
public class CodeFixTableTests
{
    private static readonly CodeFixProvider[] s_fixes =
        [.. typeof(PartialFix).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && typeof(CodeFixProvider).IsAssignableFrom(t)).Select(t => (CodeFixProvider)Activator.CreateInstance(t)!)];

    private static string[] Served => [.. s_fixes.SelectMany(f => f.FixableDiagnosticIds).Distinct()];

    [Test]
    public void ThereAreTenWhichEditorsFind()
    {
        Assert.That(s_fixes, Has.Length.EqualTo(10));
        Assert.That(s_fixes.Select(f => f.GetType()), Has.All.Matches<Type>(t =>
            t.IsPublic && t.GetCustomAttribute<ExportCodeFixProviderAttribute>() is { } export && export.Name == t.Name && export.Languages.Contains("C#")));
        Assert.That(s_fixes.Select(f => f.GetFixAllProvider()), Has.None.Null);
    }

    [Test]
    public void TheyServeRulesThatExist() => Assert.That(Served, Is.SubsetOf(DiagnosticRules.All.Select(r => r.Id)));

    [Test]
    public void ThePagesOfTheseRulesAndNoOthersNameAFix() => Assert.That(
        DiagnosticRules.All.Select(r => r.Id).Where(id => File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics", id + ".md")).Contains("\n**Code fix.** ", StringComparison.Ordinal)),
        Is.EquivalentTo(Served));

    [Test]
    public void EachFixHasATest()
    {
        string tests = string.Join("\n", Directory.GetFiles(Path.Combine(Repository.Root, "tests", "TensorAot.Generator.Tests", "CodeFixes"), "*.cs").Select(File.ReadAllText));
        foreach (CodeFixProvider fix in s_fixes)
        {
            Assert.That(tests, Does.Contain($"FixCheck.Becomes<{fix.GetType().Name}>"));
            foreach (string id in fix.FixableDiagnosticIds)
                Assert.That(tests, Does.Contain($"\"{id}\""));
        }
    }
}
