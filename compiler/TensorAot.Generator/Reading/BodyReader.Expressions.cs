using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

// The whitelist of expressions, and those without a family of their own.
internal sealed partial class BodyReader
{
    private Expression ReadExpression(IOperation operation)
    {
        if (operation.Kind == OperationKind.Invalid || operation.Type is { TypeKind: TypeKind.Error })
            return Broken(operation);
        return operation.ConstantValue is { HasValue: true, Value: var constant }
            ? new LiteralExpression(constant) { Type = Type(operation.Type) }
            : ReadVariable(operation) ?? ReadOperator(operation) ?? ReadMaking(operation) ?? Reject(operation);
    }

    private Expression? ReadVariable(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var local, IsDeclaration: true } => new DeclarationExpression(Slot(local), local.Name) { Type = Type(local.Type) },
        ILocalReferenceOperation { Local: var local } => new VariableExpression(Slot(local), local.Name) { Type = Type(local.Type) },
        IParameterReferenceOperation { Parameter: var parameter } => ParameterReference(parameter),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => new ThisExpression { Type = Type(operation.Type) },
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver or InstanceReferenceKind.PatternInput } =>
            new ImplicitReceiverExpression { Type = Type(operation.Type) },
        IConditionalAccessInstanceOperation => new ConditionalReceiverExpression { Type = Type(operation.Type) },
        IFieldReferenceOperation o => Field(o),
        IPropertyReferenceOperation o => Property(o),
        IInvocationOperation o => Call(o),
        IMethodReferenceOperation o => MethodGroup(o),
        IArrayElementReferenceOperation o =>
            new ArrayElementExpression(Expression(o.ArrayReference), o.Indices.Select(Expression).ToEquatableArray()) { Type = Type(o.Type) },
        IImplicitIndexerReferenceOperation o => ImplicitIndexer(o),
        IDeclarationExpressionOperation o => Expression(o.Expression),
        IDiscardOperation => new DiscardExpression { Type = Type(operation.Type) },
        _ => null,
    };

    private Expression? ReadOperator(IOperation operation) => operation switch
    {
        IUnaryOperation o => Unary(o),
        IBinaryOperation o => Binary(o),
        ITupleBinaryOperation o => TupleEquality(o),
        IConversionOperation o => Conversion(o),
        IConditionalOperation { WhenFalse: { } whenFalse } o =>
            new ConditionalExpression(Expression(o.Condition), Expression(o.WhenTrue), Expression(whenFalse)) { Type = Type(o.Type) },
        ICoalesceOperation o => new CoalesceExpression(Expression(o.Value), Expression(o.WhenNull)) { Type = Type(o.Type) },
        IConditionalAccessOperation o => new ConditionalAccessExpression(Expression(o.Operation), Expression(o.WhenNotNull)) { Type = Type(o.Type) },
        ISimpleAssignmentOperation { IsRef: false } o => new AssignExpression(Expression(o.Target), Expression(o.Value)) { Type = Type(o.Type) },
        ICoalesceAssignmentOperation o => new CoalesceAssignExpression(Expression(o.Target), Expression(o.Value)) { Type = Type(o.Type) },
        ICompoundAssignmentOperation o => CompoundAssignment(o),
        IIncrementOrDecrementOperation o => Increment(o),
        IDeconstructionAssignmentOperation o => DeconstructionAssignment(o),
        IRangeOperation o => new RangeExpression(
            o.LeftOperand is null ? null : Expression(o.LeftOperand), o.RightOperand is null ? null : Expression(o.RightOperand)) { Type = Type(o.Type) },
        IIsPatternOperation o => new IsPatternExpression(Expression(o.Value), Pattern(o.Pattern)) { Type = Type(o.Type) },
        IIsTypeOperation o => IsType(o),
        ISwitchExpressionOperation o => new SwitchExpression(Expression(o.Value), o.Arms.Select(Arm).ToEquatableArray()) { Type = Type(o.Type) },
        IThrowOperation { Exception: { } exception } o => new ThrowExpression(Expression(exception)) { Type = Type(o.Type) },
        _ => null,
    };

    private Expression? ReadMaking(IOperation operation) => operation switch
    {
        IObjectCreationOperation o => New(o),
        IArrayCreationOperation o => NewArray(o),
        IArrayInitializerOperation o => new ArrayRowExpression(o.ElementValues.Select(Expression).ToEquatableArray()) { Type = Type(o.Type) },
        ICollectionExpressionOperation o => new CollectionExpression(o.Elements.Select(Expression).ToEquatableArray()) { Type = Type(o.Type) },
        ISpreadOperation o => new SpreadExpression(Expression(o.Operand)) { Type = Type(o.Operand.Type) },
        ITupleOperation o => new TupleExpression(o.Elements.Select(Expression).ToEquatableArray()) { Type = Type(o.Type) },
        IWithOperation o => With(o),
        IAnonymousFunctionOperation o => Lambda(o),
        IDelegateCreationOperation o => Expression(o.Target),
        IInterpolatedStringOperation o => new InterpolatedExpression(o.Parts.Select(Part).ToEquatableArray()) { Type = Type(o.Type) },
        IDefaultValueOperation o => Default(o),
        ITranslatedQueryOperation o => Expression(o.Operation),
        IParenthesizedOperation o => Expression(o.Operand),
        _ => null,
    };

    private Expression ParameterReference(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol method && Members.IsPrimary(method)
            ? new PrimaryParameterExpression(parameter.Name) { Type = Type(parameter.Type) }
            : new VariableExpression(Slot(parameter), parameter.Name) { Type = Type(parameter.Type) };

    private Expression Default(IDefaultValueOperation operation)
    {
        if (operation.Type is INamedTypeSymbol { TypeKind: TypeKind.Struct } type)
            Use(Reach.Instance(type));
        return new DefaultExpression { Type = Type(operation.Type) };
    }

    private InterpolationPart Part(IInterpolatedStringContentOperation part)
    {
        int site = Mark(part.Syntax);
        return part switch
        {
            IInterpolatedStringTextOperation text => new InterpolationPart(Expression(text.Text), 0, null) { Site = site },
            IInterpolationOperation hole => new InterpolationPart(
                Text(hole.Expression),
                hole.Alignment?.ConstantValue.Value as int? ?? 0,
                hole.FormatString?.ConstantValue.Value as string) { Site = site },
            _ => new InterpolationPart(Reject(part), 0, null) { Site = site },
        };
    }

    /// <summary>A value that becomes text: objects in source may answer ToString themselves.</summary>
    private Expression Text(IOperation operation)
    {
        if (operation.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } type && Reach.IsInSource(type.OriginalDefinition))
            Use(Reach.Virtual(Reach.Compilation.GetSpecialType(SpecialType.System_Object).GetMembers("ToString").First()));
        return Expression(operation);
    }
}
