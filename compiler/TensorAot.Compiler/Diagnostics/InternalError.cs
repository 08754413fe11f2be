namespace TensorAot.Compiler.Diagnostics;

/// <summary>Exceptions of our own.</summary>
public static class InternalError
{
    /// <summary>An exception as the text of a diagnostic: one line, with the place where it was thrown.</summary>
    public static string Describe(Exception exception)
    {
        string place = exception.StackTrace?.Split('\n')[0].Trim() ?? "";
        return $"{exception.GetType().Name}: {exception.Message} {place}".Replace("\r", "").Replace('\n', ' ').Trim();
    }

    /// <summary>Whether an exception is a mistake of the compiler rather than the end of its run.</summary>
    public static bool IsMistake(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);
}
