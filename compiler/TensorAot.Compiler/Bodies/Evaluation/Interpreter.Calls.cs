using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Calls of methods, local functions and delegates.
internal sealed partial class Interpreter
{
    private BoundArguments BindArguments(EquatableArray<Argument> arguments)
    {
        int count = 0;
        foreach (Argument argument in arguments)
            count = Math.Max(count, argument.Ordinal + 1);
        var bound = new BoundArguments(new object?[count], new string[count]);
        foreach (Argument argument in arguments)
        {
            bound.Names[argument.Ordinal] = argument.Parameter;
            bound.Values[argument.Ordinal] = Evaluate(argument.Value);
        }
        return bound;
    }

    private object? Call(CallExpression call)
    {
        object? instance = call.Instance is null ? null : Receiver(call.Instance, call.Method);
        BoundArguments arguments = BindArguments(call.Arguments);
        return CallMember(
            call, _activation.Types.Close(call.Method), instance, call.IsVirtual,
            call.Constraint is null ? null : Close(call.Constraint), arguments, Close(call.Type), call.Source);
    }

    /// <summary>Calls a method whose types are known: a body in source, or what the library tables say.</summary>
    private object? CallMember(
        Body at, MemberRef method, object? instance, bool isVirtual, TypeRef? constraint, BoundArguments arguments, TypeRef type, string? source)
    {
        string id = Resolve(method.Id, instance, isVirtual, constraint);
        if (index.Method(id) is { Body: not null } declaration)
            return InvokeMethod(declaration, method, instance, constraint, arguments.Values, at);
        if (instance is DelegateValue function && method.Name == "Invoke")
            return InvokeDelegate(function, arguments.Values, at);
        return CallLibrary(new Invocation(this, at, method, instance, arguments, type, constraint, source));
    }

    /// <summary>Evaluates a function's body.</summary>
    public object? Run(MethodDeclaration method, object? receiver, object?[] arguments)
    {
        _activation = new Activation(method.Id, false, null, TypeEnvironment.Empty, null);
        var reference = new MemberRef(method.Id, method.Name, method.ContainingType);
        return InvokeMethod(method, reference, receiver, null, arguments, method);
    }

    private object? InvokeMethod(MethodDeclaration method, MemberRef reference, object? receiver, TypeRef? constraint, object?[] arguments, Body at)
    {
        Activation callee = Enter(method, reference, receiver, constraint is null ? null : Close(constraint), arguments, at);
        object? result = Run(callee, method.Body);
        return method.CustomGradient is null ? result : WithGradient(method, reference, callee, constraint, arguments, result, at);
    }

    /// <summary>The activation of a method with its parameters.</summary>
    private Activation Enter(MethodDeclaration method, MemberRef reference, object? receiver, TypeRef? constraint, object?[] arguments, Body at)
    {
        TypeRef? actual = constraint ?? (receiver as ObjectValue)?.Type;
        TypeRef containing = (actual is null ? null : index.AsBase(actual, method.ContainingType.Name)) ?? reference.ContainingType;
        TypeEnvironment types = TypeEnvironment.Of(method.ContainingType, containing).With(method.TypeParameters, reference.TypeArguments);
        return Enter(new Activation(method.Id, method.IsExternal, receiver, types, null), method.Parameters, arguments, at);
    }

    private Activation Enter(Activation callee, EquatableArray<Parameter> parameters, object?[] arguments, Body at)
    {
        Step(at);
        callee.Caller = _activation;
        callee.CallSite = at.Site;
        callee.Depth = _activation.Depth + 1;
        if (callee.Depth > DepthLimit)
            throw Fail(at, DiagnosticRules.RecursionTooDeep, NameOf(callee.Method), DepthLimit);
        for (int i = 0; i < parameters.Count; i++)
        {
            object? value = i < arguments.Length ? arguments[i] : parameters[i].Default is { } missing ? Evaluate(missing) : null;
            NameNode(value, parameters[i].Name);
            callee.Declare(parameters[i].Slot, new Cell(context, value));
        }
        return callee;
    }

    private object? Run(Activation callee, Statement? body)
    {
        Activation caller = _activation;
        _activation = callee;
        if (body is not null)
            Execute(body);
        _activation = caller;
        return callee.Result;
    }

