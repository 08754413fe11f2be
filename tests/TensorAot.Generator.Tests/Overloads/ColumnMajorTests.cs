using System.Text.RegularExpressions;
using TensorAot.Compiler.Bodies;
using TensorAot.Generator.Tests.Testing;

namespace TensorAot.Generator.Tests.Overloads;

/// <summary>The generated text with overloads over other packages: what is added, and that nothing else changes.</summary>
public class ColumnMajorTests
{
    private const string Class = """
        [TensorGraph] public partial class G
        {
            readonly Shared<double> _w = Shared.Zeros<double>(3, 3);
            [Function] static Expr<double> Curve(Matrix<double> x) => 1 / (1 + Exp(-x));
            [Function] static Expr<double> Product(Matrix<double> x, Matrix<double> y) => Dot(x, y) + Sum(x, axis: 0)[..1];
            [Function] Expr<double> Learn([Dims("n", 3)] Matrix<double> x, Vector<int> labels)
            {
                var cost = Mean(CrossEntropy(Dot(x, _w), labels));
                Update(_w, _w - Grad(cost, _w));
                return cost;
            }
            [Function] static Expr<double> Recur(Matrix<double> x, Matrix<double> w) => Sum(Scan((h, row) => Tanh(Dot(w, h) + row), x[0], x));
            [Function] static Expr<double> OfVector(Vector<double> x) => 2 * x;
        }
        """;

    private static readonly Lazy<string> s_plain = new(() => Text(OverloadKinds.None));
    private static readonly Lazy<string> s_all = new(() => Text(OverloadKinds.Tensors | OverloadKinds.MathNet));

    private static string Text(OverloadKinds kinds, bool onDevices = false) =>
        TensorAot.Compiler.Compilation.Compile(Source.Lower(Class) with { Overloads = kinds, OnDevices = onDevices }).Text!;

    /// <summary>The call frames by name.</summary>
    private static Dictionary<string, string> Frames(string text) =>
        Regex.Matches(text, @"^    file unsafe struct (\w+)\n    \{\n.*?^    \}\n", RegexOptions.Multiline | RegexOptions.Singleline).ToDictionary(m => m.Groups[1].Value, m => m.Value);

    /// <summary>The methods of the class, with their documentation.</summary>
    private static string[] Methods(string text) =>
        [.. Regex.Matches(text, @"^    /// <summary>.*?^    \}\n", RegexOptions.Multiline | RegexOptions.Singleline).Select(m => m.Value).Where(m => !m.Contains("void Prepare"))];

    [Test]
    public void WhatIsThereWithoutThemStaysAsItIs()
    {
        Dictionary<string, string> plain = Frames(s_plain.Value), all = Frames(s_all.Value);
        Assert.That(plain, Has.Count.EqualTo(5));
        foreach ((string name, string text) in plain)
            Assert.That(all[name], Is.EqualTo(text), name);
        Assert.That(Methods(s_plain.Value), Is.Not.Empty.And.SubsetOf(Methods(s_all.Value)));
        Assert.That(s_plain.Value, Does.Not.Contain("System.Numerics.Tensors").And.Not.Contain("MathNet"));
    }

    [Test]
    public void FunctionsOfMatricesAreCompiledOverTransposedOnes() => Assert.That(
        Frames(s_all.Value).Keys.Except(Frames(s_plain.Value).Keys), Is.EquivalentTo(new[] { "G_Curve_Columns", "G_Product_Columns", "G_Learn_Columns", "G_Recur_Columns" }));

    [Test]
    public void ElementwiseCodeDoesNotSeeTheTranspose()
    {
        Dictionary<string, string> frames = Frames(s_all.Value);
        static string Loop(string frame) => Regex.Match(frame, "private static void Loop0.*", RegexOptions.Singleline).Value;
        Assert.That(Loop(frames["G_Curve_Columns"].Replace("_Columns", "")), Is.EqualTo(Loop(frames["G_Curve"])));
        Assert.That(frames["G_Curve_Columns"], Does.Not.Contain("Workspace"));
    }

    [Test]
    public void AProductReadsItsOperandsTheOtherWayRound() =>
        Assert.That(Frames(s_all.Value)["G_Product_Columns"], Does.Not.Contain("Transpose"));

    [Test]
    public void OnDevicesThereIsOneCore() =>
        Assert.That(Frames(Text(OverloadKinds.MathNet, onDevices: true)).Keys.Where(n => n.EndsWith("_Columns", StringComparison.Ordinal)), Is.Empty);

    [Test]
    public void TheTextIsTheSameEveryTime() => Assert.That(Text(OverloadKinds.Tensors | OverloadKinds.MathNet), Is.EqualTo(s_all.Value));
}
