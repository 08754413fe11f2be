using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace DeviceTests.Kernels;

/// <summary>Compiled kernels on disk: what is found again, and what is not believed.</summary>
[TestFixture]
[SupportedOSPlatform("linux")]
public sealed partial class CacheTests
{
    private const int Header = 80;
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string _root = "", _folder = "";
    private CountingCompiler _compiler = null!;

    [SetUp]
    public void Make()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Ignore("the owners and modes of Linux");
        _root = Directory.CreateTempSubdirectory("tensoraot-cache-").FullName;
        _folder = Path.Combine(_root, "a", "kernels");
        _compiler = new CountingCompiler();
    }

    [TearDown]
    public void Delete()
    {
        if (_root.Length > 0)
            Directory.Delete(_root, recursive: true);
    }

    [Test]
    public void AnotherProcessFindsWhatWasCompiled()
    {
        byte[] made = Cached().Compile("text", "f", 90);
        Assert.That(Cached().Compile("text", "another name", 90), Is.EqualTo(made));
        Assert.That(_compiler.Count, Is.EqualTo(1));
        Assert.That(File.GetUnixFileMode(_folder), Is.EqualTo(Mine));
        Assert.That(File.GetUnixFileMode(Entry()), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(1));
    }

    [Test]
    public void AllThatDecidesIsInTheKey()
    {
        Cached("535").Compile("text", "f", 90);
        foreach (Action<int> other in new Action<int>[]
        {
            _ => Cached("535").Compile("text ", "f", 90),
            _ => Cached("535").Compile("text", "f", 80),
            _ => Cached("550").Compile("text", "f", 90),
            _ => { _compiler.Identity = "NVRTC 12.8 --options"; Cached("535").Compile("text", "f", 90); },
            // The parts do not run into each other.
            _ => { _compiler.Identity = "tNVRTC"; Cached("535").Compile("tex", "f", 90); },
            _ => { _compiler.Identity = "NVRTC"; Cached("535").Compile("text", "f", 90); },
        })
        {
            int before = _compiler.Count;
            other(0);
            Assert.That(_compiler.Count, Is.EqualTo(before + 1));
        }
        _compiler.Identity = null;
        int files = Directory.GetFiles(_folder).Length;
        Cached("535").Compile("text", "f", 90);
        Cached("535").Compile("text", "f", 90);
        Assert.That(Directory.GetFiles(_folder), Has.Length.EqualTo(files), "who has no identity keeps nothing");
    }

    [Test]
    public void WhatIsDamagedIsCompiledAgainAndMended()
    {
        byte[] made = Cached().Compile("text", "f", 90);
        byte[] whole = File.ReadAllBytes(Entry());
        Assert.That(whole, Has.Length.EqualTo(Header + made.Length));
        var damaged = new List<byte[]> { Array.Empty<byte>(), (byte[])[.. whole, 0], (byte[])[.. whole, .. whole] };
        for (int length = 1; length < whole.Length; length += 7)
            damaged.Add(whole[..length]);
        for (int at = 0; at < whole.Length; at++)
        {
            byte[] flipped = [.. whole];
            flipped[at] ^= (byte)(1 << (at % 8));
            damaged.Add(flipped);
        }
        foreach (long length in new[] { -1, 0, long.MaxValue, long.MinValue, int.MaxValue, made.Length + 1L })
        {
            byte[] wrong = [.. whole];
            BinaryPrimitives.WriteInt64LittleEndian(wrong.AsSpan(40), length);
            damaged.Add(wrong);
        }
        int compiled = 1;
        foreach (byte[] bytes in damaged)
        {
            File.WriteAllBytes(Entry(), bytes);
            Assert.That(Cached().Compile("text", "f", 90), Is.EqualTo(made));
            Assert.That(_compiler.Count, Is.EqualTo(++compiled), $"{bytes.Length} bytes");
            Assert.That(File.ReadAllBytes(Entry()), Is.EqualTo(whole));
        }
    }

    [Test]
    public void AnEntryForAnotherKeyIsNotUsed()
    {
        byte[] one = Cached().Compile("one", "f", 90);
        string first = Entry();
        byte[] two = Cached().Compile("two", "f", 90);
        string second = Directory.GetFiles(_folder).Single(f => f != first);
        File.Copy(second, first, overwrite: true);
        Assert.That(Cached().Compile("one", "f", 90), Is.EqualTo(one).And.Not.EqualTo(two));
        Assert.That(_compiler.Count, Is.EqualTo(3));
    }

    [TestCase(UnixFileMode.GroupRead)]
    [TestCase(UnixFileMode.OtherExecute)]
    [TestCase(UnixFileMode.OtherWrite)]
    [TestCase(UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute)]
    public void AFolderThatOthersMayEnterIsRefused(UnixFileMode more)
    {
        Directory.CreateDirectory(_folder);
        File.SetUnixFileMode(_folder, Mine | more);
        Assert.That(() => Cached(), Throws.InstanceOf<CudaException>().With.Message.Contains($"'{_folder}', is not used: users other than its owner").And.Message.Contains("chmod 700"));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
    }

    [Test]
    public void AFolderOfAnotherUserIsRefused()
    {
        string folder = "/usr";
        if (UnixFile.User == 0)
        {
            folder = _folder;
            Directory.CreateDirectory(_folder, Mine);
            Assert.That(ChangeOwner(_folder, 65534, 65534), Is.Zero);
        }
        Assert.That(() => new CachedCompiler(_compiler, folder), Throws.InstanceOf<CudaException>().With.Message.EndsWith("it belongs to another user."));
    }

    [Test]
    public void AFileOfAnotherUserIsNotRead()
    {
        Assume.That(UnixFile.User, Is.Zero, "only the root user can make one");
        byte[] made = Cached().Compile("text", "f", 90);
        Assert.That(ChangeOwner(Entry(), 65534, 65534), Is.Zero);
        Assert.That(Cached().Compile("text", "f", 90), Is.EqualTo(made));
        Assert.That(_compiler.Count, Is.EqualTo(2));
        Cached().Compile("text", "f", 90);
        Assert.That(_compiler.Count, Is.EqualTo(2), "it was replaced by one's own");
    }

    [Test]
    public void AFileThatOthersMayWriteIsNotRead()
    {
        Cached().Compile("text", "f", 90);
        File.SetUnixFileMode(Entry(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
        Cached().Compile("text", "f", 90);
        Assert.That(_compiler.Count, Is.EqualTo(2));
    }

    [Test]
    public void LinksAreNotFollowed()
    {
        string elsewhere = Directory.CreateDirectory(Path.Combine(_root, "elsewhere"), Mine).FullName;
        string link = Path.Combine(_root, "link");
        Directory.CreateSymbolicLink(link, elsewhere);
        Assert.That(() => new CachedCompiler(_compiler, link), Throws.InstanceOf<CudaException>().With.Message.EndsWith("it is a link, or no folder."));

        // A link in place of an entry is replaced; what it names is left alone.
        Cached().Compile("text", "f", 90);
        string entry = Entry(), target = Path.Combine(elsewhere, "target");
        File.WriteAllText(target, "the user's");
        File.Delete(entry);
        File.CreateSymbolicLink(entry, target);
        Cached().Compile("text", "f", 90);
        Assert.That(_compiler.Count, Is.EqualTo(2));
        Assert.That(File.ReadAllText(target), Is.EqualTo("the user's"));
        Assert.That(new FileInfo(entry).LinkTarget, Is.Null);
    }

    [Test]
    public void AFolderThatCannotBeIsRefusedAndOneThatGoesIsNoFailure()
    {
        string file = Path.Combine(_root, "file");
        File.WriteAllText(file, "");
        Assert.That(() => new CachedCompiler(_compiler, file), Throws.InstanceOf<CudaException>().With.Message.Contains("cannot be made"));
        Assert.That(() => new CachedCompiler(_compiler, Path.Combine(file, "below")), Throws.InstanceOf<CudaException>().With.Message.Contains("cannot be made"));
        Assert.That(() => new CachedCompiler(_compiler, "kernels"), Throws.ArgumentException);

        CachedCompiler cached = Cached();
        Directory.Delete(_folder);
        Assert.That(cached.Compile("text", "f", 90), Is.EqualTo(CountingCompiler.Image("text", 90)));
        Assert.That(cached.Compile("text", "f", 90), Is.EqualTo(CountingCompiler.Image("text", 90)));
        Assert.That(_compiler.Count, Is.EqualTo(2));
    }

    [Test]
    public void WhatCannotBeWrittenIsNoFailureAndLeavesNothing()
    {
        byte[] made = Cached().Compile("text", "f", 90);
        string entry = Entry();
        File.Delete(entry);
        Directory.CreateDirectory(entry);
        File.WriteAllText(Path.Combine(entry, "full"), "");
        Assert.That(Cached().Compile("text", "f", 90), Is.EqualTo(made));
        Assert.That(Directory.GetFiles(_folder), Is.Empty);
        if (UnixFile.User == 0)
            return;
        File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Assert.That(Cached().Compile("other", "f", 90), Is.EqualTo(CountingCompiler.Image("other", 90)));
        File.SetUnixFileMode(_folder, Mine);
    }

    [Test]
    public void ManyWritersAndReadersGetWholeKernels()
    {
        string[] texts = [.. Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), 20_000))];
        Parallel.For(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            string text = texts[i % texts.Length];
            var own = new CachedCompiler(new CountingCompiler(), _folder);
            if (i % 7 == 0)
                foreach (string file in Directory.GetFiles(_folder, "*.kernels").Take(1))
                    File.Delete(file);
            Assert.That(own.Compile(text, "f", 90), Is.EqualTo(CountingCompiler.Image(text, 90)));
        });
        Assert.That(Directory.GetFiles(_folder), Has.Length.AtMost(texts.Length).And.All.EndsWith(".kernels"));
    }

    [Test]
    public void TheLeastUsedGoesWhenThereIsTooMuch()
    {
        string text(int i) => new((char)('a' + i), 300);
        long capacity = 3 * (Header + CountingCompiler.Image(text(0), 90).Length);
        for (int i = 0; i < 3; i++)
        {
            Cached(capacity: capacity).Compile(text(i), "f", 90);
            foreach (string file in Directory.GetFiles(_folder))
                File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddMinutes(-1));
        }
        string foreign = Path.Combine(_folder, "the user's"), left = Entry() + ".1-x.tmp", fresh = Entry() + ".2-x.tmp";
        foreach (string file in new[] { foreign, left, fresh })
            File.WriteAllText(file, "");
        File.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-1));
        File.SetLastWriteTimeUtc(foreign, DateTime.UtcNow.AddDays(-100));

        Cached(capacity: capacity).Compile(text(0), "f", 90);
        Assert.That(_compiler.Count, Is.EqualTo(3), "the oldest was used just now");
        Cached(capacity: capacity).Compile(text(3), "f", 90);
        Assert.That(Directory.GetFiles(_folder, "*.kernels"), Has.Length.EqualTo(3));
        Cached(capacity: capacity).Compile(text(0), "f", 90);
        Assert.That(_compiler.Count, Is.EqualTo(4));
        Cached(capacity: capacity).Compile(text(1), "f", 90);
        Assert.That(_compiler.Count, Is.EqualTo(5), "that was the least used");
        Assert.That((File.Exists(foreign), File.Exists(left), File.Exists(fresh)), Is.EqualTo((true, false, true)));

        Cached(capacity: 200).Compile(new string('z', 300), "f", 90);
        Assert.That(Directory.GetFiles(_folder, "*.kernels"), Has.Length.EqualTo(3), "what is larger than all is not kept");
    }

    [Test]
    public void TheVariableChooses()
    {
        Assert.That(CacheFolder.Cached(_compiler, "", "0"), Is.SameAs(_compiler));
        Assert.That(() => CacheFolder.Cached(_compiler, "", "kernels"), Throws.InstanceOf<CudaException>().With.Message.StartsWith("The environment variable TENSORAOT_CACHE is 'kernels'."));
        Assert.That(CacheFolder.Cached(_compiler, "", _folder), Is.InstanceOf<CachedCompiler>());
        File.SetUnixFileMode(_folder, Mine | UnixFileMode.OtherRead);
        Assert.That(() => CacheFolder.Cached(_compiler, "", _folder), Throws.InstanceOf<CudaException>(), "the user has asked for this one");

        string? before = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        try
        {
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", Path.Combine(_root, "cache"));
            string own = Path.Combine(_root, "cache", "tensoraot", "kernels");
            Assert.That(CacheFolder.Default(), Is.EqualTo(own));
            CacheFolder.Cached(_compiler, "", null).Compile("text", "f", 90);
            Assert.That(Directory.GetFiles(own), Has.Length.EqualTo(1));
            File.SetUnixFileMode(own, Mine | UnixFileMode.OtherRead);
            Assert.That(CacheFolder.Cached(_compiler, "", null), Is.SameAs(_compiler), "one's own folder is only not used");
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", before);
        }
    }

    private CachedCompiler Cached(string driver = "", long capacity = KernelCache.DefaultCapacity) => new(_compiler, _folder, driver, capacity);

    private string Entry() => Directory.GetFiles(_folder, "*.kernels").First();

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);

    /// <summary>Images that say what they were made of.</summary>
    private sealed class CountingCompiler : IKernelCompiler
    {
        public int Count { get; private set; }

        public string? Identity { get; set; } = "NVRTC 12.4 --options";

        public static byte[] Image(string source, int computeCapability) => Encoding.UTF8.GetBytes($"{computeCapability}: {source}");

        public byte[] Compile(string source, string name, int computeCapability)
        {
            Count++;
            return Image(source, computeCapability);
        }
    }
}
