using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Making objects, in C#'s order: field initializers, base constructor, body; this(...) instead of both.
internal sealed partial class Interpreter
{
    /// <summary>The object of a graph class. What its constructor takes is known to callers only.</summary>
    public ObjectValue ConstructRoot(TypeRef type)
    {
        MethodDeclaration? constructor = index.Constructors(type).OrderBy(c => c.Parameters.Count).FirstOrDefault();
        ObjectValue result = NewObject(type);
        object?[] arguments = [.. constructor?.Parameters.Select(p => Unknown(p)) ?? []];
        Construct(result, type, constructor, arguments, constructor ?? (Body)index.Class.Types.First());
        return result;
    }

    private UnknownValue Unknown(Parameter parameter) => new(
        $"The constructor's parameter '{parameter.Name}'",
        parameter.Type.Name is "System.Int32" or "System.Int64" ? Dim.Symbol(parameter.Name) : null);

    private object? New(NewExpression creation)
    {
        MemberRef constructor = _activation.Types.Close(creation.Constructor);
        BoundArguments arguments = BindArguments(creation.Arguments);
        object? result = index.Type(constructor.ContainingType) is { IsEnum: false }
            ? NewDeclared(constructor, arguments, creation)
            : LibraryObjects.New(new Invocation(this, creation, constructor, null, arguments, constructor.ContainingType, null, creation.Source))
                ?? throw Fail(creation, DiagnosticRules.CallNotSupported, "new " + CSharpTypeName.Display(constructor.ContainingType));
        Initialize(result, creation.Initializers);
        return result;
    }

    private ObjectValue NewDeclared(MemberRef constructor, BoundArguments arguments, Body at)
    {
        ObjectValue result = NewObject(constructor.ContainingType);
        MethodDeclaration? method = index.Method(constructor.Id);
        // default(S) and new S() of a struct without a constructor run no initializers.
        if (method is not null || !result.IsStruct)
            Construct(result, constructor.ContainingType, method, arguments.Values, at);
        return result;
    }

    private void Initialize(object? value, EquatableArray<Expression> initializers)
    {
        if (initializers.Count == 0)
            return;
        _implicitReceivers.Push(value);
        foreach (Expression initializer in initializers)
            EvaluatePlace(initializer);
        _implicitReceivers.Pop();
    }

    private object? With(WithExpression with)
    {
        object? copy = Evaluate(with.Operand) switch
        {
            ObjectValue o => o.Clone(context),
            TupleValue tuple => tuple,
            null => throw Fail(with, DiagnosticRules.NullValue, Describe(with.Operand)),
            var other => throw Fail(with, DiagnosticRules.CallNotSupported, "with on " + Describe(other)),
        };
        Initialize(copy, with.Initializers);
        return copy;
    }

    /// <summary>Runs a constructor (null: the implicit one) of one class of the object's hierarchy.</summary>
    private void Construct(ObjectValue target, TypeRef type, MethodDeclaration? constructor, object?[] arguments, Body at)
    {
        TypeDeclaration? declaration = index.Type(type);
        TypeEnvironment types = declaration is null ? TypeEnvironment.Empty : TypeEnvironment.Of(declaration.Type, type);
        var scope = new Activation(constructor?.Id ?? type.Name, constructor?.IsExternal ?? _activation.IsExternal, target, types, null);
        Enter(scope, constructor?.Parameters ?? default, arguments, at);
        Activation caller = _activation;
        _activation = scope;
        // Beside a primary constructor every other one chains to this(...).
        if (declaration is { PrimaryParameters.Count: > 0 } && constructor is { ChainsToThis: false })
            TakePrimaryParameters(target, declaration, constructor);
        if (constructor is { ChainsToThis: true, Initializer: { } other })
        {
            Construct(target, type, index.Method(other.Method.Id), BindArguments(other.Arguments).Values, other);
        }
        else if (declaration is not null)
        {
            InitializeFields(target, declaration, scope);
            ConstructBase(target, declaration, types, constructor?.Initializer, at);
        }
        if (constructor?.Body is { } body)
            Execute(body);
        _activation = caller;
    }

    /// <summary>Members see the parameters of a primary constructor; a record's become its properties.</summary>
    private void TakePrimaryParameters(ObjectValue target, TypeDeclaration declaration, MethodDeclaration constructor)
    {
        foreach (Parameter parameter in constructor.Parameters)
        {
            Cell cell = _activation.Find(parameter.Slot)!;
            target.PrimaryParameters[(declaration.Type.Name, parameter.Name)] = cell;
            if (declaration.IsRecord && declaration.Fields.FirstOrDefault(f => f.IsProperty && f.Name == parameter.Name && f.Initializer is null) is { } property)
                target[property.Id] = ForSlot(property.Id, cell.Value, constructor);
        }
    }

    private void InitializeFields(ObjectValue target, TypeDeclaration declaration, Activation constructor)
    {
        foreach (FieldDeclaration field in declaration.Fields)
        {
            if (field.IsStatic || field.Initializer is null)
                continue;
            // An initializer is a text of its own; it sees the parameters of a primary constructor.
            Activation scope = new(field.Id, constructor.IsExternal, target, constructor.Types, constructor)
            {
                Caller = constructor.Caller, CallSite = constructor.CallSite, Depth = constructor.Depth,
            };
            _activation = scope;
            target[field.Id] = ForSlot(field.Id, Evaluate(field.Initializer), field.Initializer);
            _activation = constructor;
        }
    }

    private void ConstructBase(ObjectValue target, TypeDeclaration declaration, TypeEnvironment types, CallExpression? initializer, Body at)
    {
        object?[] arguments = initializer is null ? [] : BindArguments(initializer.Arguments).Values;
        if (declaration.Base is null)
            return;
        TypeRef type = types.Close(declaration.Base);
        MethodDeclaration? constructor = initializer is null
            ? index.Constructors(type).FirstOrDefault(c => c.Parameters.Count == 0)
            : index.Method(initializer.Method.Id);
        Construct(target, type, constructor, arguments, initializer ?? at);
    }

    /// <summary>A value for a field or auto-property: state takes the sizes of the field's [Dims].</summary>
    private object? ForSlot(string id, object? value, Body at)
    {
        if (value is SharedState state && index.Field(id) is { Dims: { } dims } field)
            StateDims.Apply(state, dims, field.Name, (rule, arguments) => Fail(at, rule, arguments));
        return value;
    }
}
