using System.Reflection;

namespace TensorAot.Compiler.Diagnostics;

/// <summary>
/// Every diagnostic of TensorAot, grouped by stage: 0xxx declarations and usage, 1xxx reading C#, 2xxx dtype and shape,
/// 3xxx differentiation, 4xxx scheduling and memory, 5xxx CUDA,
/// 6xxx rewriting, 7xxx build targets, 9xxx internal. One partial file for each stage.
/// </summary>
public static partial class DiagnosticRules
{
    // Lazy: the fields of the other parts may be initialised after this one.
    private static readonly Lazy<IReadOnlyList<DiagnosticRule>> s_all = new(() =>
        [.. typeof(DiagnosticRules).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(DiagnosticRule))
            .Select(f => (DiagnosticRule)f.GetValue(null)!)
            .OrderBy(r => r.Id, StringComparer.Ordinal)]);

    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<DiagnosticRule> All => s_all.Value;
}
