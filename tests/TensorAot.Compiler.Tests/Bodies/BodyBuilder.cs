using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Bodies.Evaluation;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Tests.Bodies;

/// <summary>Writes lowered bodies in few words.</summary>
internal static class BodyBuilder
{
    public static readonly TypeRef IntType = Value("System.Int32");
    public static readonly TypeRef DoubleType = Value("System.Double");
    public static readonly TypeRef FloatType = Value("System.Single");
    public static readonly TypeRef BoolType = Value("System.Boolean");
    public static readonly TypeRef TextType = new("System.String");
    public static readonly TypeRef ObjectType = new("System.Object");
    public static readonly TypeRef VoidType = Value("System.Void");
    public static readonly TypeRef OpsType = new("TensorAot.Ops");
    public static readonly TypeRef LinqType = new("System.Linq.Enumerable");

    public static TypeRef Value(string name) => new(name) { IsValueType = true };

    public static TypeRef Expr(TypeRef element) => new("TensorAot.Expr`1", [element]);

    public static TypeRef Tensor(string name, TypeRef element) => new($"TensorAot.{name}`1", [element]);

    public static TypeRef Shared(TypeRef element) => Tensor("Shared", element);

    public static TypeRef List(TypeRef element) => new("System.Collections.Generic.List`1", [element]);

    public static TypeRef Array(TypeRef element) => new("[]", [element]);

    public static LiteralExpression Literal(object? value) => new(value) { Type = value is null ? ObjectType : Value("System." + value.GetType().Name) };

    public static VariableExpression Variable(int slot, TypeRef? type = null) => new(slot, "v" + slot) { Type = type ?? IntType };

    public static BinaryExpression Binary(string op, Expression left, Expression right, bool isChecked = false) =>
        new(op, left, right, null, isChecked) { Type = left.Type };

    /// <summary>An operator of tensors, such as <c>op_Addition</c>.</summary>
    public static BinaryExpression TensorOperator(string method, Expression left, Expression right, TypeRef? element = null, string? source = null) =>
        new(method, left, right, new MemberRef("M:" + method, method, Expr(element ?? FloatType)), false) { Type = Expr(element ?? FloatType), Source = source };

    public static CallExpression Call(TypeRef type, string name, params Expression[] arguments) => Call(type, name, [], arguments);

    public static CallExpression Call(TypeRef type, string name, EquatableArray<TypeRef> typeArguments, params Expression[] arguments) =>
        new(null, new MemberRef($"M:{type.Name}.{name}", name, type, typeArguments), Arguments(arguments), false) { Type = ObjectType };

    /// <summary>A call of an op with named arguments.</summary>
    public static CallExpression Op(string name, params (string Name, Expression Value)[] arguments) =>
        new(null, new MemberRef($"M:TensorAot.Ops.{name}", name, OpsType, [FloatType]), arguments.Select((a, i) => new Argument(a.Name, i, a.Value)).ToEquatableArray(), false)
        {
            Type = Expr(FloatType), Source = name + "(...)",
        };

    public static CallExpression Method(Expression instance, string name, TypeRef type, params Expression[] arguments) =>
        new(instance, new MemberRef($"M:{instance.Type.Name}.{name}", name, instance.Type), Arguments(arguments), false) { Type = type };

    public static PropertyExpression Property(Expression instance, string name, TypeRef type, params Expression[] arguments) =>
        new(instance, new MemberRef($"P:{instance.Type.Name}.{name}", name, instance.Type), Arguments(arguments), false) { Type = type };

    public static FieldExpression Field(string type, string name, TypeRef fieldType, Expression? instance = null) =>
        new(instance ?? new ThisExpression { Type = new TypeRef(type) }, new MemberRef($"F:{type}.{name}", name, new TypeRef(type))) { Type = fieldType };

    public static EquatableArray<Argument> Arguments(params Expression[] arguments) =>
        arguments.Select((a, i) => new Argument("p" + i, i, a)).ToEquatableArray();

    public static ConvertExpression ToTensor(Expression operand, TypeRef? element = null) =>
        new(operand, ConversionKind.User, new MemberRef("M:op_Implicit", "op_Implicit", Expr(element ?? FloatType)), false) { Type = Expr(element ?? FloatType) };

    public static LambdaExpression Lambda(int slot, Expression body) =>
        new([new Parameter("v" + slot, slot, ObjectType)], new ReturnStatement(body)) { Type = new TypeRef("System.Func`2") };

    public static LambdaExpression Lambda(Expression body) => new([], new ReturnStatement(body)) { Type = new TypeRef("System.Func`1") };

    public static InvokeExpression Invoke(Expression function, params Expression[] arguments) => new(function, Arguments(arguments)) { Type = ObjectType };

    public static CollectionExpression Collection(TypeRef type, params Expression[] elements) => new(elements) { Type = type };

    public static AssignExpression Assign(Expression target, Expression value) => new(target, value) { Type = target.Type };

