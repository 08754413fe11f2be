using System.Globalization;
using System.Text;

namespace TensorAot.Runtime;

// Where values come from that are not finite. Nothing is reported when it appears: only what reaches a result or state counts.
public sealed unsafe partial class CheckedCall
{
    private readonly NonFinite[] _facts;
    private readonly List<Appearance> _appearances = [];
    private readonly List<long> _steps = [];

    /// <summary>Looks at what a step has written.</summary>
    public void Wrote<T>(int write, T* elements, params ReadOnlySpan<int> sizes)
        where T : unmanaged
    {
        long count = 1;
        foreach (int size in sizes)
            count *= size;
        CheckedWrite written = Function.Writes[write];
        NonFinite facts = NonFinite.Of(elements, count);
        (int nanFrom, int infinityFrom) = Sources(written);
        if (facts.NaN >= 0)
            facts.NaNFrom = nanFrom != 0 ? nanFrom : Appeared(written, facts, facts.NaN, sizes, double.IsNaN);
        if (facts.Infinity >= 0)
            facts.InfinityFrom = infinityFrom != 0 ? infinityFrom : Appeared(written, facts, facts.Infinity, sizes, double.IsInfinity);
        _facts[written.Value] = facts;
    }

    /// <summary>A step chose places by values: a NaN among them decides as much as it would in a sum.</summary>
    public void Chose(int write)
    {
        CheckedWrite written = Function.Writes[write];
        _facts[written.Value] = new NonFinite { NaNFrom = Sources(written).NaN };
    }

    /// <summary>A value of a loop is from here on another one.</summary>
    public void Takes(int value, int other) => _facts[value] = _facts[other];

    /// <summary>A loop looks at an element of a sequence.</summary>
    public void Row<T>(int value, int whole, T* elements, long count)
        where T : unmanaged
    {
        NonFinite facts = NonFinite.Of(elements, count);
        facts.NaNFrom = facts.NaN >= 0 ? _facts[whole].NaNFrom : 0;
        facts.InfinityFrom = facts.Infinity >= 0 ? _facts[whole].InfinityFrom : 0;
        _facts[value] = facts;
    }

    /// <summary>A loop begins to fill a result.</summary>
    public void Empty(int whole) => _facts[whole] = new NonFinite();

    /// <summary>A loop has written an element of a result.</summary>
    public void Gives(int whole, int element)
    {
        ref NonFinite facts = ref _facts[whole];
        if (facts.NaNFrom == 0 && _facts[element].NaNFrom != 0)
            (facts.NaN, facts.NaNFrom) = (0, _facts[element].NaNFrom);
        if (facts.InfinityFrom == 0 && _facts[element].InfinityFrom != 0)
            (facts.Infinity, facts.InfinityFrom) = (0, _facts[element].InfinityFrom);
    }

    /// <summary>A loop, so deep inside others, begins a step.</summary>
    public void Step(int depth, long step)
    {
        Leave(depth);
        _steps.Add(step);
    }

    /// <summary>A loop has ended.</summary>
    public void Leave(int depth) => _steps.RemoveRange(depth, _steps.Count - depth);

    private void Given<T>(int value, T* elements, long count)
        where T : unmanaged
    {
        NonFinite facts = NonFinite.Of(elements, count);
        facts.NaNFrom = facts.NaN >= 0 ? NonFinite.Given : 0;
        facts.InfinityFrom = facts.Infinity >= 0 ? NonFinite.Given : 0;
        _facts[value] = facts;
    }

    /// <summary>Where what is not finite in the inputs of a step comes from: the earliest appearance before what was given.</summary>
    private (int NaN, int Infinity) Sources(CheckedWrite write)
    {
        int given = write.IsGiven ? NonFinite.Given : 0;
        (int nan, int infinity) = (given, given);
        foreach (int read in write.Reads)
        {
            nan = Earlier(nan, _facts[read].NaNFrom);
            infinity = Earlier(infinity, _facts[read].InfinityFrom);
        }
        return (nan, infinity);
    }

    private static int Earlier(int one, int other) =>
        one > 0 && other > 0 ? Math.Min(one, other) : one > 0 ? one : other != 0 ? other : one;

    private int Appeared(CheckedWrite write, in NonFinite facts, long place, ReadOnlySpan<int> sizes, Func<double, bool> isSuch)
    {
        long count = 0;
        for (long i = 0; i < facts.Count; i++)
            if (isSuch(facts.At(i)))
                count++;
        (bool finite, string inputs) = Inputs(write, facts.Count, place);
        string steps = string.Join(" of ", Enumerable.Reverse(_steps).Select(s => string.Create(CultureInfo.InvariantCulture, $"step {s}")));
        _appearances.Add(new Appearance(write, Coordinates(place, sizes), facts.At(place), count, finite, inputs, steps));
        return _appearances.Count;
    }

    /// <summary>What the elements were that one was computed from, as far as they are known by place, and whether all were finite.</summary>
    private (bool AreFinite, string Text) Inputs(CheckedWrite write, long count, long place)
    {
        var text = new StringBuilder();
        bool finite = true;
        foreach (int read in write.Reads)
        {
            NonFinite facts = _facts[read];
            bool isFinite = facts.NaNFrom == 0 && facts.InfinityFrom == 0;
            finite &= isFinite;
            bool known = Array.IndexOf(write.SamePlace, read) >= 0 && facts.Elements is not null && (facts.Count == count || facts.Count == 1);
            double value = known ? facts.At(facts.Count == 1 ? 0 : place) : 0;
            if (isFinite && !known)
                continue;
            text.Append(text.Length > 0 ? "; " : "").Append(Function.Values[read].Name);
            if (known && (isFinite || !double.IsFinite(value)))
                text.Append(CultureInfo.InvariantCulture, $" is {value}{(facts.Count == 1 ? "" : " there")}");
            else
                text.Append(facts.NaNFrom != 0 ? " has NaN" : " has infinities");
            int from = facts.NaNFrom != 0 ? facts.NaNFrom : facts.InfinityFrom;
            if (from > 0 && _appearances[from - 1].Write.Value != read)
                text.Append(", from ").Append(_appearances[from - 1].Write.Expression);
        }
        return (finite, text.ToString());
    }

    private static int[] Coordinates(long place, ReadOnlySpan<int> sizes)
    {
        var index = new int[sizes.Length];
        for (int axis = sizes.Length - 1; axis >= 0; axis--)
            (place, index[axis]) = (place / sizes[axis], (int)(place % sizes[axis]));
        return index;
    }

    /// <summary>The first appearance that reached a result or state.</summary>
    private Appearance? FirstAppearance()
    {
        int first = 0;
        foreach (int value in Written())
        {
            if (Function.Has(Checks.NaN))
                first = Earlier(first, Math.Max(0, _facts[value].NaNFrom));
            if (Function.Has(Checks.Infinity))
                first = Earlier(first, Math.Max(0, _facts[value].InfinityFrom));
        }
        return first == 0 ? null : _appearances[first - 1];
    }

    private IEnumerable<int> Written() =>
        Enumerable.Range(0, _facts.Length).Where(v => Function.Values[v].Role is CheckedRole.Result or CheckedRole.Update);

    /// <summary>The results and state that an appearance reached.</summary>
    private IEnumerable<CheckedValue> Reached(Appearance found)
    {
        int number = _appearances.IndexOf(found) + 1;
        return Written().Where(v => _facts[v].NaNFrom == number || _facts[v].InfinityFrom == number).Select(v => Function.Values[v]);
    }
}
