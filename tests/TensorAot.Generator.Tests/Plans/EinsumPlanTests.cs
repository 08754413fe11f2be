using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Tests.Plans;

/// <summary>
/// Einsum becomes products of matrices where it is one: nothing runs over all subscripts at once besides them, and where there is none
/// to make, the sum is one loop that stores nothing. Every size is another prime, so that a count of elements says which axes it has.
/// </summary>
public class EinsumPlanTests
{
    /// <summary>The letters of the cases and their sizes; z is what an ellipsis stands for.</summary>
    private static readonly Dictionary<char, int> s_sizes = "abcdehijklqsz".Zip([2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41]).ToDictionary(p => p.First, p => p.Second);

    [TestCase("ij,jk->ik", 1, 0)]
    [TestCase("ij,kj->ik", 1, 0)]
    [TestCase("ji,jk->ik", 1, 0)]
    [TestCase("ji,kj->ik", 1, 0)]
    [TestCase("ij,jk->ki", 1, 0)]
    [TestCase("ij,j->i", 1, 0)]
    [TestCase("i,ij->j", 1, 0)]
    [TestCase("i,i->", 1, 0)]
    [TestCase("ij,ij->", 1, 0)]
    [TestCase("i,ij,j->", 2, 1)]
    [TestCase("ij,jk,kl->il", 2, 1)]
    [TestCase("ij,jk,kl,l->i", 3, 2)]
    [TestCase("bij,bjk->bik", 1, 0)]
    [TestCase("bij,bkj->bik", 1, 0)]
    [TestCase("bji,bjk->bki", 1, 0)]
    [TestCase("jb,jk->bk", 1, 0)]
    [TestCase("bhqd,bhkd->bhqk", 1, 0)]
    [TestCase("bqhd,bkhd->bhqk", 1, 0)]
    [TestCase("bhqk,bkhd->bqhd", 1, 1)]
    [TestCase("...ij,...jk->...ik", 1, 0)]
    [TestCase("ijk,jkl->il", 1, 0)]
    [TestCase("ijk,kl->ijl", 1, 1)]
    [TestCase("bij,jk->bik", 1, 1)]
    [TestCase("ij,bjk->bik", 1, 2)]
    [TestCase("abcd,cdae->be", 1, 2)]
    [TestCase("ijkl,jl->ik", 1, 2)]
    [TestCase("bi,bij->bj", 1, 1)]
    [TestCase("bi,bij,bj->b", 1, 1)]
    [TestCase("ai,bi,ci->abc", 1, 2)]
    [TestCase("ijs,jk->ik", 1, 1)]
    [TestCase("ij,jks->ik", 1, 1)]
    [TestCase("ij,kj->", 1, 2)]
    [TestCase("iij,jk->ik", 1, 0)]
    [TestCase("iji,jk->ik", 1, 0)]
    [TestCase("iij,jk->k", 1, 1)]
    [TestCase("bii,bij->bj", 1, 1)]
    public void IsAProduct(string subscripts, int products, int stored)
    {
        Plan plan = PlanOf(subscripts);
        long all = Volume(subscripts);
        // An operand that has every letter itself may be copied, never a product of two.
        long limit = Terms(subscripts).Any(t => Volume(t) == all) ? all : all - 1;
        Assert.Multiple(() =>
        {
            Assert.That(plan.Products, Has.Count.EqualTo(products));
            Assert.That(plan.Stored, Has.Count.EqualTo(stored));
            Assert.That(plan.StoredElements, Has.All.AtMost(limit));
            Assert.That(plan.Sweeps, Has.All.AtMost(limit));
            Assert.That(plan.ProductWork, Has.All.AtMost(all));
        });
        CheckValue(plan, subscripts);
    }

    [TestCase("ii->")]
    [TestCase("ii->i")]
    [TestCase("ba")]
    [TestCase("i,j->ij")]
    [TestCase("bi,bj->bij")]
    [TestCase("ij,ij->i")]
    [TestCase("ij,ji->")]
    [TestCase("ijk,kij->")]
    [TestCase("bi,bi->b")]
    [TestCase("bij,bji->b")]
    public void IsOneLoop(string subscripts)
    {
        Plan plan = PlanOf(subscripts);
        Assert.Multiple(() =>
        {
            Assert.That(plan.Products, Is.Empty);
            Assert.That(plan.Kernels, Has.Count.EqualTo(1));
            Assert.That(plan.Stored, Is.Empty);
            Assert.That(plan.Sweeps, Has.All.AtMost(Volume(subscripts)));
        });
        CheckValue(plan, subscripts);
    }

