namespace FaceTests.Preparation;

/// <summary>Prepare() compiles the functions of a class and does nothing else.</summary>
[TestFixture]
public class PrepareTests
{
    [Test]
    public void Functions_do_after_it_what_they_did_before()
    {
        Prepared.Prepare();
        var model = new Prepared();
        Assert.That(model.W.Span.ToArray(), Is.All.EqualTo(1f));
        Assert.That(model.Product(new float[,] { { 1, 2, 3 } }), Is.EqualTo(new float[,] { { 6, 6 } }));
        Prepared.Prepare();
        Assert.That(model.W.Span.ToArray(), Is.All.EqualTo(2f));
        Assert.That(Prepared.Largest([3, 1, 2]), Is.EqualTo(3));
    }

    [Test]
    public void It_leaves_no_method_of_the_functions_to_compile()
    {
        Prepared.Prepare();
        long before = System.Runtime.JitInfo.GetCompiledMethodCount(currentThread: true);
        Prepared.Prepare();
        Assert.That(System.Runtime.JitInfo.GetCompiledMethodCount(currentThread: true), Is.EqualTo(before));
    }

    [Test]
    public void A_member_of_that_name_is_the_users() => Assert.That(OwnPrepare.Prepare(), Is.EqualTo("own"));
}
