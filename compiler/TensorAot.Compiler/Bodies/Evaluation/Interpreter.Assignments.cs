using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Writing: assignment, compound assignment, increment, deconstruction.
internal sealed partial class Interpreter
{
    /// <summary>Something that can be written; its parts were evaluated once.</summary>
    private readonly record struct Place(Func<object?> Get, Action<object?> Set);

    private object? Assign(AssignExpression assign)
    {
        Place place = PlaceOf(assign.Target);
        object? value = Evaluate(assign.Value);
        place.Set(value);
        return value;
    }

    private object? CompoundAssign(CompoundAssignExpression compound)
    {
        Place place = PlaceOf(compound.Target);
        object? left = Convert(place.Get(), Close(compound.OperatorType), compound, compound.IsChecked);
        object? right = Evaluate(compound.Value);
        object? result = Operate(compound, compound.Operator, left, right, compound.Method, compound.IsChecked, compound.Source, compound.Target.Type);
        result = Convert(result, Close(compound.Target.Type), compound, compound.IsChecked);
        place.Set(result);
        return result;
    }

    private object? Increment(IncrementExpression increment)
    {
        Place place = PlaceOf(increment.Target);
        object? old = place.Get();
        object? result = increment.Method is { } method && index.Method(method.Id) is { } body
            ? InvokeMethod(body, _activation.Types.Close(method), null, null, [old], increment)
            : Add(increment, old);
        place.Set(result);
        return increment.IsPostfix ? old : result;
    }

    private object? Add(IncrementExpression increment, object? old)
    {
        if (!NumberConversions.IsNumber(old))
            return Operate(increment, increment.Delta > 0 ? "+" : "-", old, 1, null, increment.IsChecked, increment.Source, increment.Type);
        object one = NumberConversions.Convert(1, NumberConversions.NameOf(old!), false);
        return Operate(increment, increment.Delta > 0 ? "+" : "-", old, one, null, increment.IsChecked, null, increment.Type);
    }

    private object? CoalesceAssign(CoalesceAssignExpression coalesce)
    {
        Place place = PlaceOf(coalesce.Target);
        if (place.Get() is { } present)
            return present;
        object? value = Evaluate(coalesce.Value);
        place.Set(value);
        return value;
    }

    private Place PlaceOf(Expression target)
    {
        switch (target)
        {
            case VariableExpression variable:
                return OfCell(Variable(variable), variable, variable.Name);
            case PrimaryParameterExpression parameter:
                return OfCell(PrimaryParameter(parameter), parameter, parameter.Name);
            case DeclarationExpression declaration:
                return new Place(() => null, value => Declare(declaration.Slot, declaration.Name, value));
            case DiscardExpression:
                return new Place(() => null, _ => { });
            case FieldExpression field:
                return OfField(field);
            case PropertyExpression property:
                return OfProperty(property);
            case ArrayElementExpression element:
                return OfElement(element);
            case ImplicitIndexExpression element:
                return OfImplicitIndex(element);
            case ConvertExpression { Kind: ConversionKind.Identity } convert:
                return PlaceOf(convert.Operand);
            default:
                throw Fail(target, DiagnosticRules.CallNotSupported, "Assignment to " + target.GetType().Name);
        }
    }

    private Cell Variable(VariableExpression variable)
    {
        if (_activation.Find(variable.Slot) is not { } cell)
            _activation.Declare(variable.Slot, cell = new Cell(context, null));
        return cell;
    }

    private Place OfCell(Cell cell, Body at, string name) => new(
        () => Copy(cell.Value),
        value =>
        {
            CheckOwned(cell, at, $"The variable '{name}'");
            NameNode(value, name);
            cell.Value = value;
        });

    private Place OfField(FieldExpression field)
    {
        if (field.Instance is null)
            throw Fail(field, DiagnosticRules.StateMutated, $"The static field '{field.Field.Name}'");
        object instance = Instance(field.Instance);
        if (instance is TupleValue tuple)
        {
            int place = TuplePlace(field.Field);
            return new Place(() => Copy(tuple.Items[place]), value =>
            {
                CheckOwned(tuple, field, $"'{field.Field.Name}'");
                tuple.Items[place] = value;
            });
        }
        return OfSlot((ObjectValue)instance, field.Field.Id, field.Field.Name, field);
    }

