using System.Globalization;
using TensorAot;
using TensorAot.Examples;

// What this example states: the network finds at least this share of digits that it has never seen.
const double Promised = 0.95;

var options = new CommandLine(args);
var (train, heldBack) = DigitData.Load().Split(heldBack: 360, new Random(0));
Console.WriteLine($"Handwritten digits: {train.Count} to train on, {heldBack.Count} held back.");

var regression = new SoftmaxRegression();
var regressionCosts = Training.Fit("softmax regression", regression.Train, train, epochs: 40, batchSize: 32, rate: 0.2f);

var network = new TwoLayerNetwork();
var networkCosts = Training.Fit("two-layer network", network.Train, train, epochs: 60, batchSize: 32, rate: 0.2f);

// Kept in a file that NumPy and PyTorch read too; what is judged is what another program would load.
string file = Path.Combine(AppContext.BaseDirectory, "digits.safetensors");
network.Save(file);
var loaded = new TwoLayerNetwork();
loaded.Load(file);

var regressionResult = Training.Judge(regression.Predict, heldBack);
var networkResult = Training.Judge(loaded.Predict, heldBack);
Console.WriteLine();
networkResult.Write();
Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Accuracy on held-back digits: softmax regression {regressionResult.Accuracy:P1}, network {networkResult.Accuracy:P1}."));

string picture = DigitFigure.Save(options.Picture("digits.svg"), regressionCosts, networkCosts, heldBack, Training.Digits(loaded.Predict, heldBack));
return new Outcome().AtLeast("accuracy on digits held back", networkResult.Accuracy, Promised).Picture(picture).ExitCode;
