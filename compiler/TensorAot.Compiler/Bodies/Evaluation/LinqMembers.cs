using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>The LINQ operators over build-time collections: lazy where .NET's are, so lambdas run when and as often as there.</summary>
internal static class LinqMembers
{
    public static MemberTable Table { get; } = new()
    {
        ["Range"] = c => c.Guarded(() => Sequence(c, Enumerable.Range(c.Integer(0), c.Integer(1)).Select(i => (object?)i))),
        ["Repeat"] = c => c.Guarded(() => Sequence(c, Enumerable.Repeat(c[0], c.Integer(1)))),
        ["Empty"] = c => Sequence(c, []),
        ["AsEnumerable"] = c => c[0],
        ["Select"] = c => Sequence(c, c.Items(0).Select((x, i) => Arity(c, 1) == 2 ? c.Apply(1, x, i) : c.Apply(1, x))),
        ["SelectMany"] = c => Sequence(c, c.Items(0).SelectMany((x, i) => Flatten(c, x, i))),
        ["Where"] = c => Sequence(c, c.Items(0).Where((x, i) => Arity(c, 1) == 2 ? c.Test(1, x, i) : c.Test(1, x))),
        ["Zip"] = c => Sequence(c, c.Items(0).Zip(c.Items(1), (a, b) => c.Count == 3 ? c.Apply(2, a, b) : new TupleValue(c.Context, [a, b]))),
        ["Distinct"] = c => c.Count == 1 ? Sequence(c, c.Items(0).Distinct(ValueEquality.Comparer)) : throw c.Fail(DiagnosticRules.CallNotSupported, c.Name + " with a comparer"),
        ["Reverse"] = c => Sequence(c, c.Items(0).Reverse()),
        ["Skip"] = c => Sequence(c, c.Items(0).Skip(c.Integer(1))),
        ["Take"] = c => c[1] is RangeValue range ? TakeRange(c, range) : Sequence(c, c.Items(0).Take(c.Integer(1))),
        ["Concat"] = c => Sequence(c, c.Items(0).Concat(c.Items(1))),
        ["Append"] = c => Sequence(c, c.Items(0).Append(c[1])),
        ["Prepend"] = c => Sequence(c, c.Items(0).Prepend(c[1])),
        ["Chunk"] = c => Sequence(c, Chunks(c, c.Integer(1))),
        ["ToArray"] = c => new ArrayValue(c.Context, ElementType(c), [.. c.Items(0)]),
        ["ToList"] = c => new ListValue(c.Context, ElementType(c), [.. c.Items(0)]),
        ["ToDictionary"] = ToDictionary,
        ["Aggregate"] = Aggregate,
        ["Sum"] = c => Fold(c, "+", Selected(c).Prepend(c.Interpreter.DefaultOf(c.Type))),
        ["Min"] = c => Extreme(c, "<"),
        ["Max"] = c => Extreme(c, ">"),
        ["Any"] = c => c.Count == 2 ? c.Items(0).Any(x => c.Test(1, x)) : c.Items(0).Any(),
        ["All"] = c => c.Items(0).All(x => c.Test(1, x)),
        ["Count"] = c => Filtered(c).Count(),
        ["First"] = c => Filtered(c).DefaultIfEmpty(s_none).First() is var x && x == s_none ? throw Empty(c) : x,
        ["Last"] = c => Filtered(c).DefaultIfEmpty(s_none).Last() is var x && x == s_none ? throw Empty(c) : x,
        ["Single"] = c => Filtered(c).Take(2).ToArray() is { Length: 1 } only ? only[0] : throw c.Fails("the collection has not exactly one element."),
        ["FirstOrDefault"] = c => Filtered(c).DefaultIfEmpty(c.Interpreter.DefaultOf(c.Type)).First(),
        ["LastOrDefault"] = c => Filtered(c).DefaultIfEmpty(c.Interpreter.DefaultOf(c.Type)).Last(),
        ["ElementAt"] = ElementAt,
        ["Cast"] = c => Sequence(c, c.Items(0)),
        ["OfType"] = c => Sequence(c, c.Items(0).Where(x => c.Interpreter.IsInstance(x, ElementType(c)))),
        ["Contains"] = c => c.Items(0).Contains(c[1], ValueEquality.Comparer),
        ["SequenceEqual"] = c => c.Items(0).SequenceEqual(c.Items(1), ValueEquality.Comparer),
    };

    private static readonly object s_none = new();

    private static SequenceValue Sequence(Invocation call, IEnumerable<object?> items) =>
        new(call.Type.Arguments.Count == 1 ? call.Type.Arguments[0] : null, items);

    private static TypeRef ElementType(Invocation call) =>
        call.Method.TypeArguments.Count > 0 ? call.Method.TypeArguments[0] : new TypeRef("System.Object");

