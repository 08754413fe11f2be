using System.Globalization;
using TensorAot.Examples;

// What this example states: what L-BFGS-B of SciPy 1.10 reaches from the same start, -355.8476 and 52.54 (check.py).
const double Likelihood = -355.85, Error = 52.6;

var options = new CommandLine(args);
var (train, heldBack, deviation) = DiabetesData.Load();
Console.WriteLine($"Diabetes: {train.Y.Length} patients to train on, {heldBack.Y.Length} held back.");

var fit = Fit.Run(train);
var (mean, spread) = GaussianProcess.Predict(heldBack.X, train.X, train.Y, fit.Lengths, fit.Signal, fit.Noise);
double error = deviation * Math.Sqrt(mean.Zip(heldBack.Y, (a, b) => (a - b) * (a - b)).Average());
double inside = mean.Select((m, i) => Math.Abs(m - heldBack.Y[i]) <= 2 * spread[i] ? 1.0 : 0).Average();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nOf the patients held back {inside:P0} lie within two deviations. Lengths, in deviations of the feature (long: it does not matter):"));
foreach (var (name, length) in DiabetesData.Names.Zip(fit.Lengths))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-18} {Math.Exp(length),8:F2}"));

string picture = FitFigure.Save(options.Picture("gp.svg"), fit, heldBack, mean, spread);
Console.WriteLine();
return new Outcome().AtLeast("log marginal likelihood", fit.Likelihoods[^1], Likelihood, "0.000")
    .AtMost("error on patients held back", error, Error, "0.00").Picture(picture).ExitCode;
