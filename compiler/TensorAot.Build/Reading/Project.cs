using Microsoft.CodeAnalysis.CSharp;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Emit.CSharp;
using TensorAot.Compiler.Reports;

namespace TensorAot.Build.Reading;

/// <summary>A function of the project.</summary>
/// <param name="Name">Its name with that of its class, a number behind it where overloads share it.</param>
/// <param name="Model">Its class.</param>
/// <param name="Report">What is known of it.</param>
/// <param name="Place">Where it is declared.</param>
internal sealed record ProjectFunction(string Name, GraphClass Model, FunctionReport Report, Place? Place)
{
    public CompiledFunction Compiled => Report.Function;
}

/// <summary>A project with its functions, in the order of their names.</summary>
/// <param name="Name">The project's name.</param>
/// <param name="Compilation">The user's code, for its references and options.</param>
/// <param name="Functions">The functions.</param>
internal sealed record Project(string Name, CSharpCompilation Compilation, IReadOnlyList<ProjectFunction> Functions);
