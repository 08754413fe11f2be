using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using TensorAot.Compiler.Bodies;

namespace TensorAot.Generator.Reading;

/// <summary>
/// Where the nodes of lowered bodies stand in the source: (method, site) to a span of a tree. It is made beside the model and never
/// inside it, so that moving code changes no model. Site 0 is the name of the method, field or class.
/// </summary>
internal sealed class SourceMap
{
    private readonly Dictionary<string, MemberMap> _members = new(StringComparer.Ordinal);

    /// <summary>The id under which a class itself is found.</summary>
    public static string ClassId(TypeRef type) => "T:" + type.Name.Replace('+', '.');

    /// <summary>Starts the sites of a member; its name is site 0.</summary>
    public MemberMap Add(string id, SyntaxTree tree, TextSpan name) => _members[id] = new MemberMap(tree, name);

    /// <summary>The position of a site; of the member's name for a site that is not known, null for a member that is not known.</summary>
    public Location? Find(string id, int site) =>
        _members.TryGetValue(id, out MemberMap? member) ? Location.Create(member.Tree, member[site]) : null;

    /// <summary>The sites of one member.</summary>
    internal sealed class MemberMap
    {
        private readonly List<TextSpan> _spans = [];

        public MemberMap(SyntaxTree tree, TextSpan name)
        {
            Tree = tree;
            _spans.Add(name);
        }

        public SyntaxTree Tree { get; }

        public TextSpan this[int site] => _spans[site >= 0 && site < _spans.Count ? site : 0];

        /// <summary>Numbers a place.</summary>
        public int Mark(TextSpan span)
        {
            _spans.Add(span);
            return _spans.Count - 1;
        }
    }
}
