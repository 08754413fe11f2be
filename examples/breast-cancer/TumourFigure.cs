namespace TensorAot.Examples;

/// <summary>The learning curve, and how sure the model is of each row held back.</summary>
internal static class TumourFigure
{
    public static string Save(string path, double[] costs, DataSet<double> heldBack, double[] probabilities)
    {
        int[] order = [.. Enumerable.Range(0, heldBack.Count).OrderBy(i => probabilities[i])];
        var sure = new Chart("Rows held back", "rows, by what the model says", "probability of benign") { YRange = (0, 1) };
        for (int label = 0; label < TumourData.Classes.Length; label++)
        {
            int[] places = [.. Enumerable.Range(0, order.Length).Where(place => heldBack.Labels[order[place]] == label)];
            sure.Points(TumourData.Classes[label], [.. places.Select(place => place + 1.0)], [.. places.Select(place => probabilities[order[place]])]);
        }

        sure.Dashed("even", [1, order.Length], [0.5, 0.5]);
        return new Figure("Breast cancer: malignant or benign", "Logistic regression, written as in a textbook and computed so that it cannot overflow.", 460, 320)
            .Row(new Chart("Mean cost in training", "round", "cross-entropy") { HasLegend = false }.Line("", [.. Enumerable.Range(1, costs.Length).Select(i => (double)i)], costs), sure)
            .Save(path);
    }
}
