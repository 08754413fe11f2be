using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Programs;
using TensorAot.Compiler.Programs.Printing;

namespace TensorAot.Generate.Device;

/// <summary>
/// Prints expressions of scalars in C++ with the bits that they have in C#. They have no side effects (assignments are statements), so the
/// order in which C++ evaluates operands does not count; operators bind as in C#, so parentheses stay where they are. Every implicit
/// conversion becomes a cast. Arithmetic of integers must not overflow, as C++ has no meaning for that.
/// </summary>
internal sealed class ExpressionPrinter(SemanticModel model)
{
    private static readonly CudaDialect s_dialect = new();

    /// <summary>An expression with the conversion that its place asks for.</summary>
    /// <exception cref="UntranslatableException">Something has no translation.</exception>
    public string Print(ExpressionSyntax expression)
    {
        TypeInfo type = model.GetTypeInfo(expression);
        if (type.ConvertedType is { } to && model.GetConstantValue(expression) is { HasValue: true, Value: { } value })
            return Constant(value, to, expression);
        string text = PrintUnconverted(expression);
        return SymbolEqualityComparer.Default.Equals(type.Type, type.ConvertedType) ? text : Convert(text, type.Type, type.ConvertedType, expression);
    }

    private string PrintUnconverted(ExpressionSyntax expression) => expression switch
    {
        ParenthesizedExpressionSyntax inner => $"({PrintUnconverted(inner.Expression)})",
        IdentifierNameSyntax name => Variable(name),
        BinaryExpressionSyntax binary => Binary(binary),
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.UnaryMinusExpression or (int)SyntaxKind.LogicalNotExpression } prefix =>
            prefix.OperatorToken.Text + Print(prefix.Operand),
        ConditionalExpressionSyntax choice => $"{Print(choice.Condition)} ? {Print(choice.WhenTrue)} : {Print(choice.WhenFalse)}",
        CastExpressionSyntax cast => Convert(Print(cast.Expression), model.GetTypeInfo(cast.Expression).ConvertedType, model.GetTypeInfo(cast.Type).Type, cast.Expression),
        InvocationExpressionSyntax call => Call(call),
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Length" } length => TablePrinter.Elements(Table(length.Expression), length).Count.ToString(CultureInfo.InvariantCulture),
        ElementAccessExpressionSyntax { ArgumentList.Arguments: [var index] } element => $"{DeviceNames.Table(Table(element.Expression))}[{Print(index.Expression)}]",
        _ => throw new UntranslatableException(expression, $"a {expression.Kind()} has no translation"),
    };

    private string Variable(IdentifierNameSyntax name) => model.GetSymbolInfo(name).Symbol switch
    {
        ILocalSymbol or IParameterSymbol => DeviceNames.Variable(name.Identifier.Text, name),
        var symbol => throw new UntranslatableException(name, $"{symbol?.Kind} is no local variable, parameter or constant"),
    };

    private string Binary(BinaryExpressionSyntax binary)
    {
        SyntaxKind kind = binary.Kind();
        bool isKnown = kind is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression or SyntaxKind.MultiplyExpression
            or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression
            or SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression;
        if (!isKnown)
            RequireDivision(binary, kind, model.GetTypeInfo(binary).Type, binary.Right);
        return $"{Print(binary.Left)} {binary.OperatorToken.Text} {Print(binary.Right)}";
    }

    /// <summary>Quotients of doubles, and those of integers by constants: nothing divides by 0 or overflows.</summary>
    public void RequireDivision(SyntaxNode node, SyntaxKind kind, ITypeSymbol? type, ExpressionSyntax divisor)
    {
        bool isQuotient = kind is SyntaxKind.DivideExpression or SyntaxKind.DivideAssignmentExpression;
        if (isQuotient && type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single)
            return;
        bool isWhole = type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64;
        if (isWhole && (isQuotient || kind is SyntaxKind.ModuloExpression) && model.GetConstantValue(divisor) is { Value: int and > 0 })
            return;
        throw new UntranslatableException(node, $"a {kind} of {type} is neither a quotient of floating numbers nor an integer over a positive constant");
    }

    private string Call(InvocationExpressionSyntax call)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { IsStatic: true, IsGenericMethod: false } method)
            throw new UntranslatableException(call, "this calls no static method");
        SeparatedSyntaxList<ArgumentSyntax> arguments = call.ArgumentList.Arguments;
        for (int i = 0; i < arguments.Count; i++)
            if (!arguments[i].RefKindKeyword.IsKind(SyntaxKind.None) || (arguments[i].NameColon is { } name && name.Name.Identifier.Text != method.Parameters[i].Name))
                throw new UntranslatableException(arguments[i], "an argument goes by value, in the order of the parameters");
        if (arguments.Count != method.Parameters.Length)
            throw new UntranslatableException(call, "a call gives every argument");
        return $"{DeviceNames.Method(method, call)}({string.Join(", ", arguments.Select(a => Print(a.Expression)))})";
    }

    private IPropertySymbol Table(ExpressionSyntax expression) => model.GetSymbolInfo(expression).Symbol is IPropertySymbol { IsStatic: true } table
        ? table
        : throw new UntranslatableException(expression, "an index is that of a table of constants");

    /// <summary>A floating number becomes an integer by truncation, saturating, as .NET has it and C++ has not.</summary>
    private static string Convert(string text, ITypeSymbol? from, ITypeSymbol? to, ExpressionSyntax operand)
    {
        string target = DeviceNames.Type(to, operand);
        if (DeviceNames.Type(from, operand) is "double" or "float" && target is "int" or "long long")
            return $"{(target == "int" ? "ToInt" : "ToLong")}({Literals.Bare(text)})";
        return operand is IdentifierNameSyntax or ParenthesizedExpressionSyntax or InvocationExpressionSyntax ? $"({target}){text}" : $"({target})({text})";
    }

    /// <summary>A constant with all its bits.</summary>
    public static string Constant(object value, ITypeSymbol type, SyntaxNode node) => (DeviceNames.Lane(type), value) switch
    {
        (null, bool truth) => truth ? "true" : "false",
        (LaneType.Int32, int and > int.MinValue) => System.Convert.ToString(value, CultureInfo.InvariantCulture)!,
        (LaneType.Int32 or LaneType.Int64, int or long) => s_dialect.Constant(DeviceNames.Lane(type)!.Value, System.Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        (LaneType.Float32, _) => s_dialect.Constant(LaneType.Float32, BitConverter.SingleToInt32Bits(System.Convert.ToSingle(value, CultureInfo.InvariantCulture))),
        (LaneType.Float64, _) => s_dialect.Constant(LaneType.Float64, BitConverter.DoubleToInt64Bits(System.Convert.ToDouble(value, CultureInfo.InvariantCulture))),
        _ => throw new UntranslatableException(node, $"the constant {value} is not of type {type}"),
    };
}
