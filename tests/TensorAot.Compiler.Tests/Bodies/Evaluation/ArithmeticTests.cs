using TensorAot.Compiler.Bodies.Evaluation;

namespace TensorAot.Compiler.Tests.Bodies.Evaluation;

/// <summary>Numbers against what C# itself computes, through <c>dynamic</c>, over the corners and random operands of every type.</summary>
public sealed class ArithmeticTests
{
    private static readonly string[] s_operators = ["+", "-", "*", "/", "%", "&", "|", "^", "<", "<=", ">", ">=", "==", "!="];

    private static readonly object[] s_corners =
    [
        0, 1, -1, 7, int.MinValue, int.MaxValue, 0u, 3u, uint.MaxValue, 0L, -5L, long.MinValue, long.MaxValue, 0ul, 9ul, ulong.MaxValue,
        0f, -0f, 1.5f, float.NaN, float.PositiveInfinity, float.MaxValue, float.Epsilon, 0.0, -0.0, 2.5, double.NaN, double.NegativeInfinity, double.MinValue, 1e-320,
    ];

    private static IEnumerable<object> Operands(Type type, Random random)
    {
        foreach (object corner in s_corners.Where(c => c.GetType() == type))
            yield return corner;
        for (int i = 0; i < 20; i++)
        {
            long bits = random.NextInt64(long.MinValue, long.MaxValue);
            yield return Type.GetTypeCode(type) switch
            {
                TypeCode.Int32 => (int)bits,
                TypeCode.UInt32 => (uint)bits,
                TypeCode.Int64 => bits,
                TypeCode.UInt64 => (ulong)bits,
                TypeCode.Single => BitConverter.Int32BitsToSingle((int)bits),
                _ => (object)BitConverter.Int64BitsToDouble(bits),
            };
        }
    }

    [Test]
    public void OperatorsGiveWhatCSharpGives(
        [Values(typeof(int), typeof(uint), typeof(long), typeof(ulong), typeof(float), typeof(double))] Type type, [Values] bool isChecked)
    {
        var random = new Random(7);
        object[] operands = [.. Operands(type, random)];
        foreach (string op in s_operators)
        {
            if (type == typeof(float) || type == typeof(double) ? op is "&" or "|" or "^" : false)
                continue;
            foreach (object a in operands)
                foreach (object b in operands)
                    Assert.That(Outcome(() => Arithmetic.Binary(op, a, b, isChecked)!), Is.EqualTo(Outcome(() => Reference(op, a, b, isChecked))), $"{a} {op} {b}");
        }
    }

    [Test]
    public void ShiftsGiveWhatCSharpGives([Values(-17, 5u, -6L, 0xF000000000000001ul)] object value, [Values(0, 1, 31, 33, 64, -1)] int count)
    {
        dynamic a = value;
        Assert.Multiple(() =>
        {
            Assert.That(Arithmetic.Binary("<<", value, count, false), Is.EqualTo((object)(a << count)));
            Assert.That(Arithmetic.Binary(">>", value, count, false), Is.EqualTo((object)(a >> count)));
        });
    }

    [Test]
    public void UnsignedShiftsGiveWhatCSharpGives() => Assert.Multiple(() =>
    {
        Assert.That(Arithmetic.Binary(">>>", -17, 3, false), Is.EqualTo(-17 >>> 3));
        Assert.That(Arithmetic.Binary(">>>", -17L, 60, false), Is.EqualTo(-17L >>> 60));
        Assert.That(Arithmetic.Binary(">>>", 0x80000000u, 4, false), Is.EqualTo(0x80000000u >>> 4));
    });

    [Test]
    public void ConversionsGiveWhatCSharpGives([Values] bool isChecked)
    {
        object[] values =
        [
            .. s_corners, 300, -129, 65536, 'x', (byte)200, (sbyte)-3, (short)-30000, (ushort)60000, 3.99, -3.99, 1e10, -1e10, 1e19, 1e30, 2147483648.0, -2147483649.0, 255.5f, 16777217,
        ];
        TypeCode[] targets =
        [
            TypeCode.Int32, TypeCode.Int64, TypeCode.Single, TypeCode.Double, TypeCode.Byte, TypeCode.SByte, TypeCode.Int16, TypeCode.UInt16,
            TypeCode.UInt32, TypeCode.UInt64, TypeCode.Char,
        ];
        foreach (object value in values)
            foreach (TypeCode target in targets)
                Assert.That(
                    Outcome(() => NumberConversions.Convert(value, "System." + target, isChecked)),
                    Is.EqualTo(Outcome(() => Cast(value, target, isChecked))), $"({target}){value} of {value.GetType()}");
    }

    [Test]
    public void NarrowTypesWrapToTheirOwnWidth() => Assert.Multiple(() =>
    {
        Assert.That(Arithmetic.Binary("+", (byte)200, (byte)100, false), Is.EqualTo((byte)44));
        Assert.That(Arithmetic.Binary("<", (short)-1, (short)1, false), Is.EqualTo(true));
        Assert.That(() => Arithmetic.Binary("+", (byte)200, (byte)100, true), Throws.InstanceOf<OverflowException>());
    });

    /// <summary>The value, or the exception's name; bits for floats, so that NaN and -0 count.</summary>
    private static object Outcome(Func<object> compute)
    {
        try
        {
            return compute() switch
            {
                float f => float.IsNaN(f) ? "NaN" : $"float {BitConverter.SingleToInt32Bits(f)}",
                double d => double.IsNaN(d) ? "NaN" : $"double {BitConverter.DoubleToInt64Bits(d)}",
                var value => value,
            };
        }
        catch (Exception e) when (e is OverflowException or DivideByZeroException)
        {
            return e.GetType().Name;
        }
    }

    private static object Reference(string op, dynamic a, dynamic b, bool isChecked) => op switch
    {
        "+" => isChecked ? checked(a + b) : unchecked(a + b),
        "-" => isChecked ? checked(a - b) : unchecked(a - b),
        "*" => isChecked ? checked(a * b) : unchecked(a * b),
        "/" => a / b,
        // The remainder by -1 is 0; x64 traps on the smallest number, which the C# compiler and other machines do not.
        "%" => b is -1 or -1L ? a - a : a % b,
        "&" => a & b,
        "|" => a | b,
        "^" => a ^ b,
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        ">=" => a >= b,
        "==" => a == b,
        _ => a != b,
    };

    private static object Cast(dynamic value, TypeCode target, bool isChecked) => target switch
    {
        TypeCode.Int32 => (object)(isChecked ? checked((int)value) : unchecked((int)value)),
        TypeCode.Int64 => isChecked ? checked((long)value) : unchecked((long)value),
        TypeCode.Single => (float)value,
        TypeCode.Double => (double)value,
        TypeCode.Byte => isChecked ? checked((byte)value) : unchecked((byte)value),
        TypeCode.SByte => isChecked ? checked((sbyte)value) : unchecked((sbyte)value),
        TypeCode.Int16 => isChecked ? checked((short)value) : unchecked((short)value),
        TypeCode.UInt16 => isChecked ? checked((ushort)value) : unchecked((ushort)value),
        TypeCode.UInt32 => isChecked ? checked((uint)value) : unchecked((uint)value),
        TypeCode.UInt64 => isChecked ? checked((ulong)value) : unchecked((ulong)value),
        _ => isChecked ? checked((char)value) : unchecked((char)value),
    };
}
