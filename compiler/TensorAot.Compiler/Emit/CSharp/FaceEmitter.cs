using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints the overloads of one function in the user's class: the span core, and overloads over arrays that return.</summary>
internal sealed class FaceEmitter(CSharpWriter writer, string frame, FunctionFace face, FunctionText text)
{
    private const string Check = "global::TensorAot.Runtime.Check";

    public void Emit()
    {
        // With scalars alone the core is the overload, unless it has several results to hand out.
        bool hasTensors = face.Function.Parameters.Any(p => p.Value.Rank > 0) || face.Schedule.Outputs.Any(o => !o.IsScalar);
        bool isAll = !hasTensors && face.OutputNames.Count <= 1;
        Core(isAll);
        if (face.HasDefaults && !isAll)
            CoreWithDefaults();
        if (!face.WouldHideDefinition && !isAll)
            Arrays();
    }

    private readonly string _state = Identifiers.Unique("tensorAotState", new HashSet<string>(face.Locals, StringComparer.Ordinal));

    private string Modifiers => "public " + (text.IsStatic ? "static " : "");

    private string StateArguments => string.Concat(face.Schedule.States.Select(s => $"{_state}.{s.Storage.Name}, "));

    /// <param name="isAll">Whether no other overload has optional parameters.</param>
    private void Core(bool isAll)
    {
        Summary(", without allocating.");
        DescribeCore(face.Function.Parameters);
        (string Name, string Text)[] parameters = [.. face.CoreParameters(withDefaults: false)];
        string arguments = string.Join(", ", parameters.Select(p => (p.Text.StartsWith("out ", StringComparison.Ordinal) ? "out " : "") + Identifiers.Escape(p.Name)));
        IEnumerable<string> declared = parameters.Select(p => p.Text + (isAll && DefaultOf(p.Name) is { } value ? " = " + value : ""));
        string head = $"{Modifiers}{face.ReturnType} {text.Name}({string.Join(", ", declared)})";
        Body(head, call => $"{(face.ReturnsScalar ? "return " : "")}global::TensorAot.Generated.{frame}.Call({call}{arguments});".Replace(", )", ")"));
        writer.Line();
    }

    private void DescribeCore(IEnumerable<FunctionInput> parameters)
    {
        foreach (FunctionInput parameter in parameters)
            Parameter(parameter, ", row-major.");
        foreach (DimSymbol size in face.Explicit)
            writer.Line($"/// <param name=\"{face.NameOf(size).TrimStart('@')}\">The size {FunctionText.Xml(size.Name)}.</param>");
        if (face.ReturnsScalar)
            Returns(face.Schedule.Outputs[0].Type.ToString());
        else
            for (int i = 0; i < face.OutputNames.Count; i++)
                writer.Line($"/// <param name=\"{face.OutputNames[i]}\">{FunctionText.Xml((face.OutputNames.Count == 1 ? text.Returned : "") + face.Schedule.Outputs[i].Type)}, written.</param>");
    }

    private void Body(string head, Func<string, string> statement)
    {
        using (writer.Braces(head))
        {
            if (face.Schedule.States.Count > 0)
                writer.Line($"TensorAotState {_state} = this.GetTensorAotState();");
            writer.Line(statement(StateArguments));
        }
    }

    /// <summary>A further core without the trailing parameters that have a default.</summary>
    private void CoreWithDefaults()
    {
        Summary(", without allocating, with default arguments.");
        DescribeCore(face.Required);
        (string Name, string Text)[] parameters = [.. face.CoreParameters(withDefaults: true)];
        IEnumerable<string> arguments = face.CoreParameters(withDefaults: false).Select(p =>
            (p.Text.StartsWith("out ", StringComparison.Ordinal) ? "out " : "") + (parameters.Any(q => q.Name == p.Name) ? Identifiers.Escape(p.Name) : DefaultOf(p.Name)));
        writer.Line($"{Modifiers}{face.ReturnType} {text.Name}({string.Join(", ", parameters.Select(p => p.Text))}) =>");
        writer.Line($"    {text.Name}({string.Join(", ", arguments)});");
        writer.Line();
    }

    private void Arrays()
    {
        Summary(".");
        foreach (FunctionInput parameter in face.Function.Parameters)
            Parameter(parameter, ".");
        if (face.OutputNames.Count > 0)
            Returns(string.Join(", ", face.Schedule.Outputs.Select((o, i) => (face.OutputNames.Count == 1 ? "" : face.Function.Outputs[i].Name + ": ") + o.Type)));
        IEnumerable<string> parameters = face.Function.Parameters.Select(p => $"{ArrayType(p.Value.Type)} {Identifiers.Escape(p.Name)}" + (DefaultOf(p.Name) is { } value ? " = " + value : ""));
        using (writer.Braces($"{Modifiers}{ResultType()} {text.Name}({string.Join(", ", parameters)})"))
        {
            ArraySizes();
            CallCore();
        }
        writer.Line();
    }

    /// <summary>The default of a parameter that may be left out; null for others.</summary>
    private string? DefaultOf(string name) =>
        face.Function.Parameters.FirstOrDefault(p => p.Name == name) is { Default: { } value } parameter && !face.Required.Contains(parameter) ? Literals.Of(value) : null;

