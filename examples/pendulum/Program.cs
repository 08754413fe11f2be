using TensorAot.Examples;

// What this example states: how far from upright the pendulum is at most in the last second.
const double PromisedDegrees = 5;
const int LastSecond = 20;

var options = new CommandLine(args, ("--rounds N", "steps of the optimizer; 1500 when absent"));
int rounds = options.Number("--rounds", 1500);
var model = new SwingUp();
var costs = new double[rounds];
var progress = new ProgressBar("swing up", rounds, "swings");
for (int round = 0; round < rounds; round++)
{
    model.Improve(out costs[round]);
    progress.Report(round + 1, costs[round], 1);
}

double[] planned = new double[SwingUp.Steps], speeds = new double[SwingUp.Steps], torques = new double[SwingUp.Steps];
model.Swing(planned, speeds, torques);
double[] angles = FineSimulation.Angles(torques);
double missed = angles[^LastSecond..].Max(angle => Math.Abs(Math.Abs(angle) - Math.PI)) * 180 / Math.PI;
double apart = angles.Zip(planned, (a, b) => Math.Abs(a - b)).Max() * 180 / Math.PI;
Console.WriteLine(FormattableString.Invariant($"\nThe torque is at most {torques.Max(Math.Abs):F2}, of {SwingUp.Gravity} that would lift the pendulum. A simulation in finer steps differs by at most {apart:F4} degrees."));

string picture = SwingFigure.Save(options.Picture("pendulum.svg"), angles, torques, costs);
return new Outcome().AtMost("degrees from upright in the last second", missed, PromisedDegrees, "0.00").Picture(picture).ExitCode;
