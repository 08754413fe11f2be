using TensorAot;
using TensorAot.Examples;

// What this example states: the mean evidence lower bound of test images, in nats.
const double Promised = -160;
const int BatchSize = 100;
const double Rate = 2e-3;

var options = new CommandLine(args, [.. MnistData.Options, ("--epochs N", "rounds over the images; 20 when absent")]);
int epochs = options.Number("--epochs", 20);
var (train, test) = (Binary(MnistData.Train(options)), Binary(MnistData.Test()));
Console.WriteLine($"MNIST: {train.Count} digits to train on, {test.Count} to test; pixels are black or white.");

Shared.SetSeed(1);
var model = new Autoencoder();
var (bounds, testBounds) = (new List<double>(), new List<double>());
var random = new Random(0);
var progress = new ProgressBar("autoencoder", epochs, "digits");
int[] order = [.. Enumerable.Range(0, train.Count)];
int step = 0;
var (images, labels) = (new float[BatchSize * train.Width], new int[BatchSize]);
for (int epoch = 1; epoch <= epochs; epoch++)
{
    random.Shuffle(order);
    double bound = 0;
    for (int start = 0; start + BatchSize <= order.Length; start += BatchSize)
    {
        train.CopyTo(order.AsSpan(start, BatchSize), images, labels);
        bound += model.Train(images, Schedule.Cosine(Rate, step++, epochs * (train.Count / BatchSize)));
    }

    bounds.Add(bound * BatchSize / train.Count);
    testBounds.Add(Evidence(test));
    progress.Report(epoch, -bounds[^1], train.Count);
}

string picture = CodeFigure.Save(options.Picture("vae.svg"), model, test, bounds, testBounds);
Console.WriteLine();
return new Outcome().AtLeast("evidence lower bound, nats", testBounds[^1], Promised, "0.00").Picture(picture).ExitCode;

double Evidence(DataSet<float> data)
{
    double sum = 0;
    float[] bounds = new float[BatchSize];
    for (int start = 0; start < data.Count; start += BatchSize)
    {
        model.Evidence(data.Features.AsSpan(start * data.Width, BatchSize * data.Width), bounds);
        sum += bounds.Sum(value => (double)value);
    }

    return sum / data.Count;
}

static DataSet<float> Binary(DataSet<float> data) => data with { Features = [.. data.Features.Select(pixel => pixel > 0.5f ? 1f : 0)] };
