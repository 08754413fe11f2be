using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Reading variables, fields and properties.
internal sealed partial class Interpreter
{
    private object? ReadVariable(VariableExpression variable) => _activation.Find(variable.Slot)?.Value;

    private Cell PrimaryParameter(PrimaryParameterExpression parameter)
    {
        if (_activation.Receiver is ObjectValue receiver && index.DeclaringType(_activation.Method) is { } type
            && receiver.PrimaryParameters.TryGetValue((type, parameter.Name), out Cell? cell))
            return cell;
        throw Fail(parameter, DiagnosticRules.NullValue, $"'{parameter.Name}'");
    }

    private object? ReadField(FieldExpression field)
    {
        if (field.Instance is null)
            return ReadStatic(field.Field, field);
        object? instance = Instance(field.Instance);
        return instance switch
        {
            TupleValue tuple => tuple.Items[TuplePlace(field.Field)],
            ObjectValue o => o[field.Field.Id],
            _ => throw Fail(field, DiagnosticRules.CallNotSupported, $"{field.Field.ContainingType}.{field.Field.Name}"),
        };
    }

    /// <summary>The object before a dot; null is an error.</summary>
    private object Instance(Expression expression) => EvaluatePlace(expression) switch
    {
        null => throw Fail(expression, DiagnosticRules.NullValue, Describe(expression)),
        var value => value,
    };

    /// <summary>The object of a member; a nullable answers without a value too.</summary>
    private object? Receiver(Expression expression, MemberRef member) =>
        member.ContainingType.Name == "System.Nullable`1" ? EvaluatePlace(expression) : Instance(expression);

    /// <summary>Item2 is at place 1.</summary>
    private static int TuplePlace(MemberRef field)
    {
        string digits = new([.. field.Name.Skip("Item".Length).TakeWhile(char.IsDigit)]);
        return int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture) - 1;
    }

    private object? ReadStatic(MemberRef field, Expression at)
    {
        if (index.Field(field.Id) is { } declaration)
        {
            if (!declaration.IsReadOnly)
                throw Fail(at, DiagnosticRules.StateMutated, $"The static '{field.Name}' is not readonly: it");
            return statics.Read(declaration, _activation.Types.Close(field.ContainingType));
        }
        return (field.ContainingType.Name, field.Name) switch
        {
            ("TensorAot.Slice", "NewAxis") => SliceMarker.NewAxis,
            ("TensorAot.Slice", "Ellipsis") => SliceMarker.Ellipsis,
            ("TensorAot.Slice", "Reversed") => SliceRange.All with { Step = -1 },
            ("System.String", "Empty") => "",
            _ => throw Fail(at, DiagnosticRules.CallNotSupported, $"{field.ContainingType}.{field.Name}"),
        };
    }

    private object? ReadProperty(PropertyExpression property)
    {
        object? instance = property.Instance is null ? null : Receiver(property.Instance, property.Property);
        return GetProperty(property, instance, BindArguments(property.Arguments));
    }

    private object? GetProperty(PropertyExpression property, object? instance, BoundArguments arguments)
    {
        MemberRef member = _activation.Types.Close(property.Property);
        string id = Resolve(member.Id, instance, property.IsVirtual, property.Constraint is null ? null : Close(property.Constraint));
        if (index.Method(id) is { } method)
            return InvokeMethod(method, member, instance, property.Constraint, arguments.Values, property);
        if (index.Property(id)?.Getter is { } getter && index.Method(getter) is { } body)
            return InvokeMethod(body, member, instance, property.Constraint, arguments.Values, property);
        if (index.Field(id) is { } slot)
            return slot.IsStatic || instance is null ? ReadStatic(member with { Id = id }, property) : ((ObjectValue)instance)[id];
        TypeRef? constraint = property.Constraint is null ? null : Close(property.Constraint);
        return CallLibrary(new Invocation(this, property, member, instance, arguments, Close(property.Type), constraint, property.Source));
    }

    /// <summary>The member that answers: what the object's type says for virtual members, else the member itself.</summary>
    private string Resolve(string member, object? instance, bool isVirtual, TypeRef? constraint)
    {
        TypeRef? type = constraint ?? (isVirtual ? (instance as ObjectValue)?.Type : null);
        return type is null ? member : index.Implementation(type, member) ?? member;
    }

    /// <summary>Gives a tensor the user's name for it.</summary>
    private void NameNode(object? value, string name)
    {
        if (value is Node node && name.Length > 0)
            node.Graph.Name(node, name);
    }
}
