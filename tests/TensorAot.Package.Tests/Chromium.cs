using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace TensorAot.Package.Tests;

/// <summary>
/// A browser without a window, for pages of reports. Where it is not installed the test is skipped, with a reason; with
/// <c>TENSORAOT_REQUIRE_BROWSER=1</c> that is a failure: continuous integration has installed it.
/// </summary>
internal sealed class Chromium : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly string _profile = Directory.CreateTempSubdirectory("tensoraot-chromium").FullName;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _deadline = new(s_patience);
    private int _calls;

    private Chromium(string program)
    {
        ProcessStartInfo start = new(program,
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--window-size=1300,2000",
            "--remote-debugging-port=0", "--user-data-dir=" + _profile, "about:blank",
        ]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Errors and warnings of the page that was opened last: those of the console and exceptions.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>Starts the browser, or skips the test.</summary>
    public static async Task<Chromium> Start()
    {
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
            Missing();
        var browser = new Chromium(program!);
        await browser.Connect();
        return browser;
    }

    /// <summary>Opens a page and waits until it has loaded.</summary>
    public async Task Open(string file)
    {
        Complaints.Clear();
        await Call("Page.navigate", new { url = new Uri(file).AbsoluteUri });
        while (await Receive() is var message && !(message.TryGetProperty("method", out JsonElement method) && method.GetString() == "Page.loadEventFired"))
            Note(message);
    }

    /// <summary>The value of an expression of JavaScript.</summary>
    public async Task<JsonElement> Evaluate(string expression) =>
        (await Call("Runtime.evaluate", new { expression, returnByValue = true })).GetProperty("result").GetProperty("value");

    /// <summary>A picture of the page, as PNG.</summary>
    public async Task<byte[]> Picture() => (await Call("Page.captureScreenshot", new { })).GetProperty("data").GetBytesFromBase64();

    public void Dispose()
    {
        _socket.Dispose();
        _deadline.Dispose();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of the browser may write for a moment more: the folder is a temporary one.
        }
    }

    private static void Missing()
    {
        string? reason = Environment.GetEnvironmentVariable("TENSORAOT_BROWSER_SKIP_REASON");
        string message = "chromium is not installed" + (string.IsNullOrEmpty(reason) ? "" : ": " + reason);
        if (Environment.GetEnvironmentVariable("TENSORAOT_REQUIRE_BROWSER") == "1")
            Assert.Fail(message);
        Assert.Ignore(message);
    }

    private async Task Connect()
    {
        // The browser writes the port that it has chosen into its profile.
        string file = Path.Combine(_profile, "DevToolsActivePort");
        while (!File.Exists(file) || File.ReadAllLines(file).Length < 2)
            await Task.Delay(50, _deadline.Token);
        using var http = new HttpClient();
        string list = await http.GetStringAsync($"http://127.0.0.1:{File.ReadAllLines(file)[0]}/json/list", _deadline.Token);
        JsonElement page = JsonDocument.Parse(list).RootElement.EnumerateArray().First(t => t.GetProperty("type").GetString() == "page");
        await _socket.ConnectAsync(new Uri(page.GetProperty("webSocketDebuggerUrl").GetString()!), _deadline.Token);
        foreach (string domain in (string[])["Page", "Runtime", "Log"])
            await Call(domain + ".enable", new { });
    }

    private async Task<JsonElement> Call(string method, object parameters)
    {
        int id = ++_calls;
        byte[] request = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters });
        await _socket.SendAsync(request, WebSocketMessageType.Text, endOfMessage: true, _deadline.Token);
        while (true)
        {
            JsonElement message = await Receive();
            if (message.TryGetProperty("id", out JsonElement answered) && answered.GetInt32() == id)
                return message.TryGetProperty("result", out JsonElement result) ? result : throw new InvalidOperationException(message.ToString());
            Note(message);
        }
    }

    private async Task<JsonElement> Receive()
    {
        using var text = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, _deadline.Token);
            text.Write(buffer, 0, part.Count);
        }
        while (!part.EndOfMessage);
        return JsonDocument.Parse(Encoding.UTF8.GetString(text.ToArray())).RootElement;
    }

    private void Note(JsonElement message)
    {
        if (message.TryGetProperty("method", out JsonElement method) && method.GetString() is "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Log.entryAdded")
            Complaints.Add(message.ToString());
    }
}
