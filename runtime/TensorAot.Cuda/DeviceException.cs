namespace TensorAot;

/// <summary>
/// A function could not run on a device. The message names the function, what the device was doing, and what it said. Shared state is
/// as it was before the call, except after the loss of the device: then it is what the CPU last had of it, which the message says.
/// </summary>
/// <param name="message">What happened.</param>
/// <param name="inner">The cause.</param>
public sealed class DeviceException(string message, Exception? inner = null) : Exception(message, inner);
