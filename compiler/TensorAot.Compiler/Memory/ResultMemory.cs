using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Memory;

/// <summary>
/// Finds temporaries that can lie where a result of the same loop comes to lie: the loop writes each element of the result where it has
/// just read that of the temporary for the last time. Softmax keeps its exponentials in its result, and the row stays in the cache.
/// </summary>
internal static class ResultMemory
{
    /// <summary>Each such temporary with its result.</summary>
    public static Dictionary<Storage, Storage> Find(Schedule schedule)
    {
        var hosts = new Dictionary<Storage, Storage>();
        var users = new Dictionary<Storage, int>();
        foreach (Storage storage in schedule.AllSteps.SelectMany(s => s.Reads.Concat(s.Writes).Distinct()))
            users[storage] = users.TryGetValue(storage, out int count) ? count + 1 : 1;
        foreach (Kernel kernel in schedule.AllSteps.OfType<LoopStep>().Select(s => s.Kernel).Where(k => k.Sweeps.Count > 1))
        {
            var free = new List<Storage>(schedule.Outputs.Where(o => !o.IsScalar && o.Role == StorageRole.Output && users.TryGetValue(o, out int n) && n == 1));
            foreach (Storage temporary in Stores(kernel).Select(s => s.Storage).Where(s => s.Role == StorageRole.Temporary && !s.IsScalar && users[s] == 1).Distinct().ToList())
            {
                if (free.FirstOrDefault(result => CanHost(kernel, temporary, result)) is not { } host)
                    continue;
                hosts[temporary] = host;
                free.Remove(host);
            }
        }
        return hosts;
    }

    private static IEnumerable<StoreStatement> Stores(Kernel kernel) => kernel.Sweeps.SelectMany(s => s.Stores);

    private static bool CanHost(Kernel kernel, Storage temporary, Storage result)
    {
        if (result.DType != temporary.DType || result.Type.Shape != temporary.Type.Shape || Stores(kernel).Count(s => s.Storage == result) != 1)
            return false;
        int last = kernel.Sweeps.ToList().FindIndex(s => s.Stores.Any(t => t.Storage == result));
        Sweep final = kernel.Sweeps[last];
        StoreStatement store = final.Stores.First(s => s.Storage == result);
        if (store.FoldWith is not null || IsReadAfter(final, store, temporary))
            return false;
        for (int i = 0; i < kernel.Sweeps.Count; i++)
        {
            Sweep sweep = kernel.Sweeps[i];
            LoadTerm[] loads = [.. sweep.Values.OfType<LoadTerm>().Where(l => l.Storage == temporary)];
            StoreStatement[] stores = [.. sweep.Stores.Where(s => s.Storage == temporary)];
            if (loads.Length + stores.Length == 0)
                continue;
            bool sameLoops = sweep.Inner == final.Inner && sweep.Middle.SequenceEqual(final.Middle);
            if (!sameLoops || i > last || (i == last && stores.Length > 0)
                || loads.Any(l => l.Dynamic.Count > 0 || l.At != store.At) || stores.Any(s => s.FoldWith is not null || s.At != store.At))
                return false;
        }
        return kernel.Sweeps.SelectMany(s => s.Accumulators).All(a => a.Target != temporary);
    }

    /// <summary>Whether a statement that comes after a store, when the element is the result's already, needs the temporary.</summary>
    private static bool IsReadAfter(Sweep sweep, StoreStatement store, Storage temporary)
    {
        IEnumerable<Value> later = sweep.Results.Skip(sweep.Stores.FindIndex(s => ReferenceEquals(s, store)) + 1);
        return ValueWalker.Distinct(later).OfType<LoadTerm>().Any(l => l.Storage == temporary);
    }
}
