namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints the method that says what the functions of a class compute, and how.</summary>
internal static class ExplainEmitter
{
    public static void Emit(CSharpWriter writer, string explanation)
    {
        // Longer than any row of quotes in the text.
        string quotes = "\"\"\"";
        while (explanation.Contains(quotes))
            quotes += "\"";
        writer.Line("/// <summary>What the functions of this class compute and how: their graphs as written and as computed, what was rewritten, their steps with operations and bytes.</summary>");
        writer.Line("/// <returns>Text for people, which may change with every version.</returns>");
        writer.Line("public static string Explain() =>");
        writer.Line("    " + quotes);
        foreach (string line in explanation.Split('\n'))
            writer.Line(line.Length == 0 ? "" : "    " + line);
        writer.Line("    " + quotes + ";");
        writer.Line();
    }
}
