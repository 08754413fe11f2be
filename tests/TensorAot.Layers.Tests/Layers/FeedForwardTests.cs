using LayersTests.Models;
using LayersTests.Torch;
using TensorAot.Verification;

namespace LayersTests.Layers;

/// <summary>Dense layers, convolutions, norms and tables against PyTorch, their gradients against differences.</summary>
[TestFixture]
public class FeedForwardTests
{
    [Test]
    public void Dense_layers()
    {
        var model = new DenseModel();
        Fill.States(1, model.Parameters);
        double[,] x = Fill.Matrix(0, 5, 3);
        Assert.That(Fill.Flat(model.Apply(x)), Is.EqualTo(TorchValues.Of("dense")).Within(1e-14));
        Assert.That(model.Parameters.Select(p => p.Rank), Is.EqualTo((int[])[2, 1, 2]));
        Check(model.Parameters, x, model.Cost, model.Slope, model.Descend);
    }

    [Test]
    public void A_convolution_over_one_axis()
    {
        var model = new Conv1DModel();
        Fill.States(1, model.Parameters);
        double[,,] x = Fill.Tensor3(0, 2, 2, 9);
        Assert.That(Fill.Flat(model.Apply(x)), Is.EqualTo(TorchValues.Of("conv1d")).Within(1e-14));
        Check(model.Parameters, x, model.Cost, model.Slope, model.Descend);
    }

    [Test]
    public void A_convolution_in_groups()
    {
        var model = new Conv2DModel();
        Fill.States(1, model.Parameters);
        double[,,,] x = Fill.Tensor4(0, 2, 4, 6, 5);
        Assert.That(Fill.Flat(model.Apply(x)), Is.EqualTo(TorchValues.Of("conv2d")).Within(1e-14));
        Check(model.Parameters, x, model.Cost, model.Slope, model.Descend);
    }

    [Test]
    public void A_convolution_without_options()
    {
        var model = new PlainConvModel();
        Fill.States(1, model.Parameters);
        double[,,,] x = Fill.Tensor4(0, 2, 4, 6, 5);
        Assert.That(model.Layer.Bias, Is.Null);
        Assert.That(Fill.Flat(model.Apply(x)), Is.EqualTo(TorchValues.Of("conv2d-plain")).Within(1e-14));
        Check(model.Parameters, x, model.Cost, model.Slope, model.Descend);
    }

    [Test]
    public void Layer_norm_and_root_mean_square_norm()
    {
        double[,,] x = Fill.Tensor3(0, 2, 3, 4);
        var layer = new LayerNormModel();
        Fill.States(1, layer.Parameters);
        Assert.That(Fill.Flat(layer.Apply(x)), Is.EqualTo(TorchValues.Of("layernorm")).Within(1e-13));
        Check(layer.Parameters, x, layer.Cost, layer.Slope, layer.Descend);
        var root = new RmsNormModel();
        Fill.States(1, root.Parameters);
        Assert.That(Fill.Flat(root.Apply(x)), Is.EqualTo(TorchValues.Of("rmsnorm")).Within(1e-13));
        Check(root.Parameters, x, root.Cost, root.Slope, root.Descend);
    }

    [Test]
    public void Batch_norm_keeps_running_statistics_in_training_and_uses_them_otherwise()
    {
        var model = new BatchNormModel();
        Fill.States(1, [.. model.Rows.Parameters]);
        Fill.States(1, [.. model.Images.Parameters]);
        Assert.That(Fill.Flat(model.TrainRows(Fill.Matrix(0, 5, 3))), Is.EqualTo(TorchValues.Of("batchnorm-training-2")).Within(1e-13));
        Assert.That(Fill.Flat(model.TrainImages(Fill.Tensor4(0, 2, 3, 2, 2))), Is.EqualTo(TorchValues.Of("batchnorm-training-4")).Within(1e-13));
        model.TrainRows(Fill.Matrix(5, 5, 3));
        model.TrainImages(Fill.Tensor4(5, 2, 3, 2, 2));
        foreach ((BatchNorm<double> layer, string rank) in ((BatchNorm<double>, string)[])[(model.Rows, "2"), (model.Images, "4")])
        {
            Assert.That(layer.RunningMean.Value, Is.EqualTo(TorchValues.Of("batchnorm-mean-" + rank)).Within(1e-14));
            Assert.That(layer.RunningVariance.Value, Is.EqualTo(TorchValues.Of("batchnorm-variance-" + rank)).Within(1e-14));
        }

        double[] mean = model.Rows.RunningMean.Value;
        Assert.That(Fill.Flat(model.ApplyRows(Fill.Matrix(0, 5, 3))), Is.EqualTo(TorchValues.Of("batchnorm-2")).Within(1e-13));
        Assert.That(Fill.Flat(model.ApplyImages(Fill.Tensor4(0, 2, 3, 2, 2))), Is.EqualTo(TorchValues.Of("batchnorm-4")).Within(1e-13));
        Assert.That(model.Rows.RunningMean.Value, Is.EqualTo(mean));
    }

    [Test]
    public void Gradients_go_through_the_statistics_of_the_batch()
    {
        var model = new BatchNormModel();
        Fill.States(1, [.. model.Rows.Parameters]);
        Check(model.Rows.Parameters, Fill.Matrix(0, 5, 3), model.Cost, model.Slope, model.Descend);
    }

    [Test]
    public void A_batch_of_one_row_leaves_the_running_statistics_finite()
    {
        var model = new BatchNormModel();
        model.TrainRows(Fill.Matrix(0, 1, 3));
        Assert.That(model.Rows.RunningVariance.Value, Is.EqualTo((double[])[0.9, 0.9, 0.9]).Within(1e-15));
    }

    [Test]
    public void A_table_of_vectors_and_tied_weights()
    {
        var model = new EmbeddingModel();
        Fill.States(1, model.Parameters);
        int[,] x = { { 0, 3, 4 }, { 4, 4, 1 } };
        Assert.That(model.Parameters, Has.Count.EqualTo(1));
        Assert.That(Fill.Flat(model.Apply(x)), Is.EqualTo(x.Cast<int>().SelectMany(i => Enumerable.Range(3 * i, 3)).Select(i => Fill.Value(i, 1))));
        Descent.Check(model.Parameters, () => model.Cost(x), () => model.Descend(x));
        Assert.That(() => model.Apply(new int[,] { { 5 } }), Throws.TypeOf<IndexOutOfRangeException>());
    }

    private static void Check<TArray>(IReadOnlyList<Shared<double>> parameters, TArray x, Func<TArray, double> cost, Func<TArray, TArray> slope, Action<TArray> descend)
        where TArray : class
    {
        GradientCheck.Run<double, TArray>(cost, slope, x).Require();
        Descent.Check(parameters, () => cost(x), () => descend(x));
    }
}
