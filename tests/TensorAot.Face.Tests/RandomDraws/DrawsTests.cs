using TensorAot.Files;
using TensorAot.Runtime;

namespace FaceTests.RandomDraws;

[TestFixture]
public class DrawsTests
{
    // Values of an implementation of Philox 4x32-10 in Python with the layout of docs/random.md.
    [Test]
    public void Numbers_are_those_of_the_documented_layout()
    {
        var model = new Draws();
        float[] first = [.. model.Uniform(0, new float[5, 14]).Cast<float>()], second = [.. model.Uniform(0, new float[5, 14]).Cast<float>()];
        Assert.That(new[] { 0, 1, 16, 63, 64 }.Select(i => first[i]), Is.EqualTo((float[])[0.6129598617553711f, 0.9877186417579651f, 0.4685865044593811f, 0.23068565130233765f, 0.9204766750335693f]));
        Assert.That(new[] { 0, 1, 16, 63, 64 }.Select(i => second[i]), Is.EqualTo((float[])[0.010058820247650146f, 0.12889963388442993f, 0.12624984979629517f, 0.1092759370803833f, 0.052143871784210205f]));
    }

    [Test]
    public void Seed_and_calls_are_numbers_of_64_bits()
    {
        var model = new Draws();
        model.Random.Position = new RandomState(0x123456789ABCDEF0, 0xFFFFFFFF);
        Assert.That(model.Uniform(0, new float[1, 1])[0, 0], Is.EqualTo(0.07715052366256714f));
        Assert.That(model.Random.Position, Is.EqualTo(new RandomState(0x123456789ABCDEF0, 0x100000000)));
        Assert.That(model.Uniform(0, new float[1, 1])[0, 0], Is.EqualTo(0.2539820075035095f));
        Assert.That(model.Random.ToString(), Is.EqualTo("seed 1311768467463790320, 4294967297 calls"));
    }

    [Test]
    public void A_state_that_is_set_again_gives_the_same_numbers()
    {
        var model = new Draws();
        _ = model.Twice(0);
        (int[] words, RandomState position) = (model.Random.State.Value, model.Random.Position);
        double[] then = model.Twice(0).first;
        _ = model.Twice(0);
        model.Random.State.Value = words;
        Assert.That(model.Twice(0).first, Is.EqualTo(then));
        model.Random.Position = position;
        Assert.That(model.Twice(0).first, Is.EqualTo(then));
        model.Random.Seed(42);
        Assert.That(model.Twice(0).first, Is.EqualTo(new Draws().Twice(0).first));
        model.Random.Seed(43);
        Assert.That(model.Twice(0).first, Is.Not.EqualTo(new Draws().Twice(0).first));
    }

    [Test]
    public void Two_draws_differ_and_one_draw_used_twice_does_not()
    {
        var (first, second, same) = new Draws().Twice(0);
        Assert.That(first.Intersect(second), Is.Empty);
        Assert.That(same, Is.EqualTo(first));
        Assert.That(first.Average(), Is.EqualTo(0).Within(0.5));
    }

    [Test]
    public void Parameters_give_the_shape_and_none_may_be_empty()
    {
        Assert.That(new Draws().Parameters([1, 1000], [0, 1e-3]), Is.EqualTo((double[])[1, 1000]).Within(0.01));
        Assert.That(new Draws().Parameters([], []), Is.Empty);
        Assert.That(new Draws().Uniform(0, new float[0, 3]), Is.Empty);
    }

    [Test]
    public void Every_step_of_a_loop_draws_other_numbers()
    {
        var (steps, mapped) = new Draws().Steps([0, 0, 0]);
        Assert.That(new[] { steps[0, 0], steps[0, 1], steps[0, 2], steps[2, 0], steps[2, 1], steps[2, 2] },
            Is.EqualTo((double[])[0.9722024581339577, 0.36737876327647445, 0.051992112754225994, 0.873551487313963, 0.36715313049708476, 0.7723709152022052]));
        Assert.That(new[] { mapped[1, 0], mapped[1, 1], mapped[1, 2] }, Is.EqualTo((double[])[0.7942248624848708, 0.5655365357758091, 0.6566798706513666]));
        Assert.That(steps.Cast<double>().Concat(mapped.Cast<double>()).Distinct().Count(), Is.EqualTo(18));
    }

    [Test]
    public void Steps_of_loops_in_loops_differ_too()
    {
        double[,] all = new Draws().Nested(new double[4, 5]);
        Assert.That(all.Cast<double>().Distinct().Count(), Is.EqualTo(20));
        Assert.That(all[1, 2], Is.EqualTo(0.42336528760499303));
    }

    [Test]
    public void Examples_of_a_batch_differ_as_steps_of_a_loop_do()
    {
        var (mapped, batched) = new Draws().Batches(new double[6]);
        Assert.That(mapped.Concat(batched).Distinct().Count(), Is.EqualTo(12), "two calls of a helper are two draws");
        Assert.That(batched, Is.All.InRange(0.0, 1.0));
    }

    [Test]
    public void Both_sides_of_a_branch_draw()
    {
        var model = new Draws();
        Assert.That(model.Branch(true), Is.All.InRange(0.0, 1.0));
        Assert.That(model.Branch(false), Is.All.InRange(1.0, 2.0));
        Assert.That(model.Random.Position.Calls, Is.EqualTo(2));
    }

