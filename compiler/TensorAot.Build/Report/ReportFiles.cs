using System.Text;
using System.Text.Json;
using TensorAot.Build.Reading;

namespace TensorAot.Build.Report;

/// <summary>Writes the report of a project: a page for each function, an index, and the numbers as JSON, which come last.</summary>
internal static class ReportFiles
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes all files; pages of functions that are gone are deleted.</summary>
    /// <param name="project">The project.</param>
    /// <param name="sizes">The sizes for which numbers are computed.</param>
    /// <param name="folder">The folder of the report.</param>
    /// <param name="ptx">The compute capability for which kernels are compiled to PTX; 0: they are not.</param>
    public static void Write(Project project, SizeTable sizes, string folder, int ptx = 0)
    {
        Directory.CreateDirectory(folder);
        Numbers[] numbers = [.. project.Functions.Select(f => new Numbers(f, sizes))];
        string[] names = PageNames(numbers);
        foreach (string old in OldPages(folder).Except(names, StringComparer.OrdinalIgnoreCase))
            File.Delete(Path.Combine(folder, old));
        foreach (string old in OldPages(folder))
            File.Delete(Path.Combine(folder, PtxFiles.NameOf(old)));
        for (int i = 0; i < numbers.Length; i++)
            Save(folder, names[i], new FunctionPage(project, numbers[i], sizes).ToString());
        if (ptx > 0)
            PtxFiles.Write(numbers, names, ptx, folder);
        Save(folder, "index.html", IndexPage.Print(project, numbers, names, sizes));
        Save(folder, "report.json", JsonReport.Print(project, numbers, names, sizes));
    }

    /// <summary>The pages that the report before has: nothing else in the folder is ours.</summary>
    private static string[] OldPages(string folder)
    {
        try
        {
            using JsonDocument report = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "report.json")));
            return [.. report.RootElement.GetProperty("functions").EnumerateArray().Select(f => Path.GetFileName(f.GetProperty("page").GetString()!))];
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }

    private static void Save(string folder, string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, s_encoding);

    /// <summary>Names of files for names of functions, unique without regard to case.</summary>
    private static string[] PageNames(Numbers[] functions)
    {
        var taken = new HashSet<string>(["index.html"], StringComparer.OrdinalIgnoreCase);
        return [.. functions.Select(f =>
        {
            string name = string.Concat(f.Function.Name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')).TrimEnd('-');
            string file = name + ".html";
            for (int k = 2; !taken.Add(file); k++)
                file = $"{name}-{k}.html";
            return file;
        })];
    }
}