    private Place OfSlot(ObjectValue instance, string id, string name, Body at) => new(
        () => Copy(instance[id]),
        value =>
        {
            CheckOwned(instance, at, $"'{name}'");
            instance[id] = ForSlot(id, value, at);
        });

    private Place OfProperty(PropertyExpression property)
    {
        if (property.Instance is null)
            throw Fail(property, DiagnosticRules.StateMutated, $"The static property '{property.Property.Name}'");
        object instance = Instance(property.Instance);
        MemberRef member = _activation.Types.Close(property.Property);
        string id = Resolve(member.Id, instance, property.IsVirtual, null);
        if (instance is ObjectValue o && index.Field(id) is not null)
            return OfSlot(o, id, member.Name, property);
        BoundArguments arguments = BindArguments(property.Arguments);
        if (index.Property(id)?.Setter is { } setter && index.Method(setter) is { } body)
            return new Place(
                () => GetProperty(property, instance, arguments),
                value => InvokeMethod(body, member, instance, null, [.. arguments.Values, value], property));
        return new Place(
            () => GetProperty(property, instance, arguments),
            value => CollectionMembers.SetItem(new Invocation(this, property, member, instance, arguments, Close(property.Type), null, null), value));
    }

    /// <summary>What a deconstruction writes: one place, or parts in turn.</summary>
    private sealed record Target(Place? Leaf, Target[] Parts);

    private object? Deconstruct(DeconstructExpression deconstruct)
    {
        // As in C#: the targets' own parts, then the value, then all writes.
        Target target = TargetOf(deconstruct.Target);
        object? value = Evaluate(deconstruct.Value);
        AssignParts(target, value, deconstruct.Parts, deconstruct);
        return value;
    }

    private Target TargetOf(Expression target) => target is TupleExpression tuple
        ? new Target(null, [.. tuple.Elements.Select(TargetOf)])
        : new Target(PlaceOf(target), []);

    private void AssignParts(Target target, object? value, Deconstruction? parts, Body at)
    {
        if (target.Leaf is { } place)
        {
            place.Set(value);
            return;
        }
        object?[] values = Parts(value, parts?.Method, target.Parts.Length, at);
        for (int i = 0; i < values.Length; i++)
            AssignParts(target.Parts[i], values[i], parts is not null && i < parts.Elements.Count ? parts.Elements[i] : null, at);
    }

    /// <summary>The parts that a value comes apart into.</summary>
    private object?[] Parts(object? value, MemberRef? method, int count, Body at)
    {
        switch (value)
        {
            case TupleValue tuple when tuple.Items.Length == count:
                return [.. tuple.Items.Select(Copy)];
            case null:
                throw Fail(at, DiagnosticRules.NullValue, "The value that is taken apart");
            case ObjectValue o when method is not null && index.Method(method.Id) is { } body:
                return CallDeconstruct(body, method, o, count, at);
            case ObjectValue o when RecordParts(o) is { } parts && parts.Length == count:
                return parts;
            default:
                throw Fail(at, DiagnosticRules.BuildTimeOperationFails, "Deconstruction", $"{Describe(value)} has no {count} parts.");
        }
    }

    /// <summary>A Deconstruct method in source: its out parameters after the call; an extension's first parameter is the object.</summary>
    private object?[] CallDeconstruct(MethodDeclaration method, MemberRef reference, ObjectValue value, int count, Body at)
    {
        int first = method.Parameters.Count - count;
        object?[] arguments = new object?[method.Parameters.Count];
        if (first == 1)
            arguments[0] = value;
        Activation callee = Enter(method, _activation.Types.Close(reference), first == 1 ? null : value, null, arguments, at);
        Run(callee, method.Body);
        return [.. method.Parameters.Skip(first).Select(p => callee.Find(p.Slot)!.Value)];
    }

    /// <summary>The values of a positional record's properties.</summary>
    private object?[]? RecordParts(ObjectValue value)
    {
        if (index.Type(value.Type) is not { IsRecord: true } declaration)
            return null;
        IEnumerable<FieldDeclaration> fields = index.Hierarchy(value.Type).SelectMany(t => t.Declaration.Fields);
        return [.. declaration.PrimaryParameters.Select(p => fields.FirstOrDefault(f => f.Name == p && !f.IsStatic)).Select(f => f is null ? null : Copy(value[f.Id]))];
    }
}
