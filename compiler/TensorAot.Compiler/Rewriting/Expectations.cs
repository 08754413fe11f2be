using TensorAot.Compiler.Bodies;
using TensorAot.Compiler.Diagnostics;
using TensorAot.Compiler.Rewriting.Scans;
using TensorAot.Compiler.Support;

namespace TensorAot.Compiler.Rewriting;

/// <summary>Holds functions to their <c>[Expect]</c> attributes.</summary>
public static class Expectations
{
    /// <summary>So many of the rewrites that did happen are named.</summary>
    private const int Shown = 6;

    /// <summary>What is expected of a function and did not happen, or is no rewrite.</summary>
    public static IEnumerable<BodyError> Check(FunctionDeclaration function, RewriteOptions options, RewriteReport report)
    {
        for (int i = 0; i < function.Expectations.Count; i++)
            if (Check(function, function.Expectations[i], options, report) is var (rule, message))
                yield return new BodyError(rule, function.ExpectationId(i), 0, message);
    }

    private static (DiagnosticRule, string)? Check(FunctionDeclaration function, string name, RewriteOptions options, RewriteReport report)
    {
        Rule? rule = RuleTable.All.FirstOrDefault(r => r.Name == name);
        LoopRule? loopRule = LoopRewriter.All.FirstOrDefault(r => r.Name == name);
        if (rule is null && loopRule is null)
            return (DiagnosticRules.NoSuchRewrite, DiagnosticRules.NoSuchRewrite.Format(name, string.Join(", ", Nearest(name).Select(n => $"'{n}'"))));
        if (report.HasFired(name))
            return null;
        if (!(rule is null ? options.Allows(loopRule!) : options.Allows(rule)))
            return (DiagnosticRules.RewriteSwitchedOff, DiagnosticRules.RewriteSwitchedOff.Format(function.Name, name,
                !options.IsOn ? "Rewrites.Off switches all rewrites off" : rule is { IsLessAccurate: true } ? "only Precision.Fast allows it" : "Precision.Strict switches it off, as it may change NaN and infinity"));
        return (DiagnosticRules.RewriteMissing, DiagnosticRules.RewriteMissing.Format(function.Name, name, rule?.Form ?? loopRule!.Form, Happened(report)));
    }

    /// <summary>What happened instead: the rewrites that are worth telling, else all, with the expressions.</summary>
    private static string Happened(RewriteReport report)
    {
        RewriteEvent[] news = [.. report.Events.Where(e => e.IsNews)];
        string[] happened =
        [
            .. (news.Length > 0 ? news : [.. report.Events])
                .Select(e => e.Source is { } source ? $"'{e.Rule.Name}' in '{source}'" : $"'{e.Rule.Name}'")
                .Concat(report.LoopEvents.Select(e => $"'{e}' in a loop")).Distinct(),
        ];
        return happened.Length == 0 ? "no rewrite happened here" : string.Join(", ", happened.Take(Shown)) + (happened.Length > Shown ? ", ..." : "");
    }

    private static IEnumerable<string> Nearest(string name) => RuleTable.All.Select(r => r.Name).Concat(LoopRewriter.All.Select(r => r.Name))
        .OrderBy(n => Spelling.Distance(name, n)).ThenBy(n => n, StringComparer.Ordinal).Take(3);
}
