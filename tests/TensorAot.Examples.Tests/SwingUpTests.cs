namespace TensorAot.Examples.Tests;

/// <summary>The simulation inside the graph against one in finer steps outside, and the improvement of a plan.</summary>
public class SwingUpTests
{
    [Test]
    public void Both_simulations_agree()
    {
        var (planned, torques) = Swing(new SwingUp());
        double[] fine = FineSimulation.Angles(torques);
        Assert.That(planned, Is.EqualTo(fine).Within(1e-4));
        Assert.That(torques, Is.All.InRange(-SwingUp.Limit, SwingUp.Limit));
    }

    [Test]
    public void A_plan_improves()
    {
        var model = new SwingUp();
        model.Improve(out double first);
        double last = first;
        for (int i = 0; i < 200; i++)
            model.Improve(out last);
        Assert.That(first, Is.GreaterThan(1.5));
        Assert.That(last, Is.LessThan(0.1));
    }

    private static (double[] Angles, double[] Torques) Swing(SwingUp model)
    {
        double[] angles = new double[SwingUp.Steps], speeds = new double[SwingUp.Steps], torques = new double[SwingUp.Steps];
        model.Swing(angles, speeds, torques);
        return (angles, torques);
    }
}
