using System.Text;

namespace Yoi.Agent;

/// <summary>
/// Finds the commands of a <c>/bin/sh</c> line. It knows less than a shell and stops at what it does not know, so that no command escapes it unseen: where a shell
/// would see one command and this two, or an error and this a command, nothing is lost.
/// </summary>
internal sealed class ShellParser
{
    private const int Deepest = 16;
    private const int Longest = 64 * 1024;

    private static readonly HashSet<string> Reserved =
        ["if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for", "in", "select", "function", "{", "}", "!", "[[", "]]", "coproc"];

    private readonly string _text;
    private readonly int _depth;
    private readonly List<ShellCommand> _commands;
    private int _at;
    private int _nested;
    private bool _opensFiles;

    public ShellParser(string text)
        : this(text, [], 0)
    {
    }

    private ShellParser(string text, List<ShellCommand> commands, int depth) => (_text, _commands, _depth) = (text, commands, depth);

    public ShellLine Parse()
    {
        var understood = _text.Length <= Longest && List(closer: null);
        return new(_commands, understood, _opensFiles);
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private bool AtEnd => _at >= _text.Length;

    /// <summary>Commands up to the closing character, or to the end.</summary>
    private bool List(char? closer)
    {
        if (_depth + ++_nested > Deepest) return false;
        while (true)
        {
            SkipBlanks();
            if (AtEnd)
            {
                _nested--;
                return closer is null;
            }

            if (Next == closer)
            {
                _at++;
                _nested--;
                return true;
            }

            switch (Next)
            {
                case ';' or '&' or '|' or '\n':
                    _at++;
                    break;
                case '(' when _at + 1 < _text.Length && _text[_at + 1] == '(':
                    return false;
                case '(':
                    _at++;
                    if (!List(')')) return false;
                    break;
                default:
                    if (!Command()) return false;
                    break;
            }
        }
    }

    private bool Command()
    {
        var words = new List<string?>();
        var assigns = false;
        while (true)
        {
            SkipBlanks();
            if (AtEnd || Next is ';' or '&' or '|' or '\n' or ')') break;
            // A comment ends at the line's end for a shell, and where it begins is easily got wrong.
            if (Next is '#' or '(') return false;
            if (Next is '<' or '>')
            {
                if (!Redirection()) return false;
                continue;
            }

            var start = _at;
            if (!Word(out var word)) return false;
            // The number of a stream that is redirected.
            if (Next is '<' or '>' && _text.AsSpan(start, _at - start).IndexOfAnyExceptInRange('0', '9') < 0) continue;
            if (words.Count == 0 && word is not null && IsAssignment(word)) assigns = true;
            else if (words.Count == 0 && word is not null && Reserved.Contains(word)) return false;
            else words.Add(word);
        }

        // Stray: a shell would not take it either.
        if (Next == ')' && _nested < 2) return false;
        if (words.Count > 0 || assigns) _commands.Add(new(words, assigns));
        return true;
    }

    private bool Redirection()
    {
        var reads = Next == '<';
        _at++;
        var duplicates = false;
        switch (Next)
        {
            case '(':
            case '<' when reads:
                return false;
            case '>':
            case '|' when !reads:
                _at++;
                break;
            case '&':
                (_at, duplicates) = (_at + 1, true);
                break;
        }

        SkipBlanks();
        var start = _at;
        if (AtEnd || Next is ';' or '&' or '|' or '\n' or '(' or ')' or '<' or '>' or '#' || !Word(out var target) || _at == start) return false;
        var isStream = duplicates && target is not null && (target == "-" || target.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0);
        _opensFiles |= !isStream && target != "/dev/null";
        return true;
    }

    /// <summary>One word; null where it is known only when it runs.</summary>
    private bool Word(out string? word)
    {
        var text = new StringBuilder();
        var known = true;
        word = null;
        while (!AtEnd && Next is not (' ' or '\t' or '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')'))
        {
            var c = Next;
            if (char.IsControl(c)) return false;
            switch (c)
            {
                case '\\':
                    if (_at + 1 >= _text.Length || (char.IsControl(_text[_at + 1]) && _text[_at + 1] != '\n')) return false;
                    if (_text[_at + 1] != '\n') text.Append(_text[_at + 1]);
                    _at += 2;
                    break;
                case '\'':
                    var end = _text.IndexOf('\'', _at + 1);
                    if (end < 0) return false;
                    text.Append(_text, _at + 1, end - _at - 1);
                    _at = end + 1;
                    break;
                case '"':
                    if (!Quoted(text, ref known)) return false;
                    break;
                case '`':
                    known = false;
                    if (!Backticks()) return false;
                    break;
                case '$':
                    if (!Dollar(text, ref known)) return false;
                    break;
                default:
                    // Names of files, and the home folder, are filled in when it runs.
                    known &= c is not ('*' or '?' or '[' or ']' or '{' or '}' or '~');
                    // But these two alone are words of the language.
                    if (c is '{' or '}' && text.Length == 0 && IsWordEnd(_at + 1)) return false;
                    text.Append(c);
                    _at++;
                    break;
            }
        }

        word = known ? text.ToString() : null;
        return true;
    }

    private bool Quoted(StringBuilder text, ref bool known)
    {
        _at++;
        while (!AtEnd)
        {
            switch (Next)
            {
                case '"':
                    _at++;
                    return true;
                case '\\' when _at + 1 < _text.Length && _text[_at + 1] is '$' or '`' or '"' or '\\' or '\n':
                    if (_text[_at + 1] != '\n') text.Append(_text[_at + 1]);
                    _at += 2;
                    break;
                case '`':
                    known = false;
                    if (!Backticks()) return false;
                    break;
                case '$':
                    if (!Dollar(text, ref known)) return false;
                    break;
                default:
                    text.Append(Next);
                    _at++;
                    break;
            }
        }

        return false;
    }

    private bool Backticks()
    {
        var end = _text.IndexOf('`', _at + 1);
        if (end < 0) return false;
        var inner = _text[(_at + 1)..end];
        // Within backticks a backslash means something else.
        if (inner.Contains('\\', StringComparison.Ordinal) || _depth + _nested >= Deepest) return false;
        var parser = new ShellParser(inner, _commands, _depth + _nested);
        var line = parser.Parse();
        _opensFiles |= line.OpensFiles;
        _at = end + 1;
        return line.IsUnderstood;
    }

    private bool Dollar(StringBuilder text, ref bool known)
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        switch (next)
        {
            case '(':
                known = false;
                if (_at + 2 < _text.Length && _text[_at + 2] == '(') return false;
                _at += 2;
                return List(')');
            case '{':
                known = false;
                var end = _text.IndexOf('}', _at + 2);
                if (end < 0 || !IsName(_text.AsSpan(_at + 2, end - _at - 2))) return false;
                _at = end + 1;
                return true;
            case '\'' or '"' or '[':
                return false;
            case '_' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                known = false;
                _at += 2;
                while (Next == '_' || char.IsAsciiLetterOrDigit(Next)) _at++;
                return true;
            case '?' or '!' or '#' or '$' or '@' or '*' or '-' or (>= '0' and <= '9'):
                known = false;
                _at += 2;
                return true;
            default:
                text.Append('$');
                _at++;
                return true;
        }
    }

    private void SkipBlanks()
    {
        while (Next is ' ' or '\t' || (Next == '\\' && _at + 1 < _text.Length && _text[_at + 1] == '\n')) _at += Next == '\\' ? 2 : 1;
    }

    private bool IsWordEnd(int at) => at >= _text.Length || _text[at] is ' ' or '\t' or '\n' or ';' or '&' or '|' or '<' or '>' or '(' or ')';

    private static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && IsName(word.AsSpan(0, word[equals - 1] == '+' ? equals - 1 : equals));
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || char.IsAsciiDigit(name[0])) return false;
        foreach (var c in name)
        {
            if (c != '_' && !char.IsAsciiLetterOrDigit(c)) return false;
        }

        return true;
    }
}
