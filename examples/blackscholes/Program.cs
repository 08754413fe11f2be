using System.Diagnostics;
using System.Globalization;
using TensorAot.Examples;

// What this example states: differentiated Greeks are the textbook's, to this share of the largest one of their kind.
const double Promised = 1e-12;

var options = new CommandLine(args, ("--options N", "how many options the book has; 100000 when absent"));
var book = Book.Random(options.Number("--options", 100_000));

double[][] greeks = book.Greeks();
var watch = Stopwatch.StartNew();
book.Greeks();
watch.Stop();
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{book.Count:N0} options, value and seven Greeks of each: {1e3 * watch.Elapsed.TotalSeconds:F1} ms, {1e-6 * book.Count / watch.Elapsed.TotalSeconds:F1} million options/s."));

double[][] expected = [.. Enumerable.Range(0, book.Count).Select(i =>
    ClosedForms.Greeks(book.Spot[i], book.Strike[i], book.Rate[i], book.Volatility[i], book.Years[i], book.Sign[i]))];
double worst = 0;
Console.WriteLine("\n          first option   closed form   greatest error / largest");
for (int greek = 0; greek < Book.Names.Length; greek++)
{
    double largest = expected.Max(row => Math.Abs(row[greek]));
    double error = Enumerable.Range(0, book.Count).Max(i => Math.Abs(greeks[greek][i] - expected[i][greek])) / largest;
    worst = Math.Max(worst, error);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Book.Names[greek],-8} {greeks[greek][0],13:F8} {expected[0][greek],13:F8}   {error:E1}"));
}

string picture = GreekFigure.Save(options.Picture("blackscholes.svg"));
Console.WriteLine();
return new Outcome().AtMost("error of Greeks", worst, Promised, "0.0E+0").Picture(picture).ExitCode;
