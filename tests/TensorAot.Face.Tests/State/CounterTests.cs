namespace FaceTests.State;

[TestFixture]
public class CounterTests
{
    [Test]
    public void An_update_is_seen_by_the_next_call()
    {
        var counter = new Counter();
        counter.Add([1, 2, 3]);
        counter.Add([10, 20, 30]);
        Assert.That(counter.Total.Value, Is.EqualTo((double[])[11, 22, 33]));
        Assert.That(counter.Last.Value, Is.EqualTo((double[])[10, 20, 30]));
        Assert.That(counter.Steps.Value, Is.EqualTo((long[])[12]));
        Assert.That(counter.Read([1, 0, 1]), Is.EqualTo((44.0, 12L)));
    }

    [Test]
    public void A_result_beside_an_update_is_the_old_value()
    {
        var counter = new Counter();
        counter.Next(out long before);
        counter.Next(out long then);
        Assert.That((before, then, counter.Steps.Value[0]), Is.EqualTo((10L, 11L, 12L)));
    }

    [Test]
    public void A_function_without_inputs_resets()
    {
        var counter = new Counter();
        counter.Add([1, 2, 3]);
        counter.Reset(out double before);
        Assert.That(before, Is.EqualTo(6));
        Assert.That(counter.Total.Value, Is.All.Zero);
        counter.Reset(out before);
        Assert.That(before, Is.Zero);
    }

    [Test]
    public void A_swap_reads_old_values_only()
    {
        var counter = new Counter();
        counter.Add([1, 2, 3]);
        counter.Add([1, 1, 1]);
        counter.Swap(10);
        Assert.That(counter.Total.Value, Is.EqualTo((double[])[10, 10, 10]));
        Assert.That(counter.Last.Value, Is.EqualTo((double[])[2, 3, 4]));
    }

    [Test]
    public void Instances_are_independent()
    {
        Counter one = new(), other = new();
        one.Add([1, 2, 3]);
        Assert.That(other.Total.Value, Is.All.Zero);
        other.Add([5, 5, 5]);
        Assert.That(one.Total.Value, Is.EqualTo((double[])[1, 2, 3]));
    }

    [Test]
    public void Values_written_between_calls_are_seen()
    {
        var counter = new Counter();
        Assert.That(counter.Shifted(1), Is.EqualTo((double[])[1, 1, 1]));
        counter.Total.CopyFrom([7, 8, 9]);
        Assert.That(counter.Shifted(1), Is.EqualTo((double[])[8, 9, 10]));
        counter.Total.Value = [0, 1, 2];
        Assert.That(counter.Shifted(0), Is.EqualTo((double[])[0, 1, 2]));
        counter.Total.Span[1] = -4;
        Assert.That(counter.Shifted(0), Is.EqualTo((double[])[0, -4, 2]));
        double[] value = counter.Total.Value;
        value[0] = 99;
        Assert.That(counter.Shifted(0)[0], Is.Zero, "Value is a copy");
    }
}
