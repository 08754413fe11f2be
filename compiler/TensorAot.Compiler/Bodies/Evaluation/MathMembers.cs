using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>
/// <c>Math</c> and <c>MathF</c>. Functions that IEEE 754 rounds exactly are the host's; all others come from the project's own
/// programs (<see cref="ExactMath"/>), because the host's differ from machine to machine.
/// </summary>
internal static class MathMembers
{
    public static MemberTable Table { get; } = Create();

    private static MemberTable Create()
    {
        var table = new MemberTable
        {
            ["Sqrt"] = c => Real(c, Math.Sqrt),
            ["Floor"] = c => Real(c, Math.Floor),
            ["Ceiling"] = c => Real(c, Math.Ceiling),
            ["Truncate"] = c => Real(c, Math.Truncate),
            ["Abs"] = Abs,
            ["Sign"] = c => c[0] is double.NaN or float.NaN ? throw c.Fails("the argument is NaN.") : Compare(c, ">", 0) ? 1 : Compare(c, "<", 0) ? -1 : 0,
            ["Max"] = c => Extreme(c, ">"),
            ["Min"] = c => Extreme(c, "<"),
            ["Clamp"] = c => Compare(c, "<", 1, 2, ">") ? throw c.Fails("the limits are in the wrong order.") : Compare(c, "<", 0, 1) ? c[1] : Compare(c, ">", 0, 2) ? c[2] : c[0],
            ["Round"] = c => c.Guarded(() => Round(c)),
        };
        foreach (string function in ExactMath.Functions)
            table[function] = c => ExactMath.Evaluate(c);
        return table;
    }

    private static object? Real(Invocation call, Func<double, double> function) => call[0] switch
    {
        float x => (float)function(x),
        double x => function(x),
        UnknownValue unknown => unknown with { Size = null },
        decimal x => call.Method.Name switch { "Floor" => decimal.Floor(x), "Ceiling" => decimal.Ceiling(x), _ => decimal.Truncate(x) },
        _ => throw call.Fail(DiagnosticRules.CallNotSupported, call.Name + " of " + call.Interpreter.Describe(call[0])),
    };

    private static object? Abs(Invocation call) => call[0] switch
    {
        float x => Math.Abs(x),
        double x => Math.Abs(x),
        int x => Math.Abs(x),
        long x => Math.Abs(x),
        decimal x => Math.Abs(x),
        short x => Math.Abs(x),
        sbyte x => Math.Abs(x),
        UnknownValue unknown => unknown with { Size = null },
        _ => throw call.Fail(DiagnosticRules.CallNotSupported, call.Name + " of " + call.Interpreter.Describe(call[0])),
    };

    /// <summary>Math.Max and Min: NaN wins, and -0 is smaller than 0.</summary>
    private static object? Extreme(Invocation call, string better) => (call[0], call[1]) switch
    {
        (UnknownValue unknown, _) => unknown with { Size = null },
        (_, UnknownValue unknown) => unknown with { Size = null },
        (float.NaN or double.NaN, _) => call[0],
        (_, float.NaN or double.NaN) => call[1],
        (float or double, float or double) when Compare(call, "==", 0, 1) => IsNegative(call[0]) == (better == "<") ? call[0] : call[1],
        _ => Compare(call, better, 0, 1) ? call[0] : call[1],
    };

    private static bool IsNegative(object? value) => BitConverter.DoubleToInt64Bits(value is float f ? f : (double)value!) < 0;

    private static bool Compare(Invocation call, string op, int ordinal) =>
        Arithmetic.Binary(op, call[ordinal]!, NumberConversions.Zero(NumberConversions.NameOf(call[ordinal]!))!, false) is true;

    private static bool Compare(Invocation call, string op, int left, int right, string? swap = null) =>
        Arithmetic.Binary(swap ?? op, call[left]!, call[right]!, false) switch
        {
            bool holds => holds,
            _ => throw call.Fail(DiagnosticRules.CallNotSupported, call.Name + " of such arguments"),
        };