    /// <summary>How many parameters a function argument has.</summary>
    private static int Arity(Invocation call, int ordinal) => call[ordinal] switch
    {
        ClosureValue closure => closure.Parameters.Count,
        MethodValue method => method.ParameterNames.Count,
        _ => 1,
    };

    private static IEnumerable<object?> Flatten(Invocation call, object? item, int place)
    {
        object? inner = Arity(call, 1) == 2 ? call.Apply(1, item, place) : call.Apply(1, item);
        IEnumerable<object?> items = call.Interpreter.Counted(call.Interpreter.Elements(inner, call.At), call.At);
        return call.Count == 3 ? items.Select(x => call.Apply(2, item, x)) : items;
    }

    private static SequenceValue TakeRange(Invocation call, RangeValue range)
    {
        object?[] items = [.. call.Items(0)];
        int start = Math.Max(0, range.Start.Offset(items.Length)), end = Math.Min(items.Length, range.End.Offset(items.Length));
        return Sequence(call, items.Skip(start).Take(Math.Max(0, end - start)));
    }

    private static IEnumerable<object?> Chunks(Invocation call, int size)
    {
        if (size < 1)
            throw call.Fails("the size is not positive.");
        object?[] items = [.. call.Items(0)];
        for (int start = 0; start < items.Length; start += size)
            yield return new ArrayValue(call.Context, ElementType(call), [.. items.Skip(start).Take(size)]);
    }

    private static DictionaryValue ToDictionary(Invocation call)
    {
        var result = new DictionaryValue(call.Context);
        foreach (object? item in call.Items(0))
        {
            object key = (call.Count > 1 ? call.Apply(1, item) : ((TupleValue)item!).Items[0]) ?? throw call.Fails("a key is null.");
            if (result.TryGet(key, out _))
                throw call.Fails("a key occurs twice.");
            result.Set(key, call.Count > 2 ? call.Apply(2, item) : call.Count > 1 ? item : ((TupleValue)item!).Items[1]);
        }
        return result;
    }

    /// <summary>Aggregate(f), Aggregate(seed, f), Aggregate(seed, f, result).</summary>
    private static object? Aggregate(Invocation call)
    {
        if (call.Count > 2)
        {
            object? sum = call.Items(0).Aggregate(call[1], (a, x) => call.Apply(2, a, x));
            return call.Count == 4 ? call.Apply(3, sum) : sum;
        }
        object?[] items = [.. call.Items(0)];
        return items.Length == 0 ? throw Empty(call) : items.Aggregate((a, x) => call.Apply(1, a, x));
    }

    private static IEnumerable<object?> Selected(Invocation call) => call.Count == 2 ? call.Items(0).Select(x => call.Apply(1, x)) : call.Items(0);

    private static IEnumerable<object?> Filtered(Invocation call) => call.Count == 2 && call[1] is DelegateValue ? call.Items(0).Where(x => call.Test(1, x)) : call.Items(0);

    // .NET adds floats up in double and ints with a check.
    private static object? Fold(Invocation call, string op, IEnumerable<object?> items)
    {
        object?[] values = [.. items.Where(x => x is not null)];
        if (values.OfType<UnknownValue>().FirstOrDefault() is { } unknown)
            throw call.Fail(DiagnosticRules.ValueNotKnown, unknown.Name, call.Name);
        bool isSingle = values.Length > 0 && values[0] is float;
        object sum = values.Select(v => isSingle ? (double)(float)v! : v!)
            .Aggregate((a, b) => Arithmetic.Binary(op, a, b, true) ?? throw call.Fail(DiagnosticRules.CallNotSupported, call.Name + " of such elements"));
        return isSingle ? (float)(double)sum : sum;
    }

    private static object? Extreme(Invocation call, string better)
    {
        object?[] values = [.. Selected(call).Where(x => x is not null)];
        if (values.Length == 0)
            throw Empty(call);
        return values.Aggregate((a, b) => IsNaN(a) ? (better == "<" ? a : b) : IsNaN(b) ? (better == "<" ? b : a) : Arithmetic.Binary(better, b!, a!, false) switch
        {
            bool isBetter => isBetter ? b : a,
            _ => throw call.Fail(DiagnosticRules.CallNotSupported, call.Name + " of such elements"),
        });
    }

    private static bool IsNaN(object? value) => value is double.NaN or float.NaN;

    private static object? ElementAt(Invocation call)
    {
        object?[] items = [.. call.Items(0)];
        int place = call[1] is IndexValue index ? index.Offset(items.Length) : call.Integer(1);
        return place >= 0 && place < items.Length ? items[place] : throw call.Fail(DiagnosticRules.BuildTimeIndexOutOfRange, place, items.Length);
    }

    private static BodyException Empty(Invocation call) => call.Fails("the collection has no such element.");
}