    [Test]
    public void The_gradient_is_that_of_the_formula_with_its_noise()
    {
        var (cost, gMean, gDeviation, z) = new Draws().Reparameterised(2, 3);
        Assert.That(cost, Is.EqualTo(z.Average(v => v * v)).Within(1e-12));
        Assert.That(gMean, Is.EqualTo(z.Average(v => 2 * v)).Within(1e-12));
        Assert.That(gDeviation, Is.EqualTo(z.Average(v => 2 * v * ((v - 2) / 3))).Within(1e-12));
    }

    [Test]
    public void A_call_that_fails_leaves_state_and_stream_as_they_were()
    {
        var model = new Draws();
        Assert.That(() => model.Accumulate([0.5, -0.25]), Throws.TypeOf<GraphCheckException>().With.Message.Contain("-0.25").And.Message.Contain("category 1"));
        Assert.That((model.Total.Value[0], model.Random.Position.Calls), Is.EqualTo((0.0, 0L)));
        Assert.That(() => model.Accumulate([0, 0]), Throws.TypeOf<GraphCheckException>().With.Message.Contain("add up to 0"));
        model.Accumulate([0, 0, 1, 0]);
        Assert.That((model.Total.Value[0], model.Random.Position.Calls), Is.EqualTo((20.0, 1L)));
        Assert.That(() => model.More(-1), Throws.TypeOf<GraphCheckException>().With.Message.Contain("shape -1"));
    }

    [Test]
    public void A_stream_in_a_private_field_of_a_layer_is_state_of_the_model()
    {
        var model = new Draws();
        float[,] x = new float[40, 6], first = model.Forward(x);
        Assert.That(model.Layer.Stream.Position, Is.EqualTo(new RandomState(5, 1)));
        Assert.That(model.Random.Position.Calls, Is.Zero);
        Array.Clear(x);
        for (int i = 0; i < 40; i++)
            x[i, 0] = 1;
        float[,] noisy = model.Forward(x);
        float[] values = [.. Enumerable.Range(0, 40).Select(i => noisy[i, 0])];
        Assert.That(values.Distinct().Count(), Is.EqualTo(2), "kept or not");
        Assert.That(values.Count(v => v != 0), Is.InRange(10, 30));
        Assert.That(first, Is.All.Zero);
    }

    [Test]
    public void A_saved_model_goes_on_where_it_was()
    {
        var model = new Draws();
        _ = model.Twice(0);
        using var file = new MemoryStream();
        model.Save(file, TensorArchiveFormat.SafeTensors);
        double[] next = model.Twice(0).first;
        file.Position = 0;
        var other = new Draws();
        other.Load(file, TensorArchiveFormat.SafeTensors);
        Assert.That(other.Random.Position, Is.EqualTo(new RandomState(42, 1)));
        Assert.That(other.Twice(0).first, Is.EqualTo(next));
        Assert.That(((IStateful)model).State.Select(s => s.Name), Does.Contain("Random.State").And.Contain("Layer._random.State"));
    }

    [Test]
    public void Whole_numbers_and_choices_are_what_they_are_called()
    {
        var (order, dice, counts, coins, picked) = new Draws().Discrete([10, 20, 30, 40, 50]);
        Assert.That(order.Order(), Is.EqualTo((int[])[0, 1, 2, 3, 4]));
        Assert.That(dice.Distinct().Order(), Is.EqualTo((int[])[1, 2, 3, 4, 5, 6]));
        Assert.That(counts.Average(), Is.EqualTo(3.5).Within(0.8));
        Assert.That(coins.Count(c => c), Is.InRange(12, 40));
        Assert.That(picked.Distinct().Count(), Is.EqualTo(3));
        Assert.That(picked.Select(p => p % 10), Is.All.Zero);
    }

    [Test]
    public void More_distributions_stay_within_their_support()
    {
        var (gamma, beta, binomial, multinomial, truncated) = new Draws().More(0.75f);
        Assert.That(gamma, Is.All.Positive);
        Assert.That(beta, Is.All.InRange(0f, 1f));
        Assert.That(binomial, Is.All.InRange(0L, 40L));
        for (int i = 0; i < 5; i++)
            Assert.That((multinomial[i, 0], multinomial[i, 0] + multinomial[i, 1] + multinomial[i, 2] + multinomial[i, 3]), Is.EqualTo((0, 30)));
        Assert.That(truncated, Is.All.InRange(-1.0, 2.0));
    }

    [Test]
    public void Calls_without_returned_arrays_allocate_nothing()
    {
        var model = new Draws();
        double[] mean = new double[5000], deviation = new double[5000], result = new double[5000];
        model.Parameters(mean, deviation, result);
        model.Accumulate([0.5, 0.5]);
        double[] p = [0.25, 0.75];
        long before = GC.GetAllocatedBytesForCurrentThread();
        model.Parameters(mean, deviation, result);
        model.Accumulate(p);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [TestCase(1), TestCase(2), TestCase(5)]
    public void Numbers_do_not_depend_on_threads(int threads)
    {
        int before = ParallelFor.MaxThreads;
        try
        {
            ParallelFor.MaxThreads = threads;
            var model = new Draws();
            float[,] x = model.Uniform(0, new float[333, 1001]);
            ParallelFor.MaxThreads = 3;
            Assert.That(new Draws().Uniform(0, new float[333, 1001]), Is.EqualTo(x));
        }
        finally
        {
            ParallelFor.MaxThreads = before;
        }
    }
}
