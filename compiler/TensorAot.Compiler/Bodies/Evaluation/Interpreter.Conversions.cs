using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Conversions and default values.
internal sealed partial class Interpreter
{
    private object? Convert(ConvertExpression convert)
    {
        TypeRef type = Close(convert.Type);
        object? value = EvaluatePlace(convert.Operand);
        switch (convert.Kind)
        {
            case ConversionKind.Identity:
                return value;
            case ConversionKind.User when convert.Method is { } method && index.Method(method.Id) is { } body:
                return InvokeMethod(body, _activation.Types.Close(method), null, null, [Copy(value)], convert);
            case ConversionKind.Reference or ConversionKind.Boxing:
                return Cast(convert, Copy(value), type);
            case ConversionKind.Nullable when value is null && !convert.IsTryCast && type.Name != "System.Nullable`1":
                throw Fail(convert, DiagnosticRules.NullValue, Describe(convert.Operand));
            default:
                return Convert(Copy(value), type, convert, convert.IsChecked);
        }
    }

    /// <summary>The value as another type, by what the value is: a number to a number, to a tensor, to a size; a tuple by its parts.</summary>
    private object? Convert(object? value, TypeRef type, Body at, bool isChecked)
    {
        if (type.Name == "System.Nullable`1")
            return value is null ? null : Convert(value, type.Arguments[0], at, isChecked);
        if (value is TupleValue tuple && type.Arguments.Count == tuple.Items.Length)
            return new TupleValue(context, [.. tuple.Items.Select((item, i) => Convert(item, type.Arguments[i], at, isChecked))]);
        if (TensorTypes.IsTensor(type.Name))
            return ToTensor(value, type, at);
        if (type.Name == TensorTypes.Dim)
            return ToDim(value) ?? value ?? Dim.Zero;
        if (type.Name == "System.Index" && value is int place)
            return new IndexValue(place, false);
        if (value is Dim size && NumberConversions.IsNumberType(type.Name))
            return NumberConversions.Convert(KnownSize(size, at), type.Name, isChecked);
        if (!NumberConversions.IsNumber(value) || !(NumberConversions.IsNumberType(type.Name) && type.Name != "System.Boolean"))
            return value is UnknownValue unknown ? Retype(unknown, type) : value;
        try
        {
            return NumberConversions.Convert(value!, type.Name, isChecked);
        }
        catch (OverflowException)
        {
            throw Fail(at, DiagnosticRules.BuildTimeOverflow, $"The conversion of {Describe(value)} to {CSharpTypeName.Display(type)}");
        }
    }

    /// <summary>A number stays a size while it is an integer.</summary>
    private static UnknownValue Retype(UnknownValue unknown, TypeRef type) =>
        type.Name is "System.Int32" or "System.Int64" ? unknown : unknown with { Size = null };

    private int KnownSize(Dim size, Body at)
    {
        Dim resolved = context.Graph?.Constraints.Resolve(size) ?? size;
        return resolved.Constant is { } value and <= int.MaxValue and >= int.MinValue
            ? (int)value
            : throw Fail(at, DiagnosticRules.SizeNotKnown, resolved);
    }

    /// <summary>The implicit conversion to a tensor: a constant of its element type.</summary>
    private object? ToTensor(object? value, TypeRef type, Body at)
    {
        if (value is null or Node or SharedState or ConstantValue or Dim || type.Arguments.Count == 0)
            return value;
        if (TensorTypes.ElementOf(type) is not { } dtype)
            throw Fail(at, DiagnosticRules.NoSuchElementType, CSharpTypeName.Display(type.Arguments[0]));
        return value switch
        {
            UnknownValue { Size: { } size } when dtype == DType.Int32 => size,
            UnknownValue unknown => throw Fail(at, DiagnosticRules.ValueNotKnown, unknown.Name, "a tensor expression"),
            _ => Constant(value) is { } constant ? Fitted(constant, dtype, at) : value,
        };
    }

