using System.Globalization;
using TensorAot.Examples;

// What this example states: the share of unseen rows that it gets right, and an exact cost where the textbook formula overflows.
const double Promised = 0.95;
const int Epochs = 300;

var options = new CommandLine(args);
var (train, heldBack) = TumourData.Load().Split(heldBack: 114, new Random(0));
TumourData.Standardize(train, heldBack);
Console.WriteLine($"Breast cancer: {train.Count} rows to train on, {heldBack.Count} held back.");

var model = new LogisticRegression();
double[] y = [.. train.Labels.Select(label => (double)label)];
var progress = new ProgressBar("logistic regression", Epochs, "rows");
double[] costs = new double[Epochs];
for (int epoch = 1; epoch <= Epochs; epoch++)
{
    costs[epoch - 1] = model.Train(train.Features, y, 0.5);
    progress.Report(epoch, costs[epoch - 1], train.Count);
}


var probabilities = new double[heldBack.Count];
model.Predict(heldBack.Features, probabilities);
int[] predicted = [.. probabilities.Select(p => p >= 0.5 ? 1 : 0)];
var result = new ConfusionMatrix(TumourData.Classes, heldBack.Labels, predicted);
Console.WriteLine();
result.Write();
Console.WriteLine();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Accuracy on held-back rows: {result.Accuracy:P1}."));

// -y log(p) - (1 - y) log(1 - p) with p = 1 / (1 + e^-z): as written it is infinite or NaN here.
double[] z = [-800, 800, -800, 800];
double[] classes = [1, 0, 0, 1];
var (lost, slope) = model.CostAndSlope(z, classes);
Console.WriteLine($"Cost at z = -800, 800:  wrong class {lost[0]}, {lost[1]}  right class {lost[2]}, {lost[3]}");
bool exact = lost is [800, 800, 0, 0] && slope is [-1, 1, 0, 0];

string picture = TumourFigure.Save(options.Picture("breast-cancer.svg"), costs, heldBack, probabilities);
return new Outcome().AtLeast("accuracy on rows held back", result.Accuracy, Promised).AtLeast("costs and slopes that are exact", exact ? 8 : 0, 8).Picture(picture).ExitCode;
