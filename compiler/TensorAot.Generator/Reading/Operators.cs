using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace TensorAot.Generator.Reading;

/// <summary>Operators in C#'s spelling.</summary>
internal static class Operators
{
    /// <summary>The spelling of an operator with one operand, or null for operators that C# has not.</summary>
    public static string? Spelling(UnaryOperatorKind kind) => kind switch
    {
        UnaryOperatorKind.Minus => "-",
        UnaryOperatorKind.Plus => "+",
        UnaryOperatorKind.Not => "!",
        UnaryOperatorKind.BitwiseNegation => "~",
        UnaryOperatorKind.True => "true",
        UnaryOperatorKind.False => "false",
        _ => null,
    };

    /// <summary>The spelling of an operator with two operands, or null for operators that C# has not.</summary>
    public static string? Spelling(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.Remainder => "%",
        BinaryOperatorKind.LeftShift => "<<",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.UnsignedRightShift => ">>>",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ExclusiveOr => "^",
        BinaryOperatorKind.ConditionalAnd => "&&",
        BinaryOperatorKind.ConditionalOr => "||",
        BinaryOperatorKind.Equals => "==",
        BinaryOperatorKind.NotEquals => "!=",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        _ => null,
    };

    /// <summary>Whether a constant division of integers loses a fraction.</summary>
    public static bool HasRemainder(IBinaryOperation division)
    {
        if (Integer(division.LeftOperand) is not { } dividend || Integer(division.RightOperand) is not { } divisor)
            return false;
        return divisor != 0 && dividend % divisor != 0;
    }

    /// <summary>Whether an operator is a shift, whose right operand is an int whatever the left one is.</summary>
    public static bool IsShift(BinaryOperatorKind kind) =>
        kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;

    private static decimal? Integer(IOperation operand) =>
        operand.ConstantValue is { HasValue: true, Value: int or long or uint or ulong } constant
            ? System.Convert.ToDecimal(constant.Value, CultureInfo.InvariantCulture)
            : null;
}
