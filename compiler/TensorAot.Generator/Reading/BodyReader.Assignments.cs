using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Support;

namespace TensorAot.Generator.Reading;

// Assignments.
internal sealed partial class BodyReader
{
    private Expression CompoundAssignment(ICompoundAssignmentOperation operation)
    {
        if (operation.Type?.SpecialType == SpecialType.System_Void)
            return Reject(operation, "An operator that changes its operand", "write the plain operator and assign its result");
        return Operators.Spelling(operation.OperatorKind) is { } spelling
            ? new CompoundAssignExpression(
                Expression(operation.Target), spelling, Expression(operation.Value),
                Operator(operation, operation.OperatorMethod, operation.ConstrainedToType), OperatorType(operation), operation.IsChecked)
            {
                Type = Type(operation.Type),
            }
            : Reject(operation);
    }

    /// <summary>The type in which <c>target op= value</c> computes: byte += 1 computes in int.</summary>
    private TypeRef OperatorType(ICompoundAssignmentOperation operation)
    {
        if (operation.OperatorMethod is { Parameters.Length: > 0 } method)
            return Type(method.Parameters[0].Type);
        ITypeSymbol? type = Operators.IsShift(operation.OperatorKind) ? operation.Target.Type : operation.Value.Type;
        return type?.SpecialType is SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char
            ? Type(Reach.Compilation.GetSpecialType(SpecialType.System_Int32))
            : Type(type);
    }

    private Expression Increment(IIncrementOrDecrementOperation operation) =>
        new IncrementExpression(
            Expression(operation.Target), operation.Kind == OperationKind.Increment ? 1 : -1, operation.IsPostfix,
            Operator(operation, operation.OperatorMethod, operation.ConstrainedToType), operation.IsChecked)
        {
            Type = Type(operation.Type),
        };

    private Expression DeconstructionAssignment(IDeconstructionAssignmentOperation operation) =>
        new DeconstructExpression(
            Expression(operation.Target), Expression(operation.Value),
            Parts(Model.GetDeconstructionInfo((AssignmentExpressionSyntax)operation.Syntax), operation))
        {
            Type = Type(operation.Type),
        };

    /// <summary>How a value comes apart. The Deconstruct method is not in the operation tree, so the semantic model is asked.</summary>
    private Deconstruction Parts(DeconstructionInfo info, IOperation operation)
    {
        if (info.Conversion is { Exists: true } conversion && info.Nested.IsEmpty && !KeepsValue(conversion))
            Reject(operation, "A deconstruction that converts a part", "deconstruct into 'var' and convert in the next line");
        if (info.Method is not null)
            Use(info.Method);
        return new Deconstruction(
            info.Method is null ? null : Reach.References.Method(info.Method),
            info.Nested.Select(n => Parts(n, operation)).ToEquatableArray());
    }
}