    public static BlockStatement Block(params Statement[] statements) => new(statements);

    public static DeclareStatement Declare(int slot, Expression? value) => new(slot, "v" + slot, value?.Type ?? IntType, value);

    public static ExpressionStatement Do(Expression expression) => new(expression);

    public static ReturnStatement Return(Expression? value) => new(value);

    public static Statement For(int slot, int count, params Statement[] body) => new ForStatement(
        [Declare(slot, Literal(0))], Binary("<", Variable(slot), Literal(count)),
        [Do(new IncrementExpression(Variable(slot), 1, true, null, false) { Type = IntType })], Block(body));

    public static MethodDeclaration Method(string id, TypeRef type, TypeRef result, Statement? body, params Parameter[] parameters) =>
        new(id, id, type, [], parameters, result, true, null, false, body);

    public static TypeDeclaration Type(string name, params FieldDeclaration[] fields) => new(new TypeRef(name), null, fields, [], [], [], false, false);

    public static FieldDeclaration FieldOf(string type, string name, TypeRef fieldType, Expression? initializer) =>
        new($"F:{type}.{name}", name, fieldType, false, true, false, true, initializer, null);

    public static FunctionParameter Input(string name, int slot, string type, params object[] dims) =>
        new(name, slot, Tensor(type, FloatType), dims.Length == 0 ? default(EquatableArray<object>?) : (EquatableArray<object>)dims, null);

    public static NewExpression New(string type, params Expression[] arguments) =>
        new(new MemberRef($"M:{type}.#ctor", ".ctor", new TypeRef(type)), Arguments(arguments), []) { Type = new TypeRef(type) };

    /// <summary>What a body returns, as text: the definition throws it.</summary>
    public static string ValueOf(params Statement[] body) => ValueOf([], [], body);

    public static string ValueOf(TypeDeclaration[] types, MethodDeclaration[] methods, params Statement[] body)
    {
        MethodDeclaration main = Method("M:Test.Main", new TypeRef("Test"), ObjectType, Block(body));
        EvaluatedClass evaluated = BodyEvaluator.Evaluate(
            StaticClass(types, [.. methods, main], Function("F", FloatType, Do(Throw(Call(new TypeRef("Test"), "Main"))))));
        BodyError error = evaluated.Errors.Single();
        return error.Rule.Id == "TAOT1113" ? error.Message["Exception: ".Length..] : error.Rule.Id + " " + error.Message;
    }

    public static ThrowExpression Throw(Expression value) =>
        new(new NewExpression(
            new MemberRef("M:System.Exception.#ctor", ".ctor", new TypeRef("System.Exception")),
            [new Argument("message", 0, new InterpolatedExpression([new InterpolationPart(value, 0, null)]) { Type = TextType })], [])
        {
            Type = new TypeRef("System.Exception"),
        })
        {
            Type = VoidType,
        };

    public static (FunctionDeclaration Declaration, MethodDeclaration Body) Function(
        string name, TypeRef? result, Statement body, params FunctionParameter[] parameters) => (
        new FunctionDeclaration("M:G." + name, name, parameters, result is null ? VoidType : result.Name.StartsWith("System.ValueTuple", StringComparison.Ordinal) ? result : Expr(result), [], null, true, "public"),
        Method("M:G." + name, new TypeRef("G"), VoidType, body, [.. parameters.Select(p => new Parameter(p.Name, p.Slot, p.Type))]));

    public static GraphClass StaticClass(params (FunctionDeclaration Declaration, MethodDeclaration Body)[] functions) => StaticClass([], [], functions);

    public static GraphClass StaticClass(TypeDeclaration[] types, MethodDeclaration[] methods, params (FunctionDeclaration Declaration, MethodDeclaration Body)[] functions) =>
        new(new TypeRef("G"), new ClassHeader("", [], "partial class G", "G", true),
            functions.Select(f => f.Declaration).ToEquatableArray(), types, [.. methods, .. functions.Select(f => f.Body)]);

    /// <summary>A class with state.</summary>
    public static GraphClass InstanceClass(TypeDeclaration[] types, MethodDeclaration[] methods, params (FunctionDeclaration Declaration, MethodDeclaration Body)[] functions)
    {
        GraphClass shared = StaticClass(types, methods, functions);
        return shared with
        {
            Header = shared.Header with { IsStatic = false },
            Functions = shared.Functions.Select(f => f with { IsStatic = false }).ToEquatableArray(),
        };
    }

    public static Expression Factory(string name, params int[] sizes) =>
        new CallExpression(null, new MemberRef("M:TensorAot.Shared." + name, name, new TypeRef("TensorAot.Shared"), [FloatType]),
            [new Argument("dims", 0, Collection(new TypeRef("System.ReadOnlySpan`1", [IntType]), [.. sizes.Select(s => Literal(s))]))], false)
        {
            Type = Shared(FloatType), Source = $"Shared.{name}<float>({string.Join(", ", sizes)})",
        };
}
