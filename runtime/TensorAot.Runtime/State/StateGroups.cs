using TensorAot.Files;

namespace TensorAot;

/// <summary>One state with all its names; files hold it under the first.</summary>
internal sealed record StateGroup(ISharedState State, List<string> Names)
{
    public string Name => Names[0];
}

/// <summary>The state of a model, tied weights together: how it meets a file or another model.</summary>
internal static class StateGroups
{
    private const int MaxListed = 10;

    public static List<StateGroup> Of(IStateful model)
    {
        var groups = new List<StateGroup>();
        var known = new Dictionary<object, StateGroup>(ReferenceEqualityComparer.Instance);
        foreach (NamedState state in model.State)
        {
            if (known.TryGetValue(state.Shared, out StateGroup? group))
            {
                group.Names.Add(state.Name);
                continue;
            }
            groups.Add(known[state.Shared] = new StateGroup(state.Shared, [state.Name]));
        }
        return groups;
    }

    /// <summary>Loads all or nothing: everything is checked and read before the first value is written.</summary>
    public static StateLoad Load(IStateful model, TensorArchive archive, bool strict)
    {
        List<StateGroup> groups = Of(model);
        var known = groups.SelectMany(g => g.Names).ToHashSet(StringComparer.Ordinal);
        string[] unexpected = [.. archive.Names.Where(name => !known.Contains(name))];
        string[] missing = [.. groups.Where(g => !g.Names.Any(archive.Contains)).Select(g => g.Name)];
        string[] different = [.. from g in groups from name in g.Names where archive.Contains(name) let reason = Difference(archive.Info(name), g.State) where reason is not null select $"{name} is {reason}"];
        if (different.Length > 0 || (strict && missing.Length + unexpected.Length > 0))
            throw FileError.Of(archive.File, "state", $"the state of {model.GetType().Name}", string.Join("; ", Complaints(missing, unexpected, different)));

        var values = new List<(ISharedState State, DenseArray Values)>();
        foreach (StateGroup group in groups)
            foreach (string name in group.Names.Where(archive.Contains))
            {
                DenseArray read = group.State.Read(archive, name);
                if (values.Count > 0 && ReferenceEquals(values[^1].State, group.State))
                    CheckTied(archive.File, group, name, values[^1].Values, read);
                else
                    values.Add((group.State, read));
            }
        foreach (var (state, read) in values)
            state.Assign(read);
        return new StateLoad(missing, unexpected);
    }

    /// <summary>Copies all or nothing from a model with state of the same names, types and sizes.</summary>
    public static void Copy(IStateful from, IStateful to)
    {
        List<StateGroup> groups = Of(to);
        Dictionary<string, ISharedState> source = from.State.ToDictionary(s => s.Name, s => s.Shared, StringComparer.Ordinal);
        var known = groups.SelectMany(g => g.Names).ToHashSet(StringComparer.Ordinal);
        string[] unexpected = [.. source.Keys.Where(name => !known.Contains(name))];
        string[] missing = [.. known.Where(name => !source.ContainsKey(name))];
        string[] different = [.. from g in groups where g.Names.All(source.ContainsKey) let reason = Difference(g, source) where reason is not null select $"{g.Name} is {reason}"];
        if (missing.Length + unexpected.Length + different.Length > 0)
            throw new ArgumentException($"The state of {to.GetType().Name} expected, but {string.Join("; ", Complaints(missing, unexpected, different))}.", "other");
        foreach (StateGroup group in groups)
            if (!ReferenceEquals(source[group.Name], group.State))
                group.State.Assign(source[group.Name]);
    }

    private static string? Difference(TensorInfo info, ISharedState state)
    {
        bool fits = info.ElementType.ConvertsTo(state.ElementType) && info.Lengths.Length == state.Lengths.Length;
        for (int axis = 0; fits && axis < state.Lengths.Length; axis++)
            fits = info.Lengths[axis] == state.Lengths[axis];
        return fits ? null : $"{info} instead of {state}";
    }

    private static string? Difference(StateGroup group, Dictionary<string, ISharedState> source)
    {
        ISharedState other = source[group.Name];
        if (other.ElementType != group.State.ElementType || !other.Lengths.SequenceEqual(group.State.Lengths))
            return $"{other} instead of {group.State}";
        return group.Names.Find(name => !ReferenceEquals(source[name], other)) is { } loose ? $"not tied to {loose}" : null;
    }

    private static IEnumerable<string> Complaints(string[] missing, string[] unexpected, string[] different)
    {
        if (missing.Length > 0)
            yield return "it lacks " + List(missing);
        if (unexpected.Length > 0)
            yield return "it has also " + List(unexpected);
        if (different.Length > 0)
            yield return List(different);
    }

    private static string List(string[] names) =>
        string.Join(", ", names.Take(MaxListed).Select(name => FileError.Clean(name))) + (names.Length > MaxListed ? $" and {names.Length - MaxListed} more" : "");

    private static void CheckTied(string file, StateGroup group, string name, DenseArray first, DenseArray other)
    {
        if (!first.HasBitsOf(other))
            throw FileError.Of(file, FileError.Quote(name), $"the values of {group.Names.First(n => n != name)}, to which it is tied", "they differ");
    }
}
