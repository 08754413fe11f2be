using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies;

/// <summary>
/// A graph class as lowering hands it on: everything that its functions can reach in source, free of symbols and positions.
/// Its value equality is what makes the generator incremental.
/// </summary>
/// <param name="Type">The class marked <c>[TensorGraph]</c>.</param>
/// <param name="Header">How the class is declared, for the generated part of it.</param>
/// <param name="Functions">Its <c>[Function]</c> methods in declaration order.</param>
/// <param name="Types">Every type in source whose objects definitions make or use, the graph class included.</param>
/// <param name="Methods">Every method, constructor, accessor in source that the functions reach, by id.</param>
public sealed record GraphClass(
    TypeRef Type,
    ClassHeader Header,
    EquatableArray<FunctionDeclaration> Functions,
    EquatableArray<TypeDeclaration> Types,
    EquatableArray<MethodDeclaration> Methods)
{
    /// <summary>Whether its functions are also to run on GPUs: the property TensorAotCuda of the user's project.</summary>
    public bool OnDevices { get; init; }

    /// <summary>Whether the class says what it computes and how: not where the property TensorAotExplainMethod is false.</summary>
    public bool Explains { get; init; } = true;

    /// <summary>Which overloads it gets beside those over spans and arrays.</summary>
    public OverloadKinds Overloads { get; init; }

    /// <summary>The forms of its functions that the user chose.</summary>
    public EquatableArray<SignatureDeclaration> Signatures { get; init; }
}

/// <summary>How the graph class is declared.</summary>
/// <param name="Namespace">Its namespace; empty for the global one.</param>
/// <param name="Containers">Declarations that contain it, outermost first (<c>public static partial class Outer</c>).</param>
/// <param name="Declaration">Its own (<c>partial class Logistic</c>), without modifiers that need not be repeated.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="HasPrepare">Whether the user has given it something called Prepare.</param>
/// <param name="HasExplain">Whether the user has given it something called Explain.</param>
public sealed record ClassHeader(string Namespace, EquatableArray<string> Containers, string Declaration, string Name, bool IsStatic, bool HasPrepare = false, bool HasExplain = false);

/// <summary>A <c>[Function]</c>.</summary>
/// <param name="Method">The id of the definition among the class's methods.</param>
/// <param name="Name">The name of the definition and of the generated overloads.</param>
/// <param name="Parameters">The tensor parameters.</param>
/// <param name="Result">The declared result type (<c>Expr</c>, a tuple, a record, void).</param>
/// <param name="ResultNames">The names of a tuple's elements or a record's properties; empty for a single result or none.</param>
/// <param name="Documentation">The user's documentation comment, as XML, or null.</param>
/// <param name="IsStatic">Whether the definition is static.</param>
/// <param name="Accessibility">Of generated overloads: the class's own (<c>public</c>, <c>internal</c>).</param>
public sealed record FunctionDeclaration(
    string Method,
    string Name,
    EquatableArray<FunctionParameter> Parameters,
    TypeRef Result,
    EquatableArray<string> ResultNames,
    string? Documentation,
    bool IsStatic,
    string Accessibility) : Body
{
    /// <summary>
    /// Whether reading found an error in what the function reaches, C#'s own errors included. It was reported or is C#'s to report:
    /// the function is not evaluated, and the bodies that only it reaches are left out; its overloads throw.
    /// </summary>
    public bool HasErrors { get; init; }

    /// <summary>Whether it says <c>Rewrites = Rewrites.Off</c>.</summary>
    public bool IsAsWritten { get; init; }

    /// <summary>Whether it says <c>Precision = Precision.Strict</c>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Whether it says <c>Precision = Precision.Fast</c>.</summary>
    public bool IsFast { get; init; }

    /// <summary>What it checks while it runs; null where it does not say.</summary>
    public FunctionChecks? Checks { get; init; }

    /// <summary>Whether it measures its steps; null where it does not say.</summary>
    public bool? Profiles { get; init; }

    /// <summary>Whether the user's class has something of the name that the property with its profile would have.</summary>
    public bool HasProfileName { get; init; }

    /// <summary>Whether the user's class has something of the name that the overloads which do not wait for a device would have.</summary>
    public bool HasAsyncName { get; init; }

    /// <summary>The rewrites that its <c>[Expect]</c> attributes name, in order.</summary>
    public EquatableArray<string> Expectations { get; init; }

    /// <summary>The id under which the position of an expectation is found.</summary>
    public string ExpectationId(int index) => $"{Method}[Expect {index}]";
}

