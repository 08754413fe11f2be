using System.Globalization;

namespace TensorAot.Examples;

/// <summary>The options of an example. One that it does not have, and --help, write what it has and end the program.</summary>
internal sealed class CommandLine
{
    private const string PicturesOption = "--pictures";

    private readonly Dictionary<string, string?> _given = [];

    /// <summary>Reads the command line.</summary>
    /// <param name="arguments">What the program was given.</param>
    /// <param name="options">Each option as it is written ("--full", "--data DIR", "--epochs N" for a positive number) and what it does.</param>
    public CommandLine(string[] arguments, params (string Usage, string Help)[] options)
    {
        options = [.. options, ($"{PicturesOption} DIR", "where the picture goes; artifacts/examples when absent")];
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            string? usage = options.Select(option => option.Usage).FirstOrDefault(usage => usage.Split(' ')[0] == argument);
            bool takesValue = usage?.Contains(' ') == true;
            if (usage is null || (takesValue && i + 1 == arguments.Length))
                End(argument, options);
            _given[argument] = takesValue ? arguments[++i] : null;
            if (usage!.EndsWith(" N", StringComparison.Ordinal) && !(int.TryParse(_given[argument], CultureInfo.InvariantCulture, out int number) && number > 0))
                End($"{argument} {_given[argument]}", options);
        }
    }

    /// <summary>Whether an option was given.</summary>
    public bool Has(string option) => _given.ContainsKey(option);

    /// <summary>The value of an option; null when it was not given.</summary>
    public string? Value(string option) => _given.GetValueOrDefault(option);

    /// <summary>The whole number that an option has.</summary>
    public int Number(string option, int otherwise) => Value(option) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>The path of the example's picture; its folder is there.</summary>
    public string Picture(string name)
    {
        string folder = Value(PicturesOption) ?? Path.Combine("artifacts", "examples");
        Directory.CreateDirectory(folder);
        return Path.GetFullPath(Path.Combine(folder, name));
    }

    private static void End(string argument, (string Usage, string Help)[] options)
    {
        bool isHelp = argument is "--help" or "-h";
        var writer = isHelp ? Console.Out : Console.Error;
        if (!isHelp)
            writer.WriteLine($"'{argument}' is no option of this example, or its value is missing or no positive number.");
        foreach (var (usage, help) in options)
            writer.WriteLine($"  {usage,-16} {help}");
        Environment.Exit(isHelp ? 0 : 2);
    }
}
