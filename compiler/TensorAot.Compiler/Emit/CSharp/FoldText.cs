using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints the parts of folds that stand outside the inner loop.</summary>
internal static class FoldText
{
    /// <summary>Whether a fold runs over virtual lanes: floating values along an inner axis. Others fold exactly in any order.</summary>
    public static bool UsesLanes(Accumulator fold, Sweep sweep) => !fold.SelectsPlace && !sweep.Inner.IsOne && (fold.DType.IsFloating() || sweep.IsVectorized);

    /// <summary>Sums of floats collect block results in double.</summary>
    public static string TotalType(Accumulator fold) => TotalDType(fold).CSharpName();

    public static DType TotalDType(Accumulator fold) =>
        fold.Term.DType == DType.Float32 && fold.Combine.Code!.Text == "+" ? DType.Float64 : fold.Term.DType;

    /// <summary>The value that a total starts from.</summary>
    public static string Start(Accumulator fold) => TotalType(fold) == "double" ? Literals.Of(ConstantValue.From(DType.Float64, fold.Identity.ToDouble())) : Literals.Of(fold.Identity);

    public static string Lanes(Accumulator fold) => fold.Name + "Lanes";

    /// <summary>All lanes as one pair of wide vectors.</summary>
    public static string Register(Accumulator fold) => fold.Name + "Register";

    /// <summary>What the kernel needs from its start: lanes, and totals over all rows.</summary>
    public static void Declare(CSharpWriter writer, Accumulator fold, Sweep sweep)
    {
        string type = fold.Term.DType.CSharpName();
        if (UsesLanes(fold, sweep))
            writer.Line($"{type}* {Lanes(fold)} = stackalloc {type}[{LaneCount(fold)}];");
        if (fold.Scope == FoldScope.Total)
            writer.Line($"{TotalType(fold)} {fold.Name} = {Start(fold)};");
    }

    /// <summary>The start of a row's fold.</summary>
    public static void Start(CSharpWriter writer, Accumulator fold)
    {
        writer.Line($"{TotalType(fold)} {fold.Name}{(fold.SelectsPlace ? "Best" : Narrowed(fold) ? "Total" : "")} = {Start(fold)};");
        if (fold.SelectsPlace)
            writer.Line($"int {fold.Name} = 0;");
    }

    /// <summary>The end of a row's fold: stores it where it is wanted.</summary>
    public static void Finish(CSharpWriter writer, Accumulator fold, string at)
    {
        if (Narrowed(fold))
            writer.Line($"float {fold.Name} = (float){fold.Name}Total;");
        if (fold.Target is { } target)
            writer.Line(target.IsScalar ? $"f->{Names.Of(target)} = {fold.Name};" : $"{Names.Of(target)}[{at}] = {fold.Name};");
    }

    /// <summary>The variable that collects.</summary>
    public static string Collector(Accumulator fold) => fold.Scope == FoldScope.Row && Narrowed(fold) ? fold.Name + "Total" : fold.Name;

    /// <summary>How two values fold.</summary>
    public static string Combine(Accumulator fold, string a, string b) => Combine(fold.Combine, fold.DType, a, b);

    /// <summary>How an element folds with what it stores.</summary>
    public static string Combine(StoreStatement store, string a, string b) => Combine(store.FoldWith!, store.Storage.DType, a, b);

    private static string Combine(Ops.Op op, DType dtype, string a, string b)
    {
        string formula = op.Code!.IsOperator ? $"{a} {op.Code.Text} {(IsAtom(b) ? b : $"({b})")}" : $"{op.Code.Text}({a}, {b})";
        // C# widens bytes to int in every operation.
        return dtype == DType.UInt8 ? $"(byte)({formula})" : formula;
    }

    /// <summary>A name, a number, or one call: nothing that an operator beside it could tear apart.</summary>
    public static bool IsAtom(string text)
    {
        int depth = 0;
        foreach (char c in text)
        {
            depth += c is '(' or '[' or '<' ? 1 : c is ')' or ']' or '>' ? -1 : 0;
            if (depth == 0 && c == ' ')
                return false;
        }
        return text.Length > 0 && text[0] is not ('-' or '(');
    }

    /// <summary>The fold of all lanes.</summary>
    public static string FoldLanes(Accumulator fold)
    {
        string function = fold.Combine.Code!.Text switch { "+" => "Add", "*" => "Multiply", var name => name };
        return $"LaneFold.{function}({Lanes(fold)})";
    }

    public static int LaneCount(Accumulator fold) => 128 / fold.Term.DType.ByteSize();

    private static bool Narrowed(Accumulator fold) => TotalType(fold) != fold.Term.DType.CSharpName() && fold.Scope == FoldScope.Row;
}
