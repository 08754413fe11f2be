using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

// Operators and conversions.
internal sealed partial class BodyReader
{
    private Expression Unary(IUnaryOperation operation)
    {
        if (operation.OperatorKind == UnaryOperatorKind.Hat)
            return new FromEndExpression(Expression(operation.Operand)) { Type = Type(operation.Type) };
        return Operators.Spelling(operation.OperatorKind) is { } spelling
            ? new UnaryExpression(spelling, Expression(operation.Operand), Operator(operation, operation.OperatorMethod, operation.ConstrainedToType), operation.IsChecked) { Type = Type(operation.Type) }
            : Reject(operation);
    }

    private Expression Binary(IBinaryOperation operation)
    {
        if (Operators.Spelling(operation.OperatorKind) is not { } spelling)
            return Reject(operation);
        if (operation.OperatorMethod is not null && Language.IsTensor(operation.Type))
        {
            WarnOfIntegerDivision(operation.LeftOperand);
            WarnOfIntegerDivision(operation.RightOperand);
        }
        bool isText = operation.OperatorMethod is null && operation.Type?.SpecialType == SpecialType.System_String;
        return new BinaryExpression(
            spelling,
            isText ? Text(operation.LeftOperand) : Expression(operation.LeftOperand),
            isText ? Text(operation.RightOperand) : Expression(operation.RightOperand),
            Operator(operation, operation.OperatorMethod, operation.ConstrainedToType), operation.IsChecked)
        {
            Type = Type(operation.Type),
        };
    }

    /// <summary>(a, b) == (c, d) as one comparison of two tuples.</summary>
    private Expression TupleEquality(ITupleBinaryOperation operation) =>
        new BinaryExpression(
            operation.OperatorKind == BinaryOperatorKind.Equals ? "==" : "!=",
            Expression(operation.LeftOperand), Expression(operation.RightOperand), null, false)
        {
            Type = Type(operation.Type),
        };

    private Expression Conversion(IConversionOperation operation)
    {
        Conversion conversion = operation.GetConversion();
        if (!conversion.Exists || operation.IsImplicit && conversion.IsExplicit)
            return Broken(operation);
        if (conversion.IsDynamic || conversion.IsPointer || conversion.IsStackAlloc || conversion.IsInlineArray || conversion.IsInterpolatedStringHandler)
            return Reject(operation.Operand);
        if (PassesThrough(conversion) || conversion.IsTupleLiteralConversion && operation.Operand is ITupleOperation)
            return Expression(operation.Operand);
        if (conversion.IsUserDefined && Language.IsTensor(operation.Type))
            WarnOfIntegerDivision(operation.Operand);
        return new ConvertExpression(
            Expression(operation.Operand), Kind(conversion), Operator(operation, operation.OperatorMethod, operation.ConstrainedToType), operation.IsChecked, operation.IsTryCast)
        {
            Type = Type(operation.Type),
        };
    }

    /// <summary>Conversions that only say what the operand already is.</summary>
    private static bool PassesThrough(Conversion conversion) =>
        conversion.IsIdentity || conversion.IsObjectCreation || conversion.IsCollectionExpression || conversion.IsAnonymousFunction || conversion.IsMethodGroup
        || conversion.IsConditionalExpression || conversion.IsSwitchExpression || conversion.IsThrow || conversion.IsDefaultLiteral
        || conversion.IsInterpolatedString;

    private static ConversionKind Kind(Conversion conversion) => conversion switch
    {
        { IsUserDefined: true } => ConversionKind.User,
        { IsNullable: true } => ConversionKind.Nullable,
        { IsTupleConversion: true } or { IsTupleLiteralConversion: true } => ConversionKind.Tuple,
        { IsNumeric: true } or { IsEnumeration: true } => ConversionKind.Numeric,
        { IsBoxing: true } or { IsUnboxing: true } => ConversionKind.Boxing,
        { IsReference: true } => ConversionKind.Reference,
        _ => ConversionKind.Identity,
    };

    /// <summary>Whether a conversion leaves an object what it is, so that it need not be in the form.</summary>
    private static bool KeepsValue(Conversion conversion) => conversion.IsIdentity || conversion.IsReference;

    private MemberRef? Operator(IOperation at, IMethodSymbol? method, ITypeSymbol? constraint)
    {
        if (method is null)
            return null;
        Target(at, method, isVirtual: false, constraint);
        return Reach.References.Method(method);
    }

    /// <summary>1 / 2 * x: C# has already made the fraction 0 when the tensor is met.</summary>
    private void WarnOfIntegerDivision(IOperation operand)
    {
        while (operand is IConversionOperation conversion)
            operand = conversion.Operand;
        if (!operand.ConstantValue.HasValue)
            return;
        foreach (IOperation part in operand.DescendantsAndSelf())
            if (part is IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide, ConstantValue: { HasValue: true, Value: { } quotient } } division
                && Operators.HasRemainder(division))
                Add(ReadError.At(division.Syntax, DiagnosticRules.IntegerDivision, ExpressionText.Of(division.Syntax),
                    System.Convert.ToString(quotient, System.Globalization.CultureInfo.InvariantCulture),
                    "(double)" + ExpressionText.Of(division.Syntax)));
    }
}