    /// <summary>What an object's own ToString says; null when its type has none in source.</summary>
    public string? TextOf(ObjectValue value)
    {
        const string ToStringId = "M:System.Object.ToString";
        if (index.Implementation(value.Type, ToStringId) is not { } id || index.Method(id) is not { } method)
            return null;
        return InvokeMethod(method, new MemberRef(id, method.Name, value.Type), value, null, [], method) as string ?? "";
    }

    private object? CallLocalFunction(LocalFunctionCallExpression call)
    {
        LocalFunctionStatement function = LocalFunction(call.Slot, call);
        object?[] arguments = BindArguments(call.Arguments).Values;
        return Run(Enter(LocalScope(_activation, function, Close(call.TypeArguments)), function.Parameters, arguments, call), function.Body);
    }

    private LocalFunctionStatement LocalFunction(int slot, Body at) =>
        _activation.FindFunction(slot) ?? throw Fail(at, DiagnosticRules.CallNotSupported, "A local function of another method");

    private EquatableArray<TypeRef> Close(EquatableArray<TypeRef> types) => _activation.Types.Close(types);

    private static Activation LocalScope(Activation outer, LocalFunctionStatement function, EquatableArray<TypeRef> typeArguments) =>
        new(outer.Method, outer.IsExternal, outer.Receiver, outer.Types.With(function.TypeParameters, typeArguments), outer);

    private object? Invoke(InvokeExpression invoke)
    {
        object function = Instance(invoke.Function);
        object?[] arguments = BindArguments(invoke.Arguments).Values;
        return function is DelegateValue callable
            ? InvokeDelegate(callable, arguments, invoke)
            : throw Fail(invoke, DiagnosticRules.BuildTimeInvalidCast, Describe(function), "a function");
    }

    public object? InvokeDelegate(DelegateValue function, object?[] arguments, Body at)
    {
        if (function is ClosureValue closure)
        {
            var scope = new Activation(closure.Scope.Method, closure.Scope.IsExternal, closure.Scope.Receiver, closure.Scope.Types, closure.Scope);
            return Run(Enter(scope, closure.Parameters, arguments, at), closure.Body);
        }
        var method = (MethodValue)function;
        string[] names = method.ParameterNames.Count >= arguments.Length
            ? [.. method.ParameterNames.Take(arguments.Length)]
            : arguments.Length == 1 ? ["x"] : [.. arguments.Select((_, i) => ((char)('a' + i)).ToString())];
        return CallMember(
            at, method.Method, method.Instance, method.IsVirtual, method.Constraint,
            new BoundArguments(arguments, names), new TypeRef("System.Object"), null);
    }

    private DelegateValue MethodGroup(MethodGroupExpression group)
    {
        MemberRef method = _activation.Types.Close(group.Method);
        if (group.LocalFunctionSlot is { } slot)
        {
            LocalFunctionStatement function = LocalFunction(slot, group);
            return new ClosureValue(LocalScope(_activation.Capture(), function, method.TypeArguments), function.Name, function.Parameters, function.Body);
        }
        object? instance = group.Instance is null ? null : Instance(group.Instance);
        TypeRef? constraint = group.Constraint is null ? null : Close(group.Constraint);
        return new MethodValue(instance, method, group.IsVirtual, group.ParameterNames, constraint);
    }

    private object? ConditionalAccess(ConditionalAccessExpression access)
    {
        object? receiver = EvaluatePlace(access.Receiver);
        if (receiver is null)
            return null;
        _conditionalReceivers.Push(receiver);
        object? value = Evaluate(access.Access);
        _conditionalReceivers.Pop();
        return value;
    }

    private BodyException Thrown(ThrowExpression thrown) => Evaluate(thrown.Exception) switch
    {
        ExceptionValue exception => Fail(thrown, DiagnosticRules.DefinitionThrows, exception.Type, exception.Message),
        ObjectValue exception => Fail(thrown, DiagnosticRules.DefinitionThrows, exception.Type.Name, ""),
        _ => Fail(thrown, DiagnosticRules.NullValue, "The exception"),
    };
}
