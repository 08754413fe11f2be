using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Bodies.Evaluation;

/// <summary>
/// A body that is being evaluated: its variables and types, and who called it. Lambdas and local functions see the variables of the
/// activation that they stand in (<paramref name="outer"/>).
/// </summary>
internal sealed class Activation(string method, bool isExternal, object? receiver, TypeEnvironment types, Activation? outer)
{
    private readonly Dictionary<int, Cell> _cells = [];
    private readonly Dictionary<int, LocalFunctionStatement> _functions = [];

    /// <summary>The method (or initialized field) whose text is evaluated.</summary>
    public string Method { get; } = method;

    /// <summary>Whether that text is in another assembly.</summary>
    public bool IsExternal { get; } = isExternal;

    /// <summary><c>this</c>.</summary>
    public object? Receiver { get; } = receiver;

    public TypeEnvironment Types { get; } = types;

    /// <summary>The activation that made the call, and where.</summary>
    public Activation? Caller { get; set; }

    public int CallSite { get; set; }

    /// <summary>Calls that are active, this one included.</summary>
    public int Depth { get; set; }

    /// <summary>The value of the return statement that ended it.</summary>
    public object? Result { get; set; }

    public Cell? Find(int slot)
    {
        for (Activation? scope = this; scope is not null; scope = scope.Outer)
            if (scope._cells.TryGetValue(slot, out Cell? cell))
                return cell;
        return null;
    }

    public void Declare(int slot, Cell cell) => _cells[slot] = cell;

    public LocalFunctionStatement? FindFunction(int slot)
    {
        for (Activation? scope = this; scope is not null; scope = scope.Outer)
            if (scope._functions.TryGetValue(slot, out LocalFunctionStatement? function))
                return function;
        return null;
    }

    public void Declare(LocalFunctionStatement function) => _functions[function.Slot] = function;

    /// <summary>What a lambda made now captures: today's cells, so that a loop's next round (new cells) does not change them.</summary>
    public Activation Capture()
    {
        var copy = new Activation(Method, IsExternal, Receiver, Types, null);
        var scopes = new Stack<Activation>();
        for (Activation? scope = this; scope is not null; scope = scope.Outer)
            scopes.Push(scope);
        foreach (Activation scope in scopes)
        {
            foreach (KeyValuePair<int, Cell> cell in scope._cells)
                copy._cells[cell.Key] = cell.Value;
            foreach (KeyValuePair<int, LocalFunctionStatement> function in scope._functions)
                copy._functions[function.Key] = function.Value;
        }
        return copy;
    }

    private Activation? Outer => outer;
}
