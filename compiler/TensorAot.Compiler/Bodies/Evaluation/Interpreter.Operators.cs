using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Operators.
internal sealed partial class Interpreter
{
    private object? Binary(BinaryExpression binary)
    {
        if (binary.Operator is "&&" or "||")
            return Logical(binary);
        object? left = Evaluate(binary.Left);
        object? right = Evaluate(binary.Right);
        return Operate(binary, binary.Operator, left, right, binary.Method, binary.IsChecked, binary.Source, binary.Left.Type, binary.Right.Type);
    }

    /// <summary>Lazy, for bools; for tensors the op, unless the left side is known and decides.</summary>
    private object? Logical(BinaryExpression binary)
    {
        bool isAnd = binary.Operator == "&&";
        if (binary.Method is null)
            return isAnd ? Condition(binary.Left) && Condition(binary.Right) : Condition(binary.Left) || Condition(binary.Right);
        object? left = Evaluate(binary.Left);
        if (Truth(left) is { } known)
            return known == isAnd ? Evaluate(binary.Right) : left;
        object? right = Evaluate(binary.Right);
        return Truth(right) is { } decided
            ? decided == isAnd ? left : right
            : Operate(binary, isAnd ? "&" : "|", left, right, binary.Method, false, binary.Source, binary.Left.Type);
    }

    private static bool? Truth(object? value) => value switch
    {
        bool known => known,
        ConstantValue { DType: DType.Bool } constant => constant.Bits != 0,
        _ => null,
    };

    private object? Unary(UnaryExpression unary)
    {
        object? operand = Evaluate(unary.Operand);
        if (unary.Operator is "true" or "false")
            return Truth(operand) is { } known ? known == (unary.Operator == "true")
                : throw Fail(unary.Operand, DiagnosticRules.BranchOnTensor, Describe(unary.Operand));
        if (unary.Method is { } method)
        {
            MemberRef closed = _activation.Types.Close(method);
            if (TensorTypes.IsTensor(closed.ContainingType.Name))
                return TensorOperator(unary, closed, unary.Source, ("x", operand));
            if (index.Method(method.Id) is { } body)
                return InvokeMethod(body, closed, null, null, [operand], unary);
        }
        return operand switch
        {
            null => null,
            Dim dim when unary.Operator == "-" => -dim,
            UnknownValue unknown => new UnknownValue(unknown.Name, unary.Operator == "-" && unknown.Size is { } size ? -size : null),
            _ => Computed(unary, () => Arithmetic.Unary(unary.Operator, operand, unary.IsChecked), unary.Operator, operand, null),
        };
    }

    /// <summary>An operator on two values.</summary>
    private object? Operate(
        Body at, string op, object? left, object? right, MemberRef? method, bool isChecked, string? source, TypeRef leftType, TypeRef? rightType = null)
    {
        if (method is not null)
        {
            MemberRef closed = _activation.Types.Close(method);
            if (TensorTypes.IsTensor(closed.ContainingType.Name))
                return TensorOperator(at, closed, source, ("a", left), ("b", right));
            if (index.Method(method.Id) is { } body)
                return InvokeMethod(body, closed, null, null, [left, right], at);
        }
        if (IsTensorValue(left) || IsTensorValue(right))
            return ReferenceComparison(at, op, left, right);
        if (left is Dim || right is Dim)
            return DimOperator(at, op, left, right);
        if (left is UnknownValue || right is UnknownValue)
            return UnknownOperator(op, left, right);
        if (op == "+" && (left is string || right is string || leftType.Name == "System.String" || rightType?.Name == "System.String"))
            return Text(left, at) + Text(right, at);
        if (left is null || right is null || !(NumberConversions.IsNumber(left) || left is bool))
            return CompareOthers(at, op, left, right);
        return Computed(at, () => Arithmetic.Binary(op, left, right, isChecked), op, left, right);
    }

    private object? Computed(Body at, Func<object?> compute, string op, object? left, object? right)
    {
        try
        {
            return compute() ?? throw Fail(at, DiagnosticRules.CallNotSupported, $"The operator {op} on {Describe(left)}");
        }
        catch (DivideByZeroException)
        {
            throw Fail(at, DiagnosticRules.BuildTimeDivisionByZero, Describe(left), op);
        }
        catch (OverflowException)
        {
            throw Fail(at, DiagnosticRules.BuildTimeOverflow, right is null ? op + Describe(left) : $"{Describe(left)} {op} {Describe(right)}");
        }
    }

