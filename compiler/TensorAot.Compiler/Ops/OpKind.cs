namespace TensorAot.Compiler.Ops;

/// <summary>What the scheduler must know of an op to place it in loops. Passes ask for the kind and never name an op.</summary>
public enum OpKind
{
    /// <summary>A leaf: an input, shared state, a constant, a size.</summary>
    Source,

    /// <summary>Each element of the result depends on one element of each input (after broadcasting) and on its own index.</summary>
    Elementwise,

    /// <summary>Folds axes with an associative operation.</summary>
    Reduction,

    /// <summary>The result's elements are the input's at another, affine index: transpose, slice, broadcast, expandDims, squeeze.</summary>
    View,

    /// <summary>The same elements in row-major order under another shape.</summary>
    Reshape,

    /// <summary>Reads one input at places that another input gives.</summary>
    Gather,

    /// <summary>Calls a routine of the runtime on whole, dense tensors, which <see cref="Op.Routine"/> names: a sort, a factorisation, a scatter.</summary>
    Routine,

    /// <summary>Runs a body of nodes once per step: its inputs include the values that the body computes. It has several results.</summary>
    Loop,

    /// <summary>One of two values, of which only the chosen one is computed.</summary>
    Branch,

    /// <summary>One result of a node that has several.</summary>
    Part,

    /// <summary>A (batched) matrix product.</summary>
    Contraction,

    /// <summary>Writes each input to its own place in the result, which <see cref="Op.Place"/> gives: concatenate, a slice among zeros.</summary>
    Join,

    /// <summary>Has no loop of its own: <see cref="Op.Expand"/> gives the ops that it stands for, after rewriting.</summary>
    Composite,

    /// <summary>Exists only as a call in a definition: <see cref="Op.Build"/> makes nodes of other ops, so no node has this kind.</summary>
    Macro,
}
