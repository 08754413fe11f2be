namespace TensorAot.Compiler.Support;

/// <summary>Combines hash codes (netstandard2.0 has no <c>HashCode</c>). Multiplier and order only, so equal on every run.</summary>
internal struct Hash()
{
    public int Value { get; private set; } = 17;

    public void Add<T>(T item) => Value = unchecked((Value * 31) + (item?.GetHashCode() ?? 0));
}
