namespace TensorAot.Examples;

/// <summary>The pendulum once more, in steps a hundred times as small and without any gradient: what the plan is judged by.</summary>
internal static class FineSimulation
{
    private const int Parts = 100;

    /// <summary>The angle after each step of the plan.</summary>
    public static double[] Angles(double[] torques)
    {
        double angle = 0, speed = 0;
        const double h = SwingUp.Step / Parts;
        double[] angles = new double[torques.Length];
        for (int step = 0; step < torques.Length; step++)
        {
            for (int part = 0; part < Parts; part++)
            {
                // The midpoint rule.
                double middle = angle + h / 2 * speed, middleSpeed = speed + h / 2 * Acceleration(angle, speed, torques[step]);
                angle += h * middleSpeed;
                speed += h * Acceleration(middle, middleSpeed, torques[step]);
            }

            angles[step] = angle;
        }

        return angles;
    }

    private static double Acceleration(double angle, double speed, double torque) =>
        torque - SwingUp.Gravity * Math.Sin(angle) - SwingUp.Friction * speed;
}
