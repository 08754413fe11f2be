using TensorAot.Build.Reading;
using TensorAot.Compiler.Emit.CSharp;

namespace TensorAot.Build.Report;

/// <summary>The page that lists all functions.</summary>
internal static class IndexPage
{
    public static string Print(Project project, IReadOnlyList<Numbers> functions, IReadOnlyList<string> pages, SizeTable sizes)
    {
        var html = new Html($"{project.Name}: functions");
        html.Paragraph($"TensorAot {ClassEmitter.Version}. {SizesText(sizes)} The numbers are also in <a href=\"report.json\">report.json</a>.");
        html.Table(
            ["function", "FLOPs #", "bytes #", "FLOPs per byte #", "workspace #", "loops #", "products #", "routines #", "kernels #"],
            functions.Select((f, i) => new[]
            {
                $"<a href=\"{Html.Escape(pages[i])}\">{Html.Code(f.Report.Name)}</a>", Html.Number(f.Flops), Html.Number(f.Bytes), Html.Number(f.Intensity),
                Html.Number(f.Workspace), Html.Number(f.Loops), Html.Number(f.Products), Html.Number(f.Routines), f.Kernels is { } kernels ? Html.Number(kernels) : "",
            }));
        if (functions.Count == 0)
            html.Paragraph("The project has no graph class.");
        return html.ToString();
    }

    /// <summary>For which sizes the numbers are.</summary>
    public static string SizesText(SizeTable sizes) => sizes.All.Count == 0 ? "All sizes are constants." : $"Numbers are for {Html.Code(sizes.ToString())}.";
}
