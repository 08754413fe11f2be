using System.Reflection;
using System.Runtime.InteropServices;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Cuda.Tests.Emit;
using TensorAot.Runtime;

namespace TensorAot.Cuda.Tests.Examples;

/// <summary>
/// The call frame of a generated function, filled with any memory instead of arguments: its loops run on whatever stands in
/// temporaries too.
/// </summary>
internal sealed unsafe class GeneratedFrame(Type frame, Schedule schedule)
{
    private static readonly MethodInfo Caller = typeof(GeneratedFrame).GetMethod(nameof(Call), BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly List<nint> _partials = [];

    private IEnumerable<Storage> Scalars => AllStorage.Where(storage => storage.IsScalar);

    private IEnumerable<Storage> AllStorage =>
        schedule.Parameters.Concat(schedule.States.Select(state => state.Storage)).Concat(schedule.Outputs).Concat(schedule.Temporaries)
            .Where(storage => frame.GetField(storage.Name) is not null);

    /// <summary>Runs the function's steps on a memory.</summary>
    public void Run(DeviceMemory memory, Func<DimSymbol, long> sizes)
    {
        var call = Activator.CreateInstance(frame)!;
        foreach (var storage in AllStorage)
            Set(call, storage.Name, storage.IsScalar ? memory.Read(storage)[0] : memory.Pointer(storage));
        var names = new Names(schedule);
        foreach (var size in names.Sizes)
            Set(call, names.Of(size), (int)sizes(size));
        foreach (var step in schedule.Steps.OfType<LoopStep>())
            SetParts(call, step.Kernel, sizes);
        var run = frame.GetMethod("Run", BindingFlags.NonPublic | BindingFlags.Static)!;
        call = Caller.MakeGenericMethod(frame).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [call, run], null)!;
        foreach (var scalar in Scalars)
            memory.Write(scalar, [frame.GetField(scalar.Name)!.GetValue(call)!]);
        foreach (var partials in _partials)
            NativeMemory.Free((void*)partials);
        _partials.Clear();
    }

    private static object Call<T>(object values, MethodInfo run)
        where T : unmanaged
    {
        var call = (T)values;
        run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Pointer.Box(&call, typeof(T*))], null);
        return call;
    }

    private void SetParts(object call, Kernel kernel, Func<DimSymbol, long> sizes)
    {
        var cost = kernel.CostPerItem.Evaluate(sizes);
        var grain = !kernel.IsFlat ? Loop.RowGrain(cost) : kernel.Totals.Any() ? Loop.FoldGrain(cost) : Loop.FlatGrain(cost);
        Set(call, kernel.Name + "Grain", grain);
        foreach (var total in kernel.Totals)
        {
            var partials = NativeMemory.Alloc((nuint)Loop.Parts((nint)kernel.Items.Evaluate(sizes), grain) + 1, sizeof(double));
            _partials.Add((nint)partials);
            Set(call, total.Name + "Parts", (nint)partials);
        }
    }

    private void Set(object call, string name, object value)
    {
        var field = frame.GetField(name)!;
        field.SetValue(call, field.FieldType.IsPointer ? Pointer.Box((void*)(nint)value, field.FieldType) : value);
    }
}
