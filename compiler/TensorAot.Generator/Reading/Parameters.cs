using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;
using TensorAot.Generator.Support;

namespace TensorAot.Generator.Reading;

/// <summary>The parameters of functions.</summary>
internal static class Parameters
{
    /// <summary>Reports what a function's parameter may not be.</summary>
    public static void Check(IParameterSymbol parameter, List<ReadError> errors, CancellationToken cancellation)
    {
        var syntax = (ParameterSyntax)parameter.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        if (parameter.RefKind != RefKind.None || parameter.IsParams)
        {
            string modifier = syntax.Modifiers.Count > 0 ? syntax.Modifiers[0].Text : "ref";
            errors.Add(ReadError.At(syntax.Modifiers.Count > 0 ? syntax.Modifiers[0] : syntax.Identifier, DiagnosticRules.ParameterByReference, parameter.Name, modifier));
            return;
        }
        EquatableArray<object>? dims = Attributes.ReadDims(parameter, errors);
        if (!Language.TryGetInput(parameter.Type, out int? rank, out ITypeSymbol elementType))
        {
            if (!parameter.HasExplicitDefaultValue)
                errors.Add(ReadError.At((SyntaxNode?)syntax.Type ?? syntax, DiagnosticRules.ParameterTypeNotSupported, parameter.Name, Language.Display(parameter.Type)));
            return;
        }
        if (Language.ElementType(elementType) is not { } dtype)
            errors.Add(ReadError.At((SyntaxNode?)syntax.Type ?? syntax, DiagnosticRules.ElementTypeNotSupported, parameter.Name, Language.Display(elementType)));
        else
            CheckDefault(parameter, rank ?? dims?.Count ?? 0, dtype, errors);
        if (rank is not null && dims is not null && dims.Value.Count != rank)
            errors.Add(ReadError.At(Language.Attribute(parameter, Language.DimsAttribute)!.ApplicationSyntaxReference!.GetSyntax(cancellation),
                DiagnosticRules.DimsCountDiffers, parameter.Name, Language.Display(parameter.Type), rank, dims.Value.Count));
    }

    /// <summary>Reports a [Default] that is not at the end.</summary>
    public static void CheckDefaults(IMethodSymbol method, List<ReadError> errors, CancellationToken cancellation)
    {
        IParameterSymbol[] inputs = [.. method.Parameters.Where(p => !p.HasExplicitDefaultValue)];
        for (int i = 0; i + 1 < inputs.Length; i++)
            if (Language.Attribute(inputs[i], Language.DefaultAttribute) is { } attribute
                && Language.Attribute(inputs[i + 1], Language.DefaultAttribute) is null)
                errors.Add(ReadError.At(attribute.ApplicationSyntaxReference!.GetSyntax(cancellation), DiagnosticRules.DefaultBeforeRequired, inputs[i].Name, inputs[i + 1].Name));
    }

    /// <summary>A parameter as the model has it; its variable is the first, second, ... of the method.</summary>
    public static FunctionParameter Declare(IParameterSymbol parameter, int slot, Reach reach) =>
        new(parameter.Name, slot, reach.References.Type(parameter.Type), Attributes.ReadDims(parameter),
            parameter.HasExplicitDefaultValue ? parameter.ExplicitDefaultValue : Attributes.ReadDefault(parameter))
        {
            IsBuildTime = parameter.HasExplicitDefaultValue,
            Site = slot + 1,
        };

    private static void CheckDefault(IParameterSymbol parameter, int rank, DType dtype, List<ReadError> errors)
    {
        if (Language.Attribute(parameter, Language.DefaultAttribute) is { } attribute
            && (rank != 0 || !Fits(Attributes.ReadDefault(parameter), dtype)))
            errors.Add(ReadError.At(Attributes.Argument(attribute, 0), DiagnosticRules.DefaultInvalid,
                ExpressionText.Of(Attributes.Argument(attribute, 0)), parameter.Name));
    }

    private static bool Fits(object? value, DType dtype) => dtype switch
    {
        DType.Bool => value is bool,
        DType.Float32 or DType.Float64 => value is float or double or int or long or byte,
        DType.Int64 => value is int or long or byte,
        DType.Int32 => value is int or byte,
        _ => value is byte or (>= 0 and <= 255),
    };
}
