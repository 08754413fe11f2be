using System.Globalization;
using TensorAot.Examples;

double[,] x = { { 0, 1 }, { -1, -2 } };
double[,] y = Logistic.Sigmoid(x);

for (int row = 0; row < y.GetLength(0); row++)
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{y[row, 0]:0.###}  {y[row, 1]:0.###}"));

// 1 / (1 + e^-x), to sixteen digits.
double[] expected = [0.5, 0.7310585786300049, 0.2689414213699951, 0.11920292202211755];
double error = y.Cast<double>().Zip(expected, (a, b) => Math.Abs(a - b)).Max();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"figure: greatest error | {error} | at most 1E-15"));
return error <= 1e-15 ? 0 : 1;
