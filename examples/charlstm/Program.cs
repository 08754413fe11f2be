using TensorAot;
using TensorAot.Examples;

// What this example states: the bits that a letter of the last chapter costs, which the model has not read.
const double Promised = 2.3;

var options = new CommandLine(args, ("--rounds N", "rounds over the text; 20 when absent"), ("--letters N", "how many letters it writes; 700 when absent"));
var book = Book.Load();
double shares = book.BitsOfShares();
Console.WriteLine(FormattableString.Invariant($"Alice's Adventures in Wonderland: {book.Train.Length} letters to learn from, {book.HeldBack.Length} held back; by the shares of letters alone {shares:F2} bits each."));

Shared.SetSeed(1);
var training = new Training(book, options.Number("--rounds", 20));
training.Run();

string[] written = [.. training.Write("Alice ", options.Number("--letters", 700), temperature: 0.6f)];
Console.WriteLine($"\n{string.Join('\n', written)}\n");
string picture = TextFigure.Save(options.Picture("charlstm.svg"), training, shares, written);
return new Outcome().AtMost("bits of a letter held back", training.HeldBackBits[^1], Promised, "0.000").Picture(picture).ExitCode;