    /// <summary>Each product's gradients are two products, and nothing else runs over all subscripts either.</summary>
    [TestCase("ij,jk->ik", 3)]
    [TestCase("ij,kj->ik", 3)]
    [TestCase("bij,bkj->bik", 3)]
    [TestCase("bqhd,bkhd->bhqk", 3)]
    [TestCase("ijk,jkl->il", 3)]
    [TestCase("ij,jk,kl->il", 6)]
    public void AndSoAreItsGradients(string subscripts, int products)
    {
        int count = Terms(subscripts).Length;
        string operands = string.Join(", ", Enumerable.Range(0, count).Select(i => "x" + i));
        string results = string.Join(", ", Enumerable.Range(0, count).Select(i => "Expr<double> g" + i));
        Plan plan = Plan.Of($"[Function] static ({results}) F({Parameters(subscripts)}) => Grad(Sum(Sin(Einsum(\"{subscripts}\", {operands}))), {operands});", Sizes);
        Assert.Multiple(() =>
        {
            Assert.That(plan.Products, Has.Count.EqualTo(products));
            Assert.That(plan.Sweeps, Has.All.LessThan(Volume(subscripts)));
            Assert.That(plan.StoredElements, Has.All.LessThan(Volume(subscripts)));
        });
    }

    private static (string, long)[] Sizes => [.. s_sizes.Select(s => (s.Key.ToString(), (long)s.Value))];

    private static Plan PlanOf(string subscripts) =>
        Plan.Of($"[Function] static Expr<double> F({Parameters(subscripts)}) => Einsum(\"{subscripts}\", {string.Join(", ", Terms(subscripts).Select((_, i) => "x" + i))});", Sizes);

    private static string Parameters(string subscripts) =>
        string.Join(", ", Terms(subscripts).Select((t, i) => $"[Dims({string.Join(", ", t.Select(c => $"\"{c}\""))})] Expr<double> x{i}"));

    private static string[] Terms(string subscripts) => subscripts.Replace("...", "z").Split("->")[0].Split(',');

    private static long Volume(string letters) => letters.Replace("...", "z").Where(char.IsLetter).Distinct().Aggregate(1L, (volume, c) => volume * s_sizes[c]);

    /// <summary>The definition: a sum over every combination of the letters that the result lacks. On small sizes, 2 and 3.</summary>
    private static void CheckValue(Plan plan, string subscripts)
    {
        string[] terms = Terms(subscripts);
        char[] letters = [.. string.Concat(terms).Distinct().Order()];
        char[] result = subscripts.Contains("->", StringComparison.Ordinal) ? [.. subscripts.Replace("...", "z").Split("->")[1]] : letters;
        char[] order = [.. result, .. letters.Except(result)];
        var size = letters.ToDictionary(c => c, c => 2 + (Array.IndexOf(letters, c) % 2));
        var random = new Random(5);
        NdArray[] values = [.. terms.Select(t => NdArray.Generate([.. t.Select(c => size[c])], _ => random.Next(-3, 4)))];
        var expected = new NdArray([.. result.Select(c => size[c])]);
        foreach (int[] at in NdArray.Indices([.. order.Select(c => size[c])]))
            expected.Values[Place(expected.Shape, at)] += terms.Select((t, i) => values[i][[.. t.Select(c => at[Array.IndexOf(order, c)])]]).Aggregate(1.0, (a, b) => a * b);
        NdArray value = plan.Evaluate(values)[0];
        Assert.That(value.Shape, Is.EqualTo(expected.Shape));
        Assert.That(value.Values, Is.EqualTo(expected.Values));
    }

    private static int Place(int[] shape, int[] at) => shape.Select((_, axis) => axis).Aggregate(0, (place, axis) => (place * shape[axis]) + at[axis]);
}
