using TensorAot.Build.Baseline;
using TensorAot.Build.Kernels;
using TensorAot.Build.Reading;
using TensorAot.Build.Report;
using TensorAot.Build.Verify;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Build;

/// <summary>What the program can do.</summary>
internal static class Commands
{
    /// <summary>Runs a command.</summary>
    /// <param name="command"><c>report</c>, <c>baseline</c>, <c>verify</c> or <c>kernels</c>.</param>
    /// <param name="options">What is asked for.</param>
    /// <param name="output">Where lines go.</param>
    /// <returns>0 when all is well, 1 after an error.</returns>
    public static int Run(string command, Options options, TextWriter output)
    {
        var messages = new Messages(output, options.Project + ".csproj");
        try
        {
            switch (command)
            {
                case "report":
                    Report(options, messages);
                    break;
                case "baseline":
                    BaselineCheck.Run(options, messages);
                    break;
                case "verify":
                    if (ProjectReader.Read(options, messages) is { } project)
                        new Verification(project, options, messages).Run();
                    break;
                case "kernels":
                    Kernels(options, output, messages);
                    break;
                default:
                    throw new UsageException($"There is no command '{command}'.");
            }
        }
        catch (UsageException e)
        {
            messages.Error(DiagnosticRules.TargetOption, DiagnosticRules.TargetOption.Format(e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            messages.Error(DiagnosticRules.TargetOption, DiagnosticRules.TargetOption.Format(e.Message));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            messages.Error(DiagnosticRules.InternalError, DiagnosticRules.InternalError.Format(command, InternalError.Describe(e)));
        }
        return messages.HasErrors ? 1 : 0;
    }

    /// <summary>Comes before the C# compiler, which reports errors of graph classes by itself.</summary>
    private static void Kernels(Options options, TextWriter output, Messages messages)
    {
        if (ProjectReader.Read(options, new Messages(TextWriter.Null, options.Project)) is { } project)
            KernelFile.Write(project, options.Kernels, options.KernelFile, messages);
        else
            output.WriteLine($"{options.Project}: no kernels are compiled, since the graph classes have errors");
    }

    private static void Report(Options options, Messages messages)
    {
        if (options.Ptx > 0 && !options.OnDevices)
            throw new UsageException("TensorAotPtx compiles kernels, and the project has none: add the package TensorAot.Cuda.");
        if (ProjectReader.Read(options, messages) is not { } project)
            return;
        ReportFiles.Write(project, new SizeTable(options.Sizes, options.DefaultSize, project.Functions.SelectMany(f => f.Report.Sizes)), options.Output, options.Ptx);
        messages.Say($"{options.Project}: {project.Functions.Count} functions in {Path.Combine(options.Output, "index.html")}");
    }
}
