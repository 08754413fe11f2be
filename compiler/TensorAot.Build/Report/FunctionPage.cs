using TensorAot.Build.Reading;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Emit.Cuda;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Reports;
using TensorAot.Compiler.Rewriting;

namespace TensorAot.Build.Report;

/// <summary>The page of a function.</summary>
internal sealed class FunctionPage
{
    private readonly Html _html;
    private readonly Numbers _numbers;
    private readonly FunctionReport _report;
    private readonly SizeTable _sizes;

    public FunctionPage(Project project, Numbers numbers, SizeTable sizes)
    {
        (_numbers, _report, _sizes) = (numbers, numbers.Report, sizes);
        _html = new Html(_report.Name);
        _html.Paragraph($"A function of <a href=\"index.html\">{Html.Escape(project.Name)}</a>. {IndexPage.SizesText(new SizeTable(Own(sizes), 1, _report.Sizes))}");
        Signature();
        Totals();
        _html.Heading("The graph as written");
        Graph(_report.Function.AsWritten);
        _html.Heading("The graph after rewriting");
        Graph(_report.Function.Schedule.Function);
        Rewrites();
        Steps();
        Memory();
        Text();
    }

    public override string ToString() => _html.ToString();

    private string Own(SizeTable sizes) => string.Join(' ', sizes.All.Where(s => _report.Sizes.Contains(s.Key)).Select(s => $"{s.Key}={s.Value}"));

    private void Signature()
    {
        FunctionGraph function = _report.Function.AsWritten;
        _html.Table(["", "name", "type"],
        [
            .. function.Parameters.Select(p => Row("parameter", p.Name, p.Value.Type)),
            .. _report.Function.OnHost.States.Select(s => Row(function.Updates.Any(u => u.State.Path == s.State.Path) ? "state, updated" : "state", s.State.Path, s.State.Type)),
            .. function.Outputs.Select(o => Row("result", o.Name, o.Value.Type)),
        ]);

        static string[] Row(string kind, string name, TensorType type) => [kind, Html.Code(name), Html.Code(type.ToString())];
    }

    private void Totals()
    {
        _html.Heading("Numbers");
        _html.Table(["", "formula", "value #"],
        [
            ["floating-point operations", Html.Code(_report.Work.Flops.ToString()), Html.Number(_numbers.Flops)],
            ["bytes moved", Html.Code(_report.Work.Bytes.ToString()), Html.Number(_numbers.Bytes)],
            ["arithmetic intensity, operations per byte", "", Html.Number(_numbers.Intensity)],
            ["workspace in bytes, in whole cache lines", Html.Code(_report.Workspace.ToString()), Html.Number(_numbers.Workspace)],
            ["loops", "", Html.Number(_numbers.Loops)],
            ["products of matrices", "", Html.Number(_numbers.Products)],
            ["routines", "", Html.Number(_numbers.Routines)],
            .. _numbers.Kernels is { } kernels ? new[] { new[] { "kernels of a device", "", Html.Number(kernels) } } : [],
        ]);
    }

    private void Graph(FunctionGraph function)
    {
        IReadOnlyList<(string Name, Node Node)> results =
            [.. function.Outputs.Select(o => (o.Name, o.Value)), .. function.Updates.Select(u => (u.State.Path + "'", u.Value))];
        if (GraphSvg.Draw(results) is { } svg)
            _html.Line("<div class=\"graph\">").Line(svg).Line("</div>");
        else
            _html.Paragraph($"The graph has more than {GraphSvg.MostNodes} nodes: too many to draw.");
        _html.Details("as text", GraphPrinter.Print(results));
    }

    private void Rewrites()
    {
        _html.Heading("Rewrites");
        if (Asked is { } asked)
            _html.Paragraph(asked);
        RewriteLine[] lines = [.. _report.Function.Rewrites.Lines(HeaderEmitter.Expression)];
        if (lines.Length > 0)
            _html.Table(["your expression", "is computed as", "because it is", "rules"],
                lines.Select(l => new[] { Html.Code(l.From), Html.Code(l.To), Html.Escape(l.Benefit), Html.Escape(string.Join(", ", l.Rules)) }));
        IReadOnlyDictionary<string, int> counts = _report.Function.Rewrites.Counts;
        _html.Paragraph(counts.Count == 0 ? "No rule fired." : "All rules that fired, and how often: " + Html.Escape(string.Join(", ", counts.Select(c => $"{c.Key} {c.Value}"))) + ".");
    }

    /// <summary>What the user asks of rewriting.</summary>
    private string? Asked =>
        _report.Function.Declaration.IsAsWritten ? "Rewriting is switched off: <code>Rewrites = Rewrites.Off</code>."
        : _report.Function.Declaration.IsStrict ? "Only rewrites that change no bit: <code>Precision = Precision.Strict</code>."
        : _report.Function.Declaration.IsFast ? "Also rewrites that lose accuracy: <code>Precision = Precision.Fast</code>."
        : null;

    private void Steps()
    {
        _html.Heading("Loops and other steps");
        _html.Paragraph("In the order in which a call runs them. The numbers of a step in a loop are for one round of it; those of a loop are for all rounds.");
        _html.Table(["step", "", "your expressions", "FLOPs", "#", "bytes", "#", "FLOPs per byte #"], _report.Steps.Select(step =>
        {
            (long flops, long bytes) = (_sizes.Evaluate(step.Work.Flops), _sizes.Evaluate(step.Work.Bytes));
            return new[]
            {
                string.Concat(Enumerable.Repeat("&#8195;", step.Depth)) + Html.Escape(step.Kind), Html.Escape(step.Text), string.Join("<br />", step.Expressions.Select(Html.Code)),
                Html.Code(step.Work.Flops.ToString()), Html.Number(flops), Html.Code(step.Work.Bytes.ToString()), Html.Number(bytes),
                bytes == 0 ? "" : Html.Number((double)flops / bytes),
            };
        }));
    }

    private void Memory()
    {
        _html.Heading("Memory");
        if (_report.Memory.Count == 0)
        {
            _html.Paragraph("A call needs no memory besides its inputs, results and state.");
            return;
        }
        _html.Table(["where", "bytes", "#", "holds"], _report.Memory.Select(m => new[]
        {
            Html.Escape(m.Where), Html.Code(m.Bytes.ToString()), Html.Number(_sizes.Evaluate(m.Bytes)), string.Join("<br />", m.Holds.Select(Html.Code)),
        }));
    }

    private void Text()
    {
        _html.Heading("Generated code");
        _html.Details("C#", _report.CSharp);
        if (_numbers.CudaText is { } cuda)
            Cuda(cuda);
        else if (!_numbers.Function.Model.OnDevices)
            _html.Paragraph("The project asks for no CUDA: <code>&lt;TensorAotCuda&gt;true&lt;/TensorAotCuda&gt;</code>.");
        else if (_report.Function.Device(out CudaObstacle? obstacle) is null)
            _html.Paragraph($"The function has no form for a GPU: {Named(obstacle!)}.");
    }

    private void Cuda(string text)
    {
        _html.Details($"CUDA C, {_numbers.Kernels} kernels", text);
        string[] onCpu = [.. _report.Device!.Obstacles.Select(Named)];
        if (onCpu.Length > 0)
            _html.Paragraph($"On the CPU in the middle, for want of a form for a GPU: {string.Join("; ", onCpu)}.");
    }

    private static string Named(CudaObstacle obstacle) => Html.Escape(obstacle.Reason) + (obstacle.Expression is { } e ? " in " + Html.Code(e) : "");
}
