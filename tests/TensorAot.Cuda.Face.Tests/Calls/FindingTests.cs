using System.Runtime.InteropServices;
using System.Text;

namespace DeviceTests.Calls;

/// <summary>How a device is found, and what is said when something is missing.</summary>
[TestFixture]
public sealed class FindingTests
{
    [Test]
    public void WhatIsMissingIsNamedWithTheWayToInstallIt()
    {
        var e = Assert.Catch<CudaException>(() => NativeApi.Load("The thing", "Install it so.", "TENSORAOT_NO_SUCH", "libnosuch.so.1", "libnosuch.so"))!;
        Assert.That(e.Message, Is.EqualTo("The thing is not installed: found none of libnosuch.so.1, libnosuch.so. Install it so."));
    }

    [Test]
    public void APathOfTheUsersMustBeWholeAndRight()
    {
        foreach (string path in new[] { "libc.so.6", "/no/such/library.so" })
        {
            Environment.SetEnvironmentVariable("TENSORAOT_TEST_LIBRARY", path);
            Assert.That(
                () => NativeApi.Load("The thing", "", "TENSORAOT_TEST_LIBRARY", "libc.so.6"),
                Throws.InstanceOf<CudaException>().With.Message.Contains($"'{path}'").And.Message.Contains("TENSORAOT_TEST_LIBRARY"));
        }
        Environment.SetEnvironmentVariable("TENSORAOT_TEST_LIBRARY", null);
    }

    [Test]
    public void ALibraryThatIsTooOldSaysWhatItLacks()
    {
        Assume.That(OperatingSystem.IsLinux());
        nint library = NativeApi.Load("The C library", "", "TENSORAOT_NO_SUCH", "libc.so.6");
        Assert.That(() => NativeApi.Export(library, "cuNoSuch"), Throws.InstanceOf<CudaException>().With.Message.Contains("cuNoSuch"));
    }

    [Test]
    public void TheVariableChooses()
    {
        Assert.That(DefaultDevice.Find(" CPU "), Is.Null);
        Assert.That(() => DefaultDevice.Find("gpu"), Throws.InstanceOf<DeviceException>().With.Message.Contains("TENSORAOT_DEVICE is 'gpu'"));
        Assert.That(() => DefaultDevice.Find("cuda:x"), Throws.InstanceOf<DeviceException>());
    }

    [Test]
    public void WithoutADriverTheCpuIsUsedUnlessAGpuIsRequired()
    {
        Assume.That(NativeLibrary.TryLoad("libcuda.so.1", out _), Is.False, "this machine has a GPU driver");
        Assert.That(DefaultDevice.Find(null), Is.Null);
        Assert.That(Device.Missing, Does.Contain("is not installed"));
        Assert.That(() => DefaultDevice.Find("cuda"), Throws.InstanceOf<DeviceException>().With.Message.Contains("is not installed"));
    }

    [Test]
    public void NvrtcMakesPtxAndSaysWhatIsWrong()
    {
        NvrtcCompiler compiler;
        try
        {
            compiler = new NvrtcCompiler();
        }
        catch (CudaException e)
        {
            Assert.Ignore(e.Message);
            return;
        }
        string ptx = Encoding.UTF8.GetString(compiler.Compile("extern \"C\" __global__ void k(float* p) { p[0] = 1.0f; }", "test", 90));
        Assert.That(ptx, Does.Contain(".entry k(").And.Contain(".target sm_90"));
        Assert.That(Encoding.UTF8.GetString(compiler.Compile("extern \"C\" __global__ void k() { }", "test", 999)), Does.Contain(".entry k("), "an architecture that it does not know yet");
        Assert.That(() => compiler.Compile("nonsense", "test", 90), Throws.InstanceOf<CudaException>().With.Message.Contains("test.cu(1): error"));
    }
}