/// <summary>A parameter of a function: its declared type, sizes and default.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Slot">Its variable.</param>
/// <param name="Type">As declared: <c>TensorAot.Matrix`1&lt;float&gt;</c>, or a build-time type such as <c>bool</c> with a C# default.</param>
/// <param name="Dims">Names (string) and sizes (int) of <c>[Dims]</c>, or null.</param>
/// <param name="Default">The value of <c>[Default]</c>, or null.</param>
public sealed record FunctionParameter(string Name, int Slot, TypeRef Type, EquatableArray<object>? Dims, object? Default) : Body
{
    /// <summary>
    /// Whether the parameter has a C# default (<c>bool deep = false</c>, <c>Expr&lt;float&gt;? bias = null</c>): it is no input of the
    /// generated overloads, and the definition sees <see cref="Default"/>, which is then that value.
    /// </summary>
    public bool IsBuildTime { get; init; }
}

/// <summary>A parameter of a helper, lambda or local function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Slot">Its variable.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">The default argument of a lambda; call sites of methods carry theirs.</param>
public sealed record Parameter(string Name, int Slot, TypeRef Type, Expression? Default = null) : Body;

/// <summary>A type in source.</summary>
/// <param name="Type">The type with its own parameters as arguments.</param>
/// <param name="Base">Its base class when that is in source.</param>
/// <param name="Fields">Fields and auto-properties in the order in which their initializers run.</param>
/// <param name="Properties">Properties with accessors in source.</param>
/// <param name="PrimaryParameters">The parameters of a primary constructor.</param>
/// <param name="Implementations">For virtual and interface members: the member called on objects of this type.</param>
/// <param name="IsRecord">Whether equality, ToString, Deconstruct and copying are a record's.</param>
/// <param name="IsEnum">Whether it is an enum; its members arrive as literals.</param>
public sealed record TypeDeclaration(
    TypeRef Type,
    TypeRef? Base,
    EquatableArray<FieldDeclaration> Fields,
    EquatableArray<PropertyDeclaration> Properties,
    EquatableArray<string> PrimaryParameters,
    EquatableArray<Implementation> Implementations,
    bool IsRecord,
    bool IsEnum) : Body
{
    /// <summary>Every interface that it implements, inherited ones included, in terms of its own parameters: what <c>is</c> asks for.</summary>
    public EquatableArray<TypeRef> Interfaces { get; init; }

    /// <summary>The constraints of its type parameters, as C# clauses.</summary>
    public EquatableArray<string> Constraints { get; init; }
}

/// <summary>A field, or the slot behind an auto-property.</summary>
/// <param name="Id">The id of the field or property.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="IsReadOnly">Whether only constructors write it; state must be reached through read-only members.</param>
/// <param name="IsProperty">Whether it is an auto-property.</param>
/// <param name="IsAccessible">Whether the generated part of the graph class can name it (else it goes through an accessor).</param>
/// <param name="Initializer">Its initializer.</param>
/// <param name="Dims">The sizes of <c>[Dims]</c> on a state field, or null.</param>
public sealed record FieldDeclaration(
    string Id, string Name, TypeRef Type, bool IsStatic, bool IsReadOnly, bool IsProperty, bool IsAccessible,
    Expression? Initializer, EquatableArray<object>? Dims) : Body;

/// <summary>A property with accessors in source (ids of methods; null: none).</summary>
public sealed record PropertyDeclaration(string Id, string Name, string? Getter, string? Setter) : Body;

/// <summary>Objects of the type answer <paramref name="Member"/> with <paramref name="By"/>.</summary>
public sealed record Implementation(string Member, string By) : Body;

/// <summary>A method, constructor or accessor in source.</summary>
/// <param name="Id">Its documentation id.</param>
/// <param name="Name">Its name; <c>.ctor</c> for constructors.</param>
/// <param name="ContainingType">The type it belongs to, with its own parameters as arguments.</param>
/// <param name="TypeParameters">Its own type parameters.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="ReturnType">What it returns.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="Initializer">For constructors: the call of this(...) or base(...).</param>
/// <param name="ChainsToThis">For constructors: whether <paramref name="Initializer"/> is this(...), so field initializers run there.</param>
/// <param name="Body">The body; null for the implicit and the primary constructor.</param>
public sealed record MethodDeclaration(
    string Id, string Name, TypeRef ContainingType, EquatableArray<string> TypeParameters, EquatableArray<Parameter> Parameters,
    TypeRef ReturnType, bool IsStatic, CallExpression? Initializer, bool ChainsToThis, Statement? Body) : Body
{
    /// <summary>Whether it comes from another assembly: an error inside is then reported at the call.</summary>
    public bool IsExternal { get; init; }

    /// <summary>The id of the helper that <c>[CustomGradient]</c> names, or null.</summary>
    public string? CustomGradient { get; init; }
}