    private object? Cast(ConvertExpression convert, object? value, TypeRef type)
    {
        if (value is Node or SharedState or ConstantValue && TensorTypes.RankOf(type.Name) is { } rank)
            return AssertRank(convert, value, type, rank);
        bool isKnown = index.Type(type) is not null || type.Name == "TensorAot.Shared`1" || NumberConversions.IsNumberType(type.Name) || type.Name == "System.String";
        if (value is null || (!isKnown && !convert.IsTryCast) || value is UnknownValue || IsInstance(value, type))
            return value;
        return convert.IsTryCast ? null : throw Fail(convert, DiagnosticRules.BuildTimeInvalidCast, Describe(value), CSharpTypeName.Display(type));
    }

    /// <summary><c>(Matrix&lt;float&gt;)x</c> says that x has two axes.</summary>
    private object? AssertRank(ConvertExpression convert, object value, TypeRef type, int rank)
    {
        Shape? shape = value switch { Node node => node.Shape, SharedState state => state.Shape, _ => Shape.Scalar };
        if (shape is null || shape.Value.Rank == rank)
            return value;
        return convert.IsTryCast ? null : throw Fail(convert, DiagnosticRules.RankAssertionFails, CSharpTypeName.Display(type), rank, shape.Value, shape.Value.Rank);
    }

    public object? DefaultOf(TypeRef type)
    {
        if (NumberConversions.Zero(type.Name) is { } zero)
            return zero;
        if (!type.IsValueType || type.Name == "System.Nullable`1")
            return null;
        return type.Name switch
        {
            TensorTypes.Dim => Dim.Zero,
            "System.Index" => IndexValue.Start,
            "System.Range" => new RangeValue(IndexValue.Start, IndexValue.Start),
            "System.ReadOnlySpan`1" or "System.Span`1" or "System.Collections.Immutable.ImmutableArray`1" => new ArrayValue(context, type.Arguments[0], []),
            _ when type.Name.StartsWith("System.ValueTuple", StringComparison.Ordinal) || type.Name.StartsWith("System.Collections.Generic.KeyValuePair", StringComparison.Ordinal) =>
                new TupleValue(context, [.. type.Arguments.Select(DefaultOf)]),
            _ => DefaultOfDeclared(type),
        };
    }

    private object DefaultOfDeclared(TypeRef type)
    {
        // A value type that is not listed is an enum, or one that nothing can be done with.
        return index.Type(type) is { IsEnum: false } ? NewObject(type) : 0;
    }

    /// <summary>An object whose fields have their default values.</summary>
    private ObjectValue NewObject(TypeRef type)
    {
        var result = new ObjectValue(context, type, index.Type(type) is { IsRecord: true });
        foreach ((TypeDeclaration declaration, TypeRef closed) in index.Hierarchy(type).Reverse())
        {
            TypeEnvironment types = TypeEnvironment.Of(declaration.Type, closed);
            foreach (FieldDeclaration field in declaration.Fields)
                if (!field.IsStatic)
                    result[field.Id] = DefaultOf(types.Close(field.Type));
        }
        return result;
    }

    public object? StaticDefault(FieldDeclaration field, TypeRef containingType) =>
        DefaultOf(FieldTypes(field, containingType).Close(field.Type));

    /// <summary>The value of a static field's initializer.</summary>
    public object? StaticValue(FieldDeclaration field, TypeRef containingType)
    {
        if (field.Initializer is null)
            return StaticDefault(field, containingType);
        _activation = new Activation(field.Id, false, null, FieldTypes(field, containingType), null);
        return Evaluate(field.Initializer);
    }

    private TypeEnvironment FieldTypes(FieldDeclaration field, TypeRef containingType) =>
        index.Type(containingType) is { } declaration ? TypeEnvironment.Of(declaration.Type, containingType) : TypeEnvironment.Empty;
}
