using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;
using static TensorAot.Compiler.Ops.NodeOperators;

namespace TensorAot.Compiler.Rewriting.Scans;

/// <summary>Outputs of which only the last element is read need no memory for the others.</summary>
internal static class LastElementRules
{
    public static readonly LoopRule LastOfOutputs = new(
        "last-of-outputs", "outputs[^1] -> the final state", "The last element of an output is the value that the last step gives; a state keeps it.", Apply)
    {
        Covers =
        [
            "scan_save_mem", "scanOp_save_mem", "save_mem_new_scan", "scan_reduce_trace_prealloc", "scan_reduce_trace_no_prealloc",
            "scan_sit_sot_to_untraced",
        ],
    };

    private static Dictionary<Node, Node>? Apply(LoopUse loop)
    {
        ScanView scan = loop.Scan;
        for (int j = 0; j < scan.Outputs.Count; j++)
        {
            if (!loop.UsesOutput(j) || loop.Readers(j) is not { } readers)
                continue;
            Node[] last = [.. readers.Where(r => r.Attribute is SliceAttribute slice && r.Op == Indexing.Slice && LastElements.IsLast(scan, slice, r.Inputs[0].Shape))];
            int state = scan.Next.ToList().IndexOf(scan.Outputs[j]);
            if (last.Length > 0 && state >= 0)
                return last.ToDictionary(r => r, _ => ExpandDims(scan.Final(state), 0));
            if (last.Length > 0 && last.Length == readers.Count)
                return AsState(scan, j, last);
        }
        return null;
    }

    /// <summary>A further state that each step overwrites. There is a step: an empty output has no last element.</summary>
    private static Dictionary<Node, Node> AsState(ScanView scan, int output, Node[] readers)
    {
        var draft = new LoopDraft(scan);
        Node value = scan.Outputs[output];
        var state = new DraftState(
            Sources.NewVariable(scan.Node.Graph, "last", value.Type), BroadcastTo(Sources.NewConstant(scan.Node.Graph, ConstantValue.From(value.DType, 0)), value.Shape), value);
        draft.States.Add(state);
        return draft.Build(loop => readers.Select(r => (r, ExpandDims(loop.Final(draft.States.IndexOf(state)), 0))));
    }
}