    private string ResultType() => face.OutputNames.Count switch
    {
        0 => "void",
        1 => ArrayType(face.Schedule.Outputs[0].Type),
        _ => "(" + string.Join(", ", face.OutputNames.Select((n, i) => $"{ArrayType(face.Schedule.Outputs[i].Type)} {Identifiers.Escape(face.Function.Outputs[i].Name)}")) + ")",
    };

    private void ArraySizes()
    {
        if (face.StateSizes.Count > 0)
        {
            writer.Line($"TensorAotState {_state} = this.GetTensorAotState();");
            foreach (KeyValuePair<DimSymbol, (StateVariable State, int Axis)> size in face.StateSizes)
                writer.Line($"int {face.NameOf(size.Key)} = {_state}.{face.Schedule.States.First(s => s.State == size.Value.State).Storage.Name}.Lengths[{size.Value.Axis}];");
        }
        foreach (FunctionInput parameter in face.Function.Parameters.Where(p => p.Value.Rank > 0))
            writer.Line($"{Check}.NotNull({Identifiers.Escape(parameter.Name)}, {Literals.Of(parameter.Name)});");
        var known = new HashSet<DimSymbol>(face.StateSizes.Keys);
        foreach (FunctionInput parameter in face.Function.Parameters.Where(p => p.Value.Rank > 0))
            for (int axis = 0; axis < parameter.Value.Rank; axis++)
                if (parameter.Value.Shape[axis].AsSymbol is { } symbol && known.Add(symbol))
                    writer.Line($"int {face.NameOf(symbol)} = {Identifiers.Escape(parameter.Name)}.GetLength({axis});");
        foreach (FunctionInput parameter in face.Function.Parameters.Where(p => p.Value.Rank > 0))
            writer.Line($"{Check}.Shape({string.Join(", ", new[] { Identifiers.Escape(parameter.Name), Literals.Of(parameter.Name), Literals.Of(parameter.Value.Type.ToString()) }.Concat(parameter.Value.Shape.Dims.Select(face.Text)))});");
    }

    private void CallCore()
    {
        // The core checks this too, but the arrays of the results are made before.
        if (face.Schedule.Outputs.Any(o => o.Type.Shape.Dims.Any(d => d.LowerBound is null or < 0)))
            foreach (string check in face.LeastSizes())
                writer.Line($"{Check}.AtLeast({check});");
        var results = new List<string>();
        var arguments = new List<string>();
        foreach (FunctionInput parameter in face.Function.Parameters)
            arguments.Add(Span(Identifiers.Escape(parameter.Name), parameter.Value.Type));
        arguments.AddRange(face.Explicit.Select(face.NameOf));
        if (!face.ReturnsScalar)
            for (int i = 0; i < face.OutputNames.Count; i++)
                arguments.Add(Result(i, results));
        string call = $"{text.Name}({string.Join(", ", arguments)});";
        writer.Line(face.ReturnsScalar ? "return " + call : call);
        if (!face.ReturnsScalar && results.Count > 0)
            writer.Line($"return {(results.Count == 1 ? results[0] : $"({string.Join(", ", results)})")};");
    }

    /// <summary>A size of a new array; one that is computed may not fit.</summary>
    private string Length(Dim size) => size.IsConstant || size.AsSymbol is not null ? face.Text(size) : $"{Check}.Size({face.Text(size)}, {Literals.Of(size.ToString())})";

    private string Result(int output, List<string> results)
    {
        string name = Identifiers.Escape(face.OutputNames[output]);
        results.Add(name);
        Storage storage = face.Schedule.Outputs[output];
        if (storage.IsScalar)
            return $"out {storage.DType.CSharpName()} {name}";
        writer.Line($"var {name} = new {storage.DType.CSharpName()}[{string.Join(", ", storage.Type.Shape.Dims.Select(Length))}];");
        return Span(name, storage.Type);
    }

    /// <summary>An argument for the core. A vector must not stay an array: the overload would call itself.</summary>
    private static string Span(string name, TensorType type) => type.Rank switch
    {
        0 => name,
        1 => $"global::System.MemoryExtensions.AsSpan({name})",
        <= 6 => $"global::TensorAot.Runtime.Arrays.AsSpan({name})",
        _ => $"global::TensorAot.Runtime.Arrays.AsSpan<{type.DType.CSharpName()}>({name})",
    };

    private static string ArrayType(TensorType type) =>
        type.Rank == 0 ? type.DType.CSharpName() : $"{type.DType.CSharpName()}[{new string(',', type.Rank - 1)}]";

    private void Summary(string suffix)
    {
        string summary = text.Summary;
        writer.Line($"/// <summary>{FunctionText.Xml(suffix == "." ? summary : summary.TrimEnd('.') + suffix)}</summary>");
    }

    private void Parameter(FunctionInput parameter, string end) =>
        writer.Line($"/// <param name=\"{parameter.Name}\">{FunctionText.Xml(text.Parameter(parameter.Name) + parameter.Value.Type)}{(parameter.Value.Rank == 0 ? "." : end)}</param>");

    private void Returns(string what) => writer.Line($"/// <returns>{FunctionText.Xml(text.Returned + what)}.</returns>");
}
