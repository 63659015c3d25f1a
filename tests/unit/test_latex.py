"""LaTeX in a field becomes text, and nothing an author wrote is lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.latex import decode
from kb.bibliography.verbatim import unescape
from kb.richtext import Run, plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param(r"\'e \'{e} {\'e} {\'{e}} \' e", "é é é é é", id="acute"),
        pytest.param(r"Garc\'{\i}a Garc{\'\i}a Garc\'\i a \'i", "García García García í", id="dotless i"),
        pytest.param(r"\v{c} {\v c} \v c \c{c} \c c \u{a} \H{o} \k{a} \r{a}", "č č č ç ç ă ő ą å", id="letter accents"),
        pytest.param(r"\"o \^o \`o \~o \=o \.z \d{s} \b{d}", "ö ô ò õ ō ż ṣ ḏ", id="symbol accents"),
        pytest.param(r"\'{\ae} \~{\^a} \t{oo}", "ǽ ẫ o͡o", id="accents on what is no plain letter"),
        pytest.param(r"\aa{} \AA{} \o{} \O{} \ss{} \l{} \L{} \ae{} \oe{} \i{}", "å Å ø Ø ß ł Ł æ œ ı", id="letters"),
        pytest.param(r"stra\ss e Stra{\ss}e \O re", "straße Straße Øre", id="a command ends at the space"),
        pytest.param("1--2 a---b c-d", "1–2 a—b c-d", id="dashes"),
        pytest.param("``a'' `b' don't", "“a” ‘b’ don’t", id="quotes"),
        pytest.param(
            "the 'self' and the 'other' of O'Brien's", "the ‘self’ and the ‘other’ of O’Brien’s", id="straight"
        ),
        pytest.param(r"\& \% \$ \_ \# \{ \}", "& % $ _ # { }", id="escapes"),
        pytest.param(r"a~b c\,d e\ f g\-h", "a\u00a0b c\u202fd e f gh", id="spaces"),
        pytest.param(r"\textquotedblleft x\textquotedblright{} \ldots \S 3", "“x” …§3", id="named signs"),
        pytest.param(r"$\beta$ H$_2$O 10$^{-3}$ $p < .05$", "β H2O 10−3 p < .05", id="mathematics"),
        pytest.param(r"$\frac{a}{b}$ \(x^2\) $\hat{x}$ $\mathrm{CO}_2$", "a/b x2 x̂ CO2", id="more mathematics"),
        pytest.param(r"\foo{Bar} \foo[x]{Baz} \textsc{Qux}", "Bar Baz Qux", id="unknown commands leave their argument"),
        pytest.param(r"100% sure, 50\% not", "100% sure, 50% not", id="percent"),
        pytest.param(r"C:\temp\x and $5 to $6", r"C:\temp\x and $5 to $6", id="what is no LaTeX"),
        pytest.param(r"{\noopsort{b}}1973 \hspace{1em}x", "1973 x", id="arguments that are no text"),
        pytest.param(r"\LaTeX{} and {\TeX}", "LaTeX and TeX", id="logos"),
        pytest.param("  a\n\t b  ", "a b", id="white space"),
        pytest.param("a\x02b\x03c\x9f\x7f", "abc", id="control characters"),
        pytest.param('<script>]]>"&amp;', '<script>]]>"&amp;', id="HTML is text"),
        pytest.param("e\u0301 \ud800", "é \ufffd", id="Unicode"),
        pytest.param(r"\enquote{a} \url{http://x.org/a_b%20c~d}", "“a” http://x.org/a_b%20c~d", id="quote and address"),
    ],
)
def test_latex_is_read_as_its_text(written: str, read: str) -> None:
    assert plain(decode(written)) == read


@pytest.mark.parametrize(
    ("written", "runs"),
    [
        pytest.param(r"a \emph{B} c", (Run("a "), Run("B", italic=True, protected=True), Run(" c")), id="emphasis"),
        pytest.param(
            r"\textit{a \emph{b}}", (Run("a ", italic=True, protected=True), Run("b", protected=True)), id="in it"
        ),
        pytest.param(
            r"{\em a} b", (Run("a", italic=True, protected=True), Run(" b")), id="a switch ends with its group"
        ),
        pytest.param(r"x\textsubscript{2}", (Run("x"), Run("2", script="sub", protected=True)), id="subscript"),
        pytest.param(r"x$^2$", (Run("x"), Run("2", script="sup", protected=True)), id="superscript"),
        pytest.param(r"The {DNA} of", (Run("The "), Run("DNA", protected=True), Run(" of")), id="braces protect"),
        pytest.param(r"{{Whole Title}}", (Run("Whole Title", protected=True),), id="double braces protect"),
        pytest.param(r"{\'E}cole \'{E}cole", (Run("École École"),), id="an accent's braces do not"),
        pytest.param(r"\href{https://x.org/a}{T}", (Run("T", href="https://x.org/a"),), id="link"),
        pytest.param(r"\href{javascript:alert(1)}{T}", (Run("T"),), id="no link to a script"),
    ],
)
def test_appearance_is_kept(written: str, runs: tuple[Run, ...]) -> None:
    assert decode(written) == runs


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"10.1000/a\_b", "10.1000/a_b"),
        (r"\url{http://x.org/\~{}me}", "http://x.org/~me"),
        (r"http://x.org/{\textasciitilde}me\#a\&b", "http://x.org/~me#a&b"),
        ("{10.1000/--x}", "10.1000/--x"),
        ("http://x.org/a%20b", "http://x.org/a%20b"),
    ],
)
def test_identifiers_are_only_unescaped(written: str, read: str) -> None:
    assert unescape(written) == read


@given(st.text(alphabet=st.sampled_from("\\{}$~`'^_-\"%&eicvu[] (\n\u0301é"), max_size=60))
def test_any_text_decodes_to_clean_composed_runs(text: str) -> None:
    runs = decode(text)
    words = plain(runs)
    assert all(run.text == unicodedata.normalize("NFC", run.text) for run in runs)
    assert words == words.strip(" ")
    assert "\n" not in words
    assert all(runs[i].text for i in range(len(runs)))


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs", "Po"], exclude_characters="\\{}$~`'%"), max_size=60))
def test_text_without_latex_is_not_changed(text: str) -> None:
    assert plain(decode(text)) == unicodedata.normalize("NFC", " ".join(text.split(" "))).strip(" ") or "  " in text


@pytest.mark.parametrize(
    "text",
    ["\\emph" * 9000, "{" * 50000, "\\'" * 20000, "\\ensuremath{" * 5000, "\\url{" * 9000, "\\(" * 9000, "$a" * 20000],
    ids=["commands", "braces", "accents", "mathematics", "addresses", "inline", "dollars"],
)
def test_deep_nesting_is_read_without_a_crash(text: str) -> None:
    assert isinstance(decode(text), tuple)
