using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Members without a body in source.
internal sealed partial class Interpreter
{
    private object? CallLibrary(Invocation call)
    {
        string type = call.Method.ContainingType.Name;
        if (type.StartsWith(TensorTypes.Namespace, StringComparison.Ordinal) && CallLanguage(call, out object? result))
            return result;
        try
        {
            if (Records.Call(this, call, out result) || LibraryMembers.Call(call, out result))
                return result;
        }
        catch (OverflowException)
        {
            throw call.Fail(DiagnosticRules.BuildTimeOverflow, call.Name);
        }
        if ((call.Instance as UnknownValue ?? call.Arguments.Values.OfType<UnknownValue>().FirstOrDefault()) is { } unknown)
            return type is "System.Math" or "System.MathF" ? unknown with { Size = null } : throw call.Fail(DiagnosticRules.ValueNotKnown, unknown.Name, call.Name);
        throw call.Fail(DiagnosticRules.CallNotSupported, call.Name);
    }

    /// <summary>A member of the public face: an intrinsic or an op.</summary>
    private bool CallLanguage(Invocation call, out object? result)
    {
        result = null;
        if (Intrinsics.Find(call.Name) is { } intrinsic)
            result = intrinsic(call);
        else if (call.Method.ContainingType.Name == TensorTypes.Ops && OpTable.Find(call.Method.Name) is { IsCallable: true } op)
            result = CallOp(op, call);
        else if (call.Method.ContainingType.Name == RandomStreamValue.TypeName && RandomMembers.OpOf(call.Method.Name) is { } draw)
            result = CallDraw(draw, call);
        else if (call.Method.ContainingType.Name == TensorTypes.Ops || TensorTypes.IsTensor(call.Method.ContainingType.Name))
            throw call.Fail(DiagnosticRules.NotAnOp, call.Method.Name);
        else
            return false;
        return true;
    }

    /// <summary>The elements of a collection.</summary>
    public IEnumerable<object?> Elements(object? collection, Body at) => collection switch
    {
        ArrayValue array => array.Items,
        ListValue list => Watched(list, at),
        SequenceValue sequence => sequence.Items,
        string text => text.Cast<object?>(),
        DictionaryValue dictionary => dictionary.Entries.Select(e => (object?)new TupleValue(context, [e.Key, e.Value])),
        UnknownValue unknown => throw Fail(at, DiagnosticRules.ValueNotKnown, unknown.Name, "a collection"),
        null => throw Fail(at, DiagnosticRules.NullValue, "The collection"),
        _ => throw Fail(at, DiagnosticRules.BuildTimeInvalidCast, Describe(collection), "a collection"),
    };

    /// <summary>A list's elements; changing the list meanwhile is the error that it is in .NET.</summary>
    private IEnumerable<object?> Watched(ListValue list, Body at)
    {
        using IEnumerator<object?> items = list.Items.GetEnumerator();
        while (MoveNext(items, at))
            yield return items.Current;

        bool MoveNext(IEnumerator<object?> enumerator, Body place)
        {
            try
            {
                return enumerator.MoveNext();
            }
            catch (InvalidOperationException)
            {
                throw Fail(place, DiagnosticRules.BuildTimeOperationFails, "The loop", "the list changes while it is enumerated.");
            }
        }
    }
}
