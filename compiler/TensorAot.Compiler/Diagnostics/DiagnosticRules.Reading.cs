namespace TensorAot.Compiler.Diagnostics;

// 10xx: reading C#.
public static partial class DiagnosticRules
{
    public static readonly DiagnosticRule NotGraphCode = new("TAOT1001", "Not graph code",
        "{0} cannot be used in graph code, which runs at build time: {1}.");

    public static readonly DiagnosticRule StaticNotReadOnly = new("TAOT1002", "Static that may change",
        "{0} is static and may change while the program runs, so its value is not known at build time: make it const or 'static readonly' with an initializer, or pass the value as a parameter.");

    public static readonly DiagnosticRule TooDeeplyNested = new("TAOT1003", "Expression too deeply nested",
        "This expression is nested more than {0} levels deep: store parts of it in locals, or build it in a loop.");

    public static readonly DiagnosticRule IntegerDivision = new("TAOT1004", "Integer division of constants",
        "'{0}' divides integers before the tensor is reached, and C# makes it {1}: write '{2}' if the fraction is meant.", Severity.Warning);

    public static readonly DiagnosticRule GeneratedOverloadCalled = new("TAOT1005", "Generated overload called in a definition",
        "No overload of {0} in source takes these arguments, and the generated ones do not exist yet while definitions are read, constructors and initializers included: pass tensors to the definition, or make this call after the object is made.");

    public static readonly DiagnosticRule NoGraphCode = new("TAOT1006", "No graph code in another assembly",
        "{0} is in the assembly {1}, {2}.");
}
