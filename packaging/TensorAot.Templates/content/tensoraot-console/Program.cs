// Trains a small network to tell two spirals apart, shows how it goes and draws what it has learned.
// Network.cs has the network; Spirals.cs makes the points.

var (points, labels) = Spirals.Make(count: 1000, seed: 1);
var (newPoints, newLabels) = Spirals.Make(count: 1000, seed: 2);        // not trained on

var network = new Network();
for (int step = 1; step <= 1000; step++)
{
    float cost = network.Train(points, labels);
    if (step % 100 == 0)
        Console.WriteLine($"step {step,4}   cost {cost:F3}   accuracy on new points {network.Accuracy(newPoints, newLabels):P1}");
}

// What it answers for each place of the plane.
const int Rows = 24, Columns = 60;
var places = new float[Rows * Columns, 2];
for (int i = 0; i < Rows * Columns; i++)
{
    places[i, 0] = (i % Columns + 0.5f) / Columns * 2 - 1;
    places[i, 1] = 1 - (i / Columns + 0.5f) / Rows * 2;
}
int[] answers = network.Predict(places);
Console.WriteLine();
foreach (int[] row in answers.Chunk(Columns))
    Console.WriteLine(string.Concat(row.Select(answer => answer == 0 ? '.' : '#')));
