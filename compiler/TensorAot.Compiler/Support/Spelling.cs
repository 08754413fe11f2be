namespace TensorAot.Compiler.Support;

/// <summary>How far a name is from the one that was probably meant.</summary>
internal static class Spelling
{
    /// <summary>The number of letters to insert, delete or replace (Levenshtein's distance); a name that contains the other is nearer.</summary>
    public static int Distance(string written, string meant)
    {
        int[] last = [.. Enumerable.Range(0, meant.Length + 1)];
        for (int i = 1; i <= written.Length; i++)
        {
            int[] row = new int[meant.Length + 1];
            row[0] = i;
            for (int j = 1; j <= meant.Length; j++)
                row[j] = Math.Min(Math.Min(row[j - 1], last[j]) + 1, last[j - 1] + (written[i - 1] == meant[j - 1] ? 0 : 1));
            last = row;
        }
        bool contains = written.Length > 2 && (meant.Contains(written) || written.Contains(meant));
        return contains ? Math.Min(last[meant.Length], 1) : last[meant.Length];
    }
}
