using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Ops;

namespace TensorAot.Compiler.Bodies.Evaluation;

// Helpers with a gradient of their own.
internal sealed partial class Interpreter
{
    /// <summary>
    /// A helper's result with the gradient that another helper computes from the same arguments, the result and the cotangent. That one
    /// is evaluated when a derivative is taken, so two helpers may be each other's gradient.
    /// </summary>
    private object? WithGradient(MethodDeclaration method, MemberRef reference, Activation callee, TypeRef? constraint, object?[] arguments, object? result, Body at)
    {
        if (context.Graph is null)
            return result;
        MethodDeclaration gradient = index.Method(method.CustomGradient!)!;
        if (result is not Node value || !value.DType.IsFloating())
            throw Fail(at, DiagnosticRules.CustomGradientForm, Call(method), NameOf(method.Id), NameOf(gradient.Id), "is for one float or double tensor: the helper returns " + Describe(result));
        int[] places = [.. Enumerable.Range(0, arguments.Length).Where(i => IsFloatingTensor(callee.Types.Close(method.Parameters[i].Type)))];
        Node[] inputs = [.. places.Select(i => ToNode(arguments[i], at, "The argument " + method.Parameters[i].Name))];
        var member = new MemberRef(gradient.Id, gradient.Name, reference.ContainingType, reference.TypeArguments);
        object? receiver = callee.Receiver;
        return InGraph(at, Call(method), _ => GradientEditing.NewCustomGradient(value, inputs, cotangent =>
        {
            object? gradients = InvokeMethod(gradient, member, receiver, constraint, [.. arguments, value, cotangent], at);
            return Gradients(method, gradient, inputs, gradients, at);
        }));
    }

    private Node[] Gradients(MethodDeclaration method, MethodDeclaration helper, Node[] inputs, object? result, Body at)
    {
        object?[] items = result is TupleValue tuple ? tuple.Items : [result];
        if (items.Length != inputs.Length)
            throw Wrong($"returns {items.Length} gradient(s) for {inputs.Length} parameter(s)");
        Node[] gradients = [.. items.Select(i => ToNode(i, at, "A gradient"))];
        for (int i = 0; i < inputs.Length; i++)
        {
            bool fits = gradients[i].DType == inputs[i].DType && gradients[i].Rank == inputs[i].Rank;
            for (int axis = 0; fits && axis < inputs[i].Rank; axis++)
                fits = context.Graph!.Constraints.TryRequireEqual(inputs[i].Shape[axis], gradients[i].Shape[axis], Call(helper));
            if (!fits)
                throw Wrong($"returns {gradients[i].Type} for a parameter that is {inputs[i].Type}");
        }
        return gradients;

        BodyException Wrong(string how) => Fail(at, DiagnosticRules.CustomGradientForm, Call(method), NameOf(method.Id), NameOf(helper.Id), how);
    }

    private static bool IsFloatingTensor(TypeRef type) => TensorTypes.IsTensor(type.Name) && TensorTypes.ElementOf(type)?.IsFloating() == true;

    private static string Call(MethodDeclaration method) => method.Name + "(...)";
}
