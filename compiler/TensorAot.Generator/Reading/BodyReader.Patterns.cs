using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

// Patterns.
internal sealed partial class BodyReader
{
    private Pattern Pattern(IPatternOperation operation)
    {
        int site = Mark(operation.Syntax);
        Pattern pattern = operation switch
        {
            IConstantPatternOperation p => new ConstantPattern(Expression(p.Value)),
            IRelationalPatternOperation p => new RelationalPattern(Operators.Spelling(p.OperatorKind) ?? "==", Expression(p.Value)),
            ITypePatternOperation p => new TypePattern(Type(p.MatchedType), null, null),
            IDeclarationPatternOperation p => new TypePattern(
                p.MatchesNull ? null : Type(p.MatchedType), SlotOf(p.DeclaredSymbol), p.DeclaredSymbol?.Name),
            IDiscardPatternOperation => new DiscardPattern(),
            INegatedPatternOperation p => new NotPattern(Pattern(p.Pattern)),
            IBinaryPatternOperation p => new BinaryPattern(p.OperatorKind == BinaryOperatorKind.And, Pattern(p.LeftPattern), Pattern(p.RightPattern)),
            IRecursivePatternOperation p => Recursive(p),
            IListPatternOperation p => new ListPattern(p.Patterns.Select(Pattern).ToEquatableArray(), SlotOf(p.DeclaredSymbol), p.DeclaredSymbol?.Name),
            ISlicePatternOperation p => new SlicePattern(p.Pattern is null ? null : Pattern(p.Pattern)),
            _ => new ConstantPattern(Reject(operation)),
        };
        return pattern with { Site = site };
    }

    private Pattern Recursive(IRecursivePatternOperation operation)
    {
        var deconstruct = operation.DeconstructSymbol as IMethodSymbol;
        Use(deconstruct);
        bool tests = !SymbolEqualityComparer.Default.Equals(operation.MatchedType, operation.InputType);
        return new RecursivePattern(
            tests ? Type(operation.MatchedType) : null,
            deconstruct is null ? null : Reach.References.Method(deconstruct),
            operation.DeconstructionSubpatterns.Select(Pattern).ToEquatableArray(),
            operation.PropertySubpatterns.Select(Subpattern).ToEquatableArray(),
            SlotOf(operation.DeclaredSymbol), operation.DeclaredSymbol?.Name);
    }

    private PropertySubpattern Subpattern(IPropertySubpatternOperation operation)
    {
        int site = Mark(operation.Syntax);
        return new PropertySubpattern(Expression(operation.Member), Pattern(operation.Pattern)) { Site = site };
    }

    private SwitchArm Arm(ISwitchExpressionArmOperation arm)
    {
        int site = Mark(arm.Syntax);
        return new SwitchArm(Pattern(arm.Pattern), arm.Guard is null ? null : Expression(arm.Guard), Expression(arm.Value)) { Site = site };
    }

    private Expression IsType(IIsTypeOperation operation)
    {
        Pattern pattern = new TypePattern(Type(operation.TypeOperand), null, null) { Site = Mark(operation.Syntax) };
        return new IsPatternExpression(Expression(operation.ValueOperand), operation.IsNegated ? new NotPattern(pattern) : pattern) { Type = Type(operation.Type) };
    }

    private int? SlotOf(ISymbol? symbol) => symbol is null ? null : Slot(symbol);
}
