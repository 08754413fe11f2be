using TensorAot;
using TensorAot.Examples;

// What this example states: the share of the 10,000 test images whose digit it finds.
const double Promised = 0.97, PromisedFull = 0.985;

var options = new CommandLine(args, [
    .. MnistData.Options, ("--epochs N", "rounds over the images; 8 when absent"), 
    ("--save FILE", "keep the network that was trained, as .npz or .safetensors"), ("--load FILE", "take a network from a file and train it no further"),
]);
int epochs = options.Number("--epochs", 8);
var (train, test) = (MnistData.Train(options), MnistData.Test());
Console.WriteLine($"MNIST: {train.Count} digits to train on, {test.Count} to test.");

Shared.SetSeed(1);
var network = new LeNet();
var training = new Training(network, train, test);
if (options.Value("--load") is { } given)
    network.Load(given);
else
    training.Run(epochs);

// What is judged is what another program would load, from either format: NumPy reads the one, PyTorch the other.
string folder = AppContext.BaseDirectory;
int[][] found = [.. new[] { "lenet.npz", "lenet.safetensors" }.Select(name =>
{
    network.Save(Path.Combine(folder, name));
    var loaded = new LeNet();
    loaded.Load(Path.Combine(folder, name));
    return Training.Predict(loaded, test);
})];
if (options.Value("--save") is { } file)
    network.Save(file);

Console.WriteLine();
new ConfusionMatrix([.. Enumerable.Range(0, 10).Select(digit => $"{digit}")], test.Labels, found[0]).Write();
Console.WriteLine();
var outcome = new Outcome().AtLeast("test accuracy", found.Min(digits => Training.Accuracy(digits, test)), options.Has("--full") ? PromisedFull : Promised, "0.0000");
if (training.Costs.Count > 0)
    outcome.Picture(LeNetFigure.Save(options.Picture("lenet.svg"), network, training, test, found[0]));
return outcome.ExitCode;