    private static object? Round(Invocation call)
    {
        if (call[0] is UnknownValue unknown)
            return unknown with { Size = null };
        int digits = call.Arguments["digits"] is int d ? d : call.Arguments["decimals"] is int e ? e : 0;
        if (call.Arguments["mode"] is int mode && mode is not (0 or 1))
            throw call.Fail(DiagnosticRules.CallNotSupported, "Math.Round with such a mode");
        MidpointRounding rounding = call.Arguments["mode"] is 1 ? MidpointRounding.AwayFromZero : MidpointRounding.ToEven;
        return call[0] switch
        {
            decimal x => Math.Round(x, digits, rounding),
            float x when digits == 0 => (float)Math.Round(x, rounding),
            double x when digits == 0 => Math.Round(x, rounding),
            double x => Math.Round(x, digits, rounding),
            _ => throw call.Fail(DiagnosticRules.CallNotSupported, call.Name + " of " + call.Interpreter.Describe(call[0])),
        };
    }
}

/// <summary>Static members that number types have through interfaces (<c>T.One</c>) or of their own (<c>double.IsNaN</c>).</summary>
internal static class NumberMembers
{
    public static MemberTable Table { get; } = new()
    {
        ["One"] = c => Number(c, 1),
        ["Zero"] = c => Number(c, 0),
        ["NegativeOne"] = c => Number(c, -1),
        ["AdditiveIdentity"] = c => Number(c, 0),
        ["MultiplicativeIdentity"] = c => Number(c, 1),
        ["Pi"] = c => Number(c, Math.PI),
        ["E"] = c => Number(c, Math.E),
        ["Tau"] = c => Number(c, 2 * Math.PI),
        ["NaN"] = c => Number(c, double.NaN),
        ["PositiveInfinity"] = c => Number(c, double.PositiveInfinity),
        ["NegativeInfinity"] = c => Number(c, double.NegativeInfinity),
        ["CreateChecked"] = c => NumberConversions.Convert(c[0]!, TypeOf(c), true),
        ["CreateTruncating"] = c => NumberConversions.Convert(c[0]!, TypeOf(c), false),
        ["CreateSaturating"] = c => c[0] is float or double ? NumberConversions.Convert(c[0]!, TypeOf(c), false) : NumberConversions.Convert(c[0]!, TypeOf(c), true),
        ["IsNaN"] = c => c[0] is double.NaN or float.NaN,
        ["IsInfinity"] = c => c[0] is double.PositiveInfinity or double.NegativeInfinity or float.PositiveInfinity or float.NegativeInfinity,
        ["IsFinite"] = c => c[0] is not (double.NaN or float.NaN or double.PositiveInfinity or double.NegativeInfinity or float.PositiveInfinity or float.NegativeInfinity),
        ["IsEvenInteger"] = c => Arithmetic.Binary("%", c[0]!, NumberConversions.Convert(2, NumberConversions.NameOf(c[0]!), false), false) is 0 or 0L,
        ["IsOddInteger"] = c => Arithmetic.Binary("%", c[0]!, NumberConversions.Convert(2, NumberConversions.NameOf(c[0]!), false), false) is not (0 or 0L),
        ["Sqrt"] = c => MathMembers.Table["Sqrt"](c),
        ["Abs"] = c => MathMembers.Table["Abs"](c),
        ["Max"] = c => MathMembers.Table["Max"](c),
        ["Min"] = c => MathMembers.Table["Min"](c),
        ["Clamp"] = c => MathMembers.Table["Clamp"](c),
        ["Exp"] = c => MathMembers.Table["Exp"](c),
        ["Log"] = c => MathMembers.Table["Log"](c),
        ["Pow"] = c => MathMembers.Table["Pow"](c),
        ["Sin"] = c => MathMembers.Table["Sin"](c),
        ["Cos"] = c => MathMembers.Table["Cos"](c),
        ["Tanh"] = c => MathMembers.Table["Tanh"](c),
        ["CompareTo"] = c => Arithmetic.Binary("<", c.Instance!, c[0]!, false) is true ? -1 : Arithmetic.Binary(">", c.Instance!, c[0]!, false) is true ? 1 : 0,
        ["ToString"] = c => c.Guarded(() => TextFormat.Format(c.Interpreter, c.Instance, c[0] as string)),
    };

    private static string TypeOf(Invocation call) => (call.Constraint ?? call.Method.ContainingType).Name;

    private static object Number(Invocation call, double value) => NumberConversions.Convert(value, TypeOf(call), false);
}
