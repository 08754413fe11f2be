using TensorAot.Build.Baseline;
using TensorAot.Build.Reading;
using TensorAot.Build.Report;
using TensorAot.Build.Verify;
using TensorAot.Compiler.Diagnostics;

namespace TensorAot.Build;

/// <summary>What the program can do.</summary>
internal static class Commands
{
    /// <summary>Runs a command.</summary>
    /// <param name="command"><c>report</c>, <c>baseline</c> or <c>verify</c>.</param>
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
