namespace TensorAot.Runtime.Tests.Verification;

// Inside the namespace: folders of these tests have the same names.
using Checks = TensorAot.Checks;
using Parallel = System.Threading.Tasks.Parallel;

/// <summary>What checked calls find in steps that do what no generated step does.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public unsafe class CheckedCallTests
{
    private static readonly CheckedFunction s_function = new("Model.Step", Checks.All,
        [new("x", CheckedRole.Argument), new("W", CheckedRole.Update), new("B", CheckedRole.State), new("Exp(x)", CheckedRole.Temporary), new("cost", CheckedRole.Result)],
        [new(3, "Exp(x)", [0], [0]), new(4, "Sum(Exp(x))", [3], [])]);

    private readonly double[] _x = [1, 2, 3];
    private readonly double[] _cost = new double[3];
    private readonly Shared<double> _w = Shared.From([4.0, 5, 6]), _b = Shared.From([7.0]);

    /// <summary>A call whose step is given its argument, state that it updates, state, a temporary and a result.</summary>
    private void Call(Action<nint, nint, nint, nint, nint> step)
    {
        using CheckedCall call = s_function.Begin();
        fixed (double* x = _x, cost = _cost)
        {
            nint argument = (nint)call.Argument(0, x, 3), update = (nint)call.State(1, _w), state = (nint)call.State(2, _b);
            nint temporary = (nint)call.Memory<double>(3, 3), result = (nint)call.Result(4, cost, 3);
            step(argument, update, state, temporary, result);
            call.Intact("Exp(x)");
            call.Complete();
        }
    }

    private FunctionCheckException Fails(Action<nint, nint, nint, nint, nint> step)
    {
        var exception = Assert.Throws<FunctionCheckException>(() => Call(step))!;
        Assert.That(exception.Check, Is.EqualTo(Checks.Bounds));
        Assert.That(exception.Function, Is.EqualTo("Model.Step"));
        Assert.That(exception.Expression, Is.EqualTo("Exp(x)"));
        Assert.That(_w.Value, Is.EqualTo(new[] { 4.0, 5, 6 }));
        Assert.That(_cost, Is.EqualTo(new double[3]));
        return exception;
    }

    [Test]
    public void ResultsAndStateAreCopiedOut()
    {
        Call((_, w, _, _, cost) => (((double*)w)[1], ((double*)cost)[2]) = (50, 60));
        Assert.That(_w.Value, Is.EqualTo(new[] { 4.0, 50, 6 }));
        Assert.That(_cost[2], Is.EqualTo(60));
    }

    [TestCase(24, "0 bytes after the end of Exp(x), which has 24 bytes")]
    [TestCase(24 + 127, "127 bytes after the end of Exp(x), which has 24 bytes")]
    [TestCase(-1, "1 bytes before the start of Exp(x), which has 24 bytes")]
    [TestCase(-128, "128 bytes before the start of Exp(x), which has 24 bytes")]
    public void AWriteOutsideIsFound(int place, string message) =>
        Assert.That(Fails((_, _, _, temporary, _) => ((byte*)temporary)[place] = 1).Message, Does.Contain(message));

    [TestCase(0, "x")]
    [TestCase(1, "W")]
    [TestCase(2, "B")]
    [TestCase(4, "cost")]
    public void EveryValueIsGuarded(int value, string name) => Assert.That(Fails((x, w, b, t, cost) =>
    {
        nint[] all = [x, w, b, t, cost];
        ((byte*)all[value])[-8] = 0;
    }).Message, Does.Contain("before the start of " + name + ","));

    [Test]
    public void AnArgumentThatAStepChangesIsFound() => Assert.That(Fails((x, _, _, _, _) => ((double*)x)[2] = 9).Message, Does.Contain("changed x, which it may only read"));

    [Test]
    public void StateThatIsNotUpdatedIsGuardedToo() => Assert.That(Fails((_, _, b, _, _) => ((double*)b)[0] = 9).Message, Does.Contain("changed B, which it may only read"));

    [Test]
    public void ACallerThatChangesArgumentsOnTheWayIsTold()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Call((_, _, _, _, _) => _x[0] = 9))!;
        Assert.That(exception.Message, Does.Contain("The argument x of Model.Step was changed by something else during the call"));
    }

    [Test]
    public void StateThatAnUncheckedCallUpdatesIsFound()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Call((_, _, _, _, _) => _w.Span[0] = 9))!;
        Assert.That(exception.Message, Does.Contain("The state W of Model.Step was changed by something else"));
    }

    [Test]
    public void CallsOfOneInstanceThatUpdateAreToldApart()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Call((_, _, _, _, _) => Call((_, _, _, _, _) => { })))!;
        Assert.That(exception.Message, Does.Contain("Model.Step updates the state W while another call, of Model.Step, updates it"));
        Assert.DoesNotThrow(() => Call((_, _, _, _, _) => { }), "after both have ended");
    }

    [Test]
    public void FreedMemoryIsNaN() => Call((_, _, _, _, _) =>
    {
        using CheckedCall call = s_function.Begin();
        double* memory = call.Memory<double>(3, 2);
        Assert.That(memory[1], Is.NaN, "never written");
        memory[1] = 3;
        call.Dead(3);
        Assert.That(memory[1], Is.NaN, "freed");
    });

    [Test]
    public void TheFirstOriginIsNamed()
    {
        using CheckedCall call = s_function.Begin();
        double* x = stackalloc double[] { 1, 2, 3, 4 }, bad = stackalloc double[] { 1, 2, double.NaN, double.NaN }, sum = stackalloc double[] { double.NaN };
        fixed (double* cost = _cost)
        {
            call.Argument(0, x, 4);
            call.Result(4, cost, 1);
            call.Wrote(0, bad, [2, 2]);
            call.Wrote(1, sum, [1]);
            var exception = Assert.Throws<FunctionCheckException>(call.Complete)!;
            Assert.That(exception.Message, Is.EqualTo(
                "Model.Step: Exp(x) is NaN at [1, 0], the first of 2 such elements. What it is computed from is finite: x is 3 there. It reaches the result cost. Neither results nor state were written."));
            Assert.That(exception.Index, Is.EqualTo(new[] { 1, 0 }));
        }
    }

    [Test]
    public void ThreadsThatReadMayRunTogether()
    {
        CheckedFunction reader = new("Model.Read", Checks.Bounds, [new("W", CheckedRole.State)], []);
        Parallel.For(0, 64, _ =>
        {
            using CheckedCall call = reader.Begin();
            Assert.That(call.State(0, _w)[2], Is.EqualTo(6));
            call.Intact("W");
            call.Complete();
        });
    }
}
