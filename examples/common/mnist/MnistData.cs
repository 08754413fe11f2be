using TensorAot.Files;

namespace TensorAot.Examples;

/// <summary>The MNIST digits: 28 by 28 pixels. A part of them is beside the program; the whole is where the user says.</summary>
internal static class MnistData
{
    /// <summary>The sides of an image.</summary>
    public const int Side = 28;

    /// <summary>The options that say which images are read.</summary>
    public static (string Usage, string Help)[] Options { get; } =
    [
        ("--full", "train on all 60,000 images, which --data has"),
        ("--data DIR", "the folder of train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz"),
    ];

    /// <summary>The images to train on, pixels scaled to [0, 1]: the first 10,000 of MNIST, or all.</summary>
    public static DataSet<float> Train(CommandLine options) =>
        options.Has("--full") ? Load(Folder(options), "train") : Load(Included, "train-10000");

    /// <summary>The 10,000 test images.</summary>
    public static DataSet<float> Test() => Load(Included, "t10k");

    private static string Included => Path.Combine(AppContext.BaseDirectory, "mnist");

    private static string Folder(CommandLine options)
    {
        string? folder = options.Value("--data");
        if (folder is not null && File.Exists(Images(folder, "train")))
            return folder;
        Console.Error.WriteLine(folder is null
            ? "--full needs --data DIR: only 10,000 of the 60,000 training images come with the example."
            : $"There is no {Images(folder, "train")}.");
        Console.Error.WriteLine("Name the folder of train-images-idx3-ubyte.gz and train-labels-idx1-ubyte.gz, as the MNIST database is published.");
        Environment.Exit(2);
        return folder!;
    }

    private static string Images(string folder, string part) => Path.Combine(folder, $"{part}-images-idx3-ubyte.gz");

    private static DataSet<float> Load(string folder, string part)
    {
        byte[] pixels = IdxFile.Read<byte>(Images(folder, part)).Values;
        int[] labels = IdxFile.Read<int>(Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz")).Values;
        return new([.. pixels.Select(pixel => pixel / 255f)], labels, Side * Side);
    }
}