    /// <summary>Operators on null, strings, records, tuples and references. Arithmetic with null is null, comparisons with it are false.</summary>
    private object? CompareOthers(Body at, string op, object? left, object? right)
    {
        switch (op)
        {
            case "==":
                return AreEqualByOperator(left, right);
            case "!=":
                return !AreEqualByOperator(left, right);
            case "<" or "<=" or ">" or ">=" when left is null || right is null:
                return false;
            case "&" when left is false || right is false:
                return false;
            case "|" when left is true || right is true:
                return true;
            default:
                return left is null || right is null
                    ? null
                    : throw Fail(at, DiagnosticRules.CallNotSupported, $"The operator {op} on {Describe(left)}");
        }
    }

    private bool AreEqualByOperator(object? left, object? right) => (left, right) switch
    {
        (TupleValue a, TupleValue b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items, AreEqualByOperator).All(equal => equal),
        (float or double, float or double) => Arithmetic.Binary("==", left, right, false) is true,
        (ObjectValue a, ObjectValue b) => index.Type(a.Type) is { IsRecord: true } ? ValueEquality.AreEqual(a, b) : ReferenceEquals(a, b),
        _ => ValueEquality.AreEqual(left, right),
    };

    private static bool IsTensorValue(object? value) => value is Node or SharedState or ConstantValue;

    /// <summary>Tensors compared as objects: <c>(object)x == null</c>, or an interface's operator in generic code.</summary>
    private object ReferenceComparison(Body at, string op, object? left, object? right) => op switch
    {
        "==" => Equals(left, right),
        "!=" => !Equals(left, right),
        _ => throw Fail(at, DiagnosticRules.CallNotSupported, $"The operator {op} on {Describe(left)} and {Describe(right)}"),
    };

    private object DimOperator(Body at, string op, object? left, object? right)
    {
        if (ToDim(left) is not { } a || ToDim(right) is not { } b)
            throw Fail(at, DiagnosticRules.CallNotSupported, $"The operator {op} on {Describe(left)} and {Describe(right)}");
        return Computed(at, () => op switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => b == Dim.Zero ? throw new DivideByZeroException() : Dim.FloorDivide(a, b),
            "==" when AreEqualDims(a, b) => true,
            "!=" when AreEqualDims(a, b) => false,
            "==" or "!=" when (a - b).IsConstant => op == "!=",
            _ => throw Fail(at, DiagnosticRules.SizeNotKnown, a.IsConstant ? b : a),
        }, op, left, right)!;
    }

    private bool AreEqualDims(Dim a, Dim b) => context.Graph?.Constraints.AreEqual(a, b) ?? a == b;

    /// <summary>A size; null when the value is none.</summary>
    private static Dim? ToDim(object? value) => value switch
    {
        Dim dim => dim,
        int number => number,
        long number => number,
        UnknownValue { Size: { } size } => size,
        _ => null,
    };

    /// <summary>What is computed from a number that only the caller knows: a size while it is a polynomial, else just unknown.</summary>
    private static UnknownValue UnknownOperator(string op, object? left, object? right)
    {
        string name = (left as UnknownValue ?? (UnknownValue)right!).Name;
        if (ToDim(left) is not { } a || ToDim(right) is not { } b)
            return new UnknownValue(name, null);
        return new UnknownValue(name, op switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            "/" => Dim.FloorDivide(a, b),
            _ => null,
        });
    }

    private string Interpolate(InterpolatedExpression interpolated) => string.Concat(interpolated.Parts.Select(part =>
    {
        object? value = Named(Evaluate(part.Value), part.Value);
        _ = Text(value, part);
        try
        {
            return TextFormat.Format(this, value, part.Format, part.Alignment);
        }
        catch (FormatException)
        {
            throw Fail(part, DiagnosticRules.BuildTimeOperationFails, "The text", $"'{part.Format}' is no format of {Describe(value)}.");
        }
    }));

    private string Text(object? value, Body at) => value switch
    {
        UnknownValue unknown => throw Fail(at, DiagnosticRules.ValueNotKnown, unknown.Name, "a text"),
        Node or SharedState => throw Fail(at, DiagnosticRules.ValueNotKnown, Describe(value), "a text"),
        _ => TextFormat.ToText(this, value),
    };

    /// <summary>An enum's value by its member's name, which is how C# prints it.</summary>
    private object? Named(object? value, Expression expression)
    {
        while (expression is ConvertExpression { Kind: ConversionKind.Boxing } convert)
            expression = convert.Operand;
        if (value is null || index.Type(Close(expression.Type)) is not { IsEnum: true } declaration)
            return value;
        return declaration.Fields.FirstOrDefault(f => f.Initializer is LiteralExpression literal && Equals(literal.Value, value))?.Name ?? value;
    }
}
