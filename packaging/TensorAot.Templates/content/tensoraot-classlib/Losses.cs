using TensorAot;
using static TensorAot.Ops;

namespace LibraryNamespace;

/// <summary>Formulas for graph classes of other projects.</summary>
[GraphCode]
public static class Losses
{
    /// <summary>The focal loss (1 - p)^gamma * -log(p), where p is the probability of the right class (Lin et al. 2017).</summary>
    /// <typeparam name="T">float or double.</typeparam>
    /// <param name="logits">[n, classes].</param>
    /// <param name="labels">[n].</param>
    /// <param name="gamma">How much less examples count that are right already; with 0 it is the cross-entropy.</param>
    /// <returns>[n].</returns>
    public static Expr<T> Focal<T>(Expr<T> logits, Expr<int> labels, double gamma = 2)
    {
        var cost = CrossEntropy(logits, labels);
        return Pow(1 - Exp(-cost), gamma) * cost;
    }
}
