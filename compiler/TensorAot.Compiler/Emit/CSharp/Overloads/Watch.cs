namespace TensorAot.Compiler.Emit.CSharp.Overloads;

/// <summary>The parameters of an overload that concern its loops.</summary>
/// <param name="Token">The name of the cancellation token; null for none.</param>
/// <param name="Progress">The name of who hears the progress; null for none.</param>
internal sealed record Watch(string? Token, string? Progress);
