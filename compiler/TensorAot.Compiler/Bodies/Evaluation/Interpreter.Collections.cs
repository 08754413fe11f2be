using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Arrays, collection expressions, indices and ranges.
internal sealed partial class Interpreter
{
    private ArrayValue NewArray(NewArrayExpression creation)
    {
        TypeRef type = Close(creation.Type);
        TypeRef element = type.Arguments[0];
        if (creation.Elements is { } elements)
        {
            List<object?> items = [];
            int[] lengths = Fill(items, elements, Rank(type));
            return new ArrayValue(context, element, lengths, [.. items]);
        }
        int[] sizes = [.. creation.Sizes.Select(Integer)];
        if (sizes.Any(s => s < 0) || sizes.Aggregate(1L, (a, b) => a * b) is var count && (count < 0 || count > EvaluationContext.SizeLimit))
            throw Fail(creation, DiagnosticRules.BuildTimeOperationFails, "new " + CSharpTypeName.Display(type), "the sizes are negative or too large.");
        return new ArrayValue(context, element, sizes, [.. Enumerable.Range(0, sizes.Aggregate(1, (a, b) => a * b)).Select(_ => DefaultOf(element))]);
    }

    private static int Rank(TypeRef array) => array.Name.Count(c => c == ',') + 1;

    private int[] Fill(List<object?> items, EquatableArray<Expression> elements, int rank)
    {
        int[] inner = [];
        foreach (Expression element in elements)
        {
            if (rank > 1 && element is ArrayRowExpression row)
                inner = Fill(items, row.Elements, rank - 1);
            else
                items.Add(Evaluate(element));
        }
        return [elements.Count, .. elements.Count == 0 ? Enumerable.Repeat(0, rank - 1) : inner];
    }

    private object NewCollection(CollectionExpression collection)
    {
        TypeRef type = Close(collection.Type);
        List<object?> items = [];
        foreach (Expression element in collection.Elements)
        {
            if (element is SpreadExpression spread)
                items.AddRange(Counted(Elements(Evaluate(spread.Collection), spread), spread));
            else
                items.Add(Evaluate(element));
        }
        string name = type.Name.Split('.').Last();
        if (type.Arguments.Count != 1)
            throw Fail(collection, DiagnosticRules.CallNotSupported, "A collection expression for " + CSharpTypeName.Display(type));
        TypeRef item = type.Arguments[0];
        object?[] converted = [.. items.Select(i => ConvertItem(i, item, collection))];
        return name switch
        {
            "List`1" or "IList`1" or "ICollection`1" => new ListValue(context, item, [.. converted]),
            "[]" or "Span`1" or "ReadOnlySpan`1" or "ImmutableArray`1" or "IReadOnlyList`1" or "IReadOnlyCollection`1" or "IEnumerable`1" =>
                new ArrayValue(context, item, converted),
            _ => throw Fail(collection, DiagnosticRules.CallNotSupported, "A collection expression for " + CSharpTypeName.Display(type)),
        };
    }

    /// <summary>Spread elements arrive unconverted: numbers become the element type's.</summary>
    private object? ConvertItem(object? item, TypeRef type, Body at) =>
        NumberConversions.IsNumber(item) || TensorTypes.IsTensor(type.Name) || type.Name == TensorTypes.Dim ? Convert(item, type, at, false) : item;

    private object? ReadElement(ArrayElementExpression element)
    {
        object array = Instance(element.Array);
        object?[] indices = [.. element.Indices.Select(Evaluate)];
        if (indices.Length == 1 && indices[0] is RangeValue range)
            return Part(array, range, element);
        return array is ArrayValue value
            ? value.Items[Offset(value, indices, element)]
            : CollectionMembers.GetItem(this, array, indices[0], element);
    }

    private Place OfElement(ArrayElementExpression element)
    {
        var array = (ArrayValue)Instance(element.Array);
        int offset = Offset(array, [.. element.Indices.Select(Evaluate)], element);
        return new Place(() => Copy(array.Items[offset]), value =>
        {
            CheckOwned(array, element, "The array");
            array.Items[offset] = value;
        });
    }

    private int Offset(ArrayValue array, object?[] indices, Body at)
    {
        int[] places = [.. indices.Select((i, axis) => i is IndexValue index ? index.Offset(array.Lengths[axis]) : ToInteger(i, at))];
        int offset = places.Length == array.Lengths.Length ? array.Offset(places) : -1;
        return offset >= 0 ? offset
            : throw Fail(at, DiagnosticRules.BuildTimeIndexOutOfRange, string.Join(", ", indices), string.Join(" x ", array.Lengths));
    }

    private object? ReadImplicitIndex(ImplicitIndexExpression element)
    {
        object instance = Instance(element.Instance);
        return Evaluate(element.Index) switch
        {
            RangeValue range => Part(instance, range, element),
            var index => CollectionMembers.GetItem(this, instance, index, element),
        };
    }

    private Place OfImplicitIndex(ImplicitIndexExpression element)
    {
        object instance = Instance(element.Instance);
        object? index = Evaluate(element.Index);
        return new Place(
            () => Copy(CollectionMembers.GetItem(this, instance, index, element)),
            value => CollectionMembers.SetItem(this, instance, index, value, element));
    }

    /// <summary>A range of an array, list, span or text, as a new one.</summary>
    private object Part(object collection, RangeValue range, Body at)
    {
        int length = collection is string text ? text.Length : Elements(collection, at).Count();
        int start = range.Start.Offset(length), end = range.End.Offset(length);
        return start >= 0 && end >= start && end <= length
            ? Part(collection, start, end - start, at)
            : throw Fail(at, DiagnosticRules.BuildTimeIndexOutOfRange, range, length);
    }

    private object Part(object collection, int start, int count, Body at) => collection switch
    {
        string text => text.Substring(start, count),
        ListValue list => new ListValue(context, list.ElementType, list.Items.GetRange(start, count)),
        ArrayValue array => new ArrayValue(context, array.ElementType, [.. array.Items.Skip(start).Take(count)]),
        _ => new ArrayValue(context, new TypeRef("System.Object"), [.. Elements(collection, at).Skip(start).Take(count)]),
    };

    /// <summary>Refuses to change a collection that existed before the function ran.</summary>
    public void RequireOwned(HeapValue collection, Body at) => CheckOwned(collection, at, "The collection");
}
