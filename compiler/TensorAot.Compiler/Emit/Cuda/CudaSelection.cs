using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.Cuda;

/// <summary>
/// The place of a row's extreme value: the first of equal ones, or the first NaN. Each lane keeps its best, then the lanes fold as a
/// tree; that the smaller place wins among equals makes the order of lanes irrelevant.
/// </summary>
internal sealed class CudaSelection(CudaAccumulator fold, CudaRow row)
{
    private readonly string _best = "best" + fold.Lane.Substring(1), _place = "place" + fold.Lane.Substring(1);

    /// <summary>What is compared.</summary>
    public Value Term => fold.Fold.Term;

    private bool IsFloating => fold.Fold.Term.DType.IsFloating();

    /// <summary>The variables of a lane.</summary>
    public void PrintStart()
    {
        row.Writer.Line($"{fold.Type} {_best} = {fold.Identity};");
        row.Writer.Line($"int {_place} = 0;");
    }

    /// <summary>One element of a lane, whose places grow.</summary>
    public void PrintElement(string term, string place) => row.Writer.Block($"if ({IsBetter(term)})", () => Take(term, $"(int)({place})"));

    /// <summary>Folds the lanes.</summary>
    public void PrintTree()
    {
        row.Writer.Line("#pragma unroll");
        row.Writer.Block($"for (int half = {row.Lanes / 2}; half > 0; half >>= 1)", () =>
        {
            row.Writer.Line($"const {fold.Type} other = {fold.Shuffle("__shfl_down_sync", "lanes", _best, "half", row.Lanes)};");
            row.Writer.Line($"const int otherPlace = __shfl_down_sync(lanes, {_place}, half, {row.Lanes});");
            string equal = IsFloating ? $"(other == {_best} || (other != other && {_best} != {_best}))" : $"other == {_best}";
            row.Writer.Block($"if ({IsBetter("other")} || ({equal} && otherPlace < {_place}))", () => Take("other", "otherPlace"));
        });
    }

    /// <summary>Gives the first lane's place to all.</summary>
    public void PrintResult() => row.Writer.Line($"{row.Results[fold.Fold]} = __shfl_sync(lanes, {_place}, 0, {row.Lanes});");

    private string IsBetter(string value)
    {
        string better = $"{value} {(fold.Fold.Combine.Code!.Text == "Minimum" ? "<" : ">")} {_best}";
        return IsFloating ? $"{better} || ({value} != {value} && {_best} == {_best})" : better;
    }

    private void Take(string value, string place)
    {
        row.Writer.Line($"{_best} = {value};");
        row.Writer.Line($"{_place} = {place};");
    }
}
