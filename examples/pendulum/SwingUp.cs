using TensorAot.Optimizers;
using static TensorAot.Ops;

namespace TensorAot.Examples;

/// <summary>
/// A pendulum with a motor that is too weak to lift it: angle'' = -g/l sin(angle) - friction angle' + torque. The plan of torques is
/// found by the gradient of what the simulated swing costs, back through all its steps.
/// </summary>
[TensorGraph]
public sealed partial class SwingUp
{
    /// <summary>The steps of the plan.</summary>
    public const int Steps = 120;

    /// <summary>The seconds of one step, in which the torque is the same.</summary>
    public const double Step = 0.05;

    /// <summary>g/l, and with it the torque that would hold the pendulum at a right angle.</summary>
    public const double Gravity = 9.81;

    /// <summary>What the speed is slowed down by.</summary>
    public const double Friction = 0.1;

    /// <summary>The greatest torque, less than a third of the weight's.</summary>
    public const double Limit = 3;

    private const int Hold = 30;

    private readonly Shared<double> _plan = Shared.Normal<double>(0.5, [Steps], seed: 1);
    private readonly Adam<double> _adam;

    /// <summary>A plan of small random torques.</summary>
    public SwingUp() => _adam = new([_plan], new CosineDecay(0.05, steps: 1500, end: 0.001));

    /// <summary>One step of Adam.</summary>
    /// <returns>The cost before it: height missed and speed in the last second and a half, and a little for torque and for changes of it.</returns>
    [Function]
    Expr<double> Improve()
    {
        var (angles, speeds, torques) = Simulate();
        var cost = Mean(1 + Cos(angles[^Hold..]) + 0.02 * Square(speeds[^Hold..])) + 0.001 * Mean(Square(torques)) + 0.01 * Mean(Square(torques[1..] - torques[..^1]));
        _adam.Step(cost);
        return cost;
    }

    /// <summary>The angle (0 hanging, pi upright) and the speed after each step of the plan, and the torque in it.</summary>
    [Function]
    (Expr<double> angles, Expr<double> speeds, Expr<double> torques) Swing() => Simulate();

    (Expr<double> Angles, Expr<double> Speeds, Expr<double> Torques) Simulate()
    {
        var torques = Limit * Tanh(_plan);
        var (_, (angles, speeds)) = Scan((angle, speed, torque) =>
        {
            var next = Next(angle, speed, torque);
            return (next, next);
        }, (Const(0.0), Const(0.0)), torques);
        return (angles, speeds, torques);
    }

    // One step of Runge and Kutta's method of fourth order.
    static (Expr<double>, Expr<double>) Next(Expr<double> angle, Expr<double> speed, Expr<double> torque)
    {
        Expr<double> Acceleration(Expr<double> a, Expr<double> v) => torque - Gravity * Sin(a) - Friction * v;
        var (v1, a1) = (speed, Acceleration(angle, speed));
        var (v2, a2) = (speed + Step / 2 * a1, Acceleration(angle + Step / 2 * v1, speed + Step / 2 * a1));
        var (v3, a3) = (speed + Step / 2 * a2, Acceleration(angle + Step / 2 * v2, speed + Step / 2 * a2));
        var (v4, a4) = (speed + Step * a3, Acceleration(angle + Step * v3, speed + Step * a3));
        return (angle + Step / 6 * (v1 + 2 * v2 + 2 * v3 + v4), speed + Step / 6 * (a1 + 2 * a2 + 2 * a3 + a4));
    }
}
