namespace TensorAot.Generator.Reading;

/// <summary>An exception of our own as the text of a diagnostic: one line, with the place where it was thrown.</summary>
internal static class InternalError
{
    public static string Describe(Exception exception)
    {
        string place = exception.StackTrace?.Split('\n')[0].Trim() ?? "";
        return $"{exception.GetType().Name}: {exception.Message} {place}".Replace("\r", "").Replace('\n', ' ').Trim();
    }
}
