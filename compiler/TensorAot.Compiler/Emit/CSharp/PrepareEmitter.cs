using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Graphs;
using TensorAot.Compiler.Scheduling;

namespace TensorAot.Compiler.Emit.CSharp;

/// <summary>Prints the method of a graph class with which a program pays for the just-in-time compiler when it likes.</summary>
internal static class PrepareEmitter
{
    public static void Emit(CSharpWriter writer, ClassHeader header, IReadOnlyList<(string Frame, Schedule Schedule)> functions)
    {
        if (functions.Count == 0 || header.HasPrepare)
            return;
        writer.Line("/// <summary>Compiles the functions of this class now, so that not even their first calls wait for the just-in-time compiler. Nothing needs it.</summary>");
        using (writer.Braces("public static void Prepare()"))
        {
            foreach ((string frame, Schedule schedule) in functions)
            {
                bool hasWide = schedule.AllSteps.OfType<LoopStep>().Any(s => KernelFacts.IsVectorized(s.Kernel));
                string wide = hasWide ? $", typeof(global::TensorAot.Generated.Wide.{FrameEmitter.WideLoops(frame)})" : "";
                writer.Line($"global::TensorAot.Runtime.Preparation.Of(typeof(global::TensorAot.Generated.{frame}){wide});");
            }
            foreach (DType dtype in functions.SelectMany(f => f.Schedule.AllSteps).OfType<ProductStep>().Select(p => p.Target.DType).Where(d => d.IsFloating()).Distinct())
                writer.Line($"global::TensorAot.Runtime.Preparation.Products<{dtype.CSharpName()}>();");
        }
        writer.Line();
    }
}
