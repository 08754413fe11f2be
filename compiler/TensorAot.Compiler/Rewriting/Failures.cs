using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Rewriting;

/// <summary>
/// Finds failures that would disappear with a value: <c>(a / b + 1) * 0</c> of integers throws where b is 0, however deep the division is.
/// </summary>
internal static class Failures
{
    /// <summary>So many values are looked at. Where more than these are in only one of the two, something large disappears, and it can fail.</summary>
    private const int Limit = 1000;

    /// <summary>
    /// Whether a value needs more that can fail than what would replace it: what both need is the same, and for each that only the value needs
    /// there is to be another in its place, as the gather of a part for the gather of the whole.
    /// </summary>
    /// <param name="before">The value.</param>
    /// <param name="after">What would replace it.</param>
    /// <param name="held">All whose own failures may go; null when as many are to come as go.</param>
    public static bool AreLost(Node before, Node after, IReadOnlyList<Node>? held)
    {
        if (!before.HasFailures)
            return false;
        // The inputs of a node have smaller ids: from the largest downwards, everything that uses a node comes before it.
        var seen = new SortedDictionary<int, Sighting>(Comparer<int>.Create((a, b) => b.CompareTo(a)));
        int lost = 0, gone = 0, come = 0;
        See(before, Sighting.Before);
        See(after, Sighting.After);
        for (int i = 0; i < Limit && (lost > 0 || gone > come); i++)
        {
            // Nothing is left that the two could share.
            if (held is null && lost == seen.Count && lost > 0 && gone >= come)
                return true;
            if (seen.Count == 0)
                break;
            KeyValuePair<int, Sighting> last = seen.First();
            Node node = before.Graph.Nodes[last.Key];
            Set(node, Sighting.None);
            if (last.Value == Sighting.Both)
                continue;
            if (node.CanFail && last.Value == Sighting.Before)
                gone += held?.Contains(node) == true ? 0 : 1;
            else if (node.CanFail && held is null)
                come++;
            foreach (Node input in node.Inputs)
                See(input, last.Value);
        }
        return lost > 0 || gone > come;

        void See(Node node, Sighting from)
        {
            if (node.HasFailures)
                Set(node, from | (seen.TryGetValue(node.Id, out Sighting known) ? known : Sighting.None));
        }

        void Set(Node node, Sighting sighting)
        {
            if (seen.TryGetValue(node.Id, out Sighting known) && known == Sighting.Before)
                lost--;
            if (sighting == Sighting.Before)
                lost++;
            seen[node.Id] = sighting;
            if (sighting == Sighting.None)
                seen.Remove(node.Id);
        }
    }

    /// <summary>From where a value is needed.</summary>
    [Flags]
    private enum Sighting
    {
        None = 0,
        Before = 1,
        After = 2,
        Both = Before | After,
    }
}
