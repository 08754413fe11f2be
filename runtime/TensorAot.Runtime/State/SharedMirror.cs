namespace TensorAot;

/// <summary>A copy of shared state on a device, and which of the two is valid.</summary>
internal abstract class SharedMirror
{
    /// <summary>Makes the values on the CPU valid.</summary>
    /// <param name="mayWrite">Whether the caller may change them, so that those on the device are no longer valid.</param>
    public abstract void Fetch(bool mayWrite);
}

/// <summary>Shared state as a device sees it: bytes of any type.</summary>
internal interface ISharedValues
{
    /// <summary>The copy on a device, if there is one.</summary>
    SharedMirror? Mirror { get; set; }

    /// <summary>Where the values lie on the CPU, valid or not; they never move.</summary>
    nint Address { get; }

    /// <summary>Their size.</summary>
    nint Bytes { get; }
}
