"""Contributions that are right, however unusual: texts of a page, and front matter.

A text has beside it what its HTML, or the text of it that one sees, must hold.
"""

from collections.abc import Iterator, Mapping
from typing import Final

HEAD: Final = """\
---
title: Omega
kind: machinery
level: affective
summary: The whole.
status: draft
---

"""
FILES: Final = frozenset({"assets/a.png"})
OMEGA: Final = "docs/machineries/omega.md"
OTHERS: Final = {
    "docs/notes/my file (1).md": "---\ntitle: A file\n---\n",
    "docs/notes/größe.md": "---\ntitle: Größe\n---\n\n## Über uns {#über-uns}\n\n## 日本\n",
    "docs/notes/snake_case.md": (
        "---\ntitle: Snake\naliases: [C++, 'a/b', Was ist das?]\n---\n\n## Why? & how!\n\n## x_1\n"
    ),
}
CITE: Final = 'class="kb-citation" id="cite-1"'

CODE: Final = {
    "inline": (
        "`@ada` and `[@ada]` and `[[page]]`",
        "<code>@ada</code>",
        "<code>[@ada]</code>",
        "<code>[[page]]</code>",
    ),
    "backticks in code": ("`` `@ada` ``", "<code>`@ada`</code>"),
    "inline with a language": ("`#!python @property`", "@property"),
    "decorator in a fence": ("```python\n@property\ndef a(self): ...\n```", "@property"),
    "fence without a language": (
        "```\n[[nowhere]] [@nobody; x] [a](nowhere.md)\n```",
        "[[nowhere]] [@nobody; x] [a](nowhere.md)",
    ),
    "fence of tildes": ("~~~ css\n@media print { a { } }\n~~~", "@media"),
    "fence with a title": ('```yaml title="a @b [[c]]"\na: "@b"\n```', "a @b [[c]]"),
    "fence in a fence": ("````md\n```\n[[nowhere]]\n```\n````", "[[nowhere]]"),
    "indented": ("A:\n\n    @decorator\n    [[nowhere]]\n", "@decorator\n[[nowhere]]"),
    "indented with tabs": ("A:\n\n\t@decorator\n", "@decorator"),
    "fence in a list": ("1.  One\n\n    ```sh\n    npm i @scope/pkg\n    ```\n\n2.  Two", "@scope/pkg", "<li>"),
    "fence in an admonition": ("!!! note\n\n    ```\n    [[nowhere]]\n    ```", "[[nowhere]]"),
    "fence in a tab": ('=== "A"\n\n    ```\n    @x\n    ```', "@x"),
    "a claim shown as code": ("```\n/// claim | x\n///\n```", "/// claim | x"),
    "front matter shown as code": ("```yaml\n---\ntitle: [a\n---\n```", "title"),
    "headings shown as code": ("```\n# Not a title\n```", "# Not a title"),
    "arrows shown as code": ("```\n/// diagram\nno arrow\n///\n```", "no arrow"),
    "code in a table": ("| a | b |\n|---|---|\n| `@x` | `[[y\\|z]]` |", "<code>@x</code>"),
    "code in a heading": ("## The `@x` sign", '<h2 id="the-x-sign">The <code>@x</code> sign'),
    "code in a link": ("[`@x`](alone.md)".replace("alone.md", "../mechanisms/alpha.md"), "<code>@x</code></a>"),
    "a key in code beside a citation": ("`@x` [@ada1999gauge]", "<code>@x</code>", CITE),
}

SIGNS: Final = {
    "mail address": ("Write to me@example.org.", "me@example.org"),
    "mail autolink": ("<me@example.org>", "&#109;"),
    "mail link": ("[Write](mailto:me@example.org)", 'href="mailto:me@example.org"'),
    "plus address": ("me+tag@sub.example.org", "me+tag@sub.example.org"),
    "address of two hosts": ("@user@mastodon.social", "@user@mastodon.social"),
    "escaped handle": (r"Follow \@user and (\@other).", "@user and (@other)"),
    "handle in code": ("Follow `@user`.", "<code>@user</code>"),
    "sign alone": ("3 @ 5 euros, @, @ 3pm and an @", "3 @ 5 euros, @, @ 3pm and an @"),
    "package": (r"\@scope/pkg and `@scope/pkg@1.2`", "@scope/pkg and"),
    "URL with a handle": ("https://example.org/@user/1", "https://example.org/@user/1"),
    "URL in brackets": ("[https://example.org/@user]", "[https://example.org/@user]"),
    "URL with credentials": ("ssh://git@example.org/x", "ssh://git@example.org/x"),
    "git address": ("git@example.org:a/b.git", "git@example.org:a/b.git"),
    "version": ("actions/checkout@v4", "actions/checkout@v4"),
    "image size": ("logo@2x.png", "logo@2x.png"),
    "autolink": ("<https://example.org/@user>", 'href="https://example.org/@user"'),
    "twice": ("@@ and @@@", "@@ and @@@"),
    "dots": ("...@... and @...", "...@..."),
    "in words": ("p@ssw0rd", "p@ssw0rd"),
    "currency": ("It cost $5 @ $6 each", "$5 @ $6 each"),
    "entity": ("&#64;user and &commat;user", "@user and @user"),
}

MATHEMATICS: Final = {
    "inline": ("$x_{@y}$ and $[[a]]$", "<math"),
    "brackets": (r"\(a@b\) holds", "<math"),
    "block": ("$$\na = b\n$$", "<math"),
    "block of brackets": ("\\[\na = [[1, 2]]\n\\]", "<math"),
    "environment": ("\\begin{align}\na &= b\n\\end{align}", "<math"),
    "dollars are money": ("From $5 to $10 a day", "From $5 to $10 a day"),
    "interval": ("$[0; 1]$ and $r = .24$", "<math"),
    "in a table": ("| $r$ |\n|---|\n| $-.3$ |", "<math"),
    "beside a citation": ("$d = 0.3$ [@ada1999gauge]", "</math>", CITE),
}

BLOCKS: Final = {
    "admonition": ('!!! note "A @ B"\n    Text.', "A @ B"),
    "admonition without a title": ('!!! warning ""\n    Text.', "Text."),
    "details": ("??? tip\n    Text.", "<details"),
    "open details": ("???+ tip\n    Text.", "<details", "open"),
    "tabs": ('=== "A"\n\n    One.\n\n=== "B"\n\n    Two.', "One.", "Two."),
    "tabs in tabs": ('=== "A"\n\n    === "B"\n\n        [@ada1999gauge]', CITE),
    "definition list": ("Term\n:   Meaning [@ada1999gauge].", "<dt>Term</dt>", CITE),
    "footnote": ("Text[^1].\n\n[^1]: See [@ada1999gauge].", CITE),
    "footnote with blocks": ("Text[^long].\n\n[^long]:\n    One.\n\n    Two.", "One."),
    "footnote inside a citation's sentence": ("As @ada1999gauge has it[^a].\n\n[^a]: So.", CITE, "So."),
    "table": ("| A | B |\n|:--|--:|\n| 1 | [@ada1999gauge] |", CITE),
    "table with escaped bars": ("| A |\n|---|\n| a \\| b |", "a | b"),
    "wikilink with a label in a table": ("| A |\n|---|\n| [[alpha\\|its name]] |", ">its name</a>"),
    "abbreviation": ("The BNST is small.\n\n*[BNST]: a nucleus @ the base", "<abbr"),
    "abbreviation with brackets": ("*[a]: [[b]]\n\na", "<abbr"),
    "task list": ("- [ ] one\n- [x] two", "[ ] one"),
    "nested list": ("- a\n    - b\n        - c [@ada1999gauge]", CITE),
    "numbered list": ("1. a\n2. b\n\n    More.", "<ol>", "More."),
    "list in a quotation": ("> - a\n> - b", "<blockquote>", "<li>"),
    "rule": ("a\n\n***\n\nb\n\n- - -\n", "<hr"),
    "attribute list": ('A paragraph.\n{: .wide data-x="@y" }', 'class="wide"', 'data-x="@y"'),
    "attribute list of a word": ("*word*{: #place }, see [there](#place)", 'id="place"', 'href="#place"'),
    "block in HTML": ('<div class="a" data-b="@c">\n@d [[e]] [f](g.md)\n</div>', "@d [[e]] [f](g.md)"),
    "Markdown in HTML": ("<div markdown>\n\n[@ada1999gauge]\n\n</div>", CITE),
    "comment": ("A <!-- @x [[y]] --> b", "A <!-- @x [[y]] --> b"),
    "comment block": ("<!--\n# x\n[[y]]\n/// claim\n-->", "[[y]]"),
    "tags": ('H<sub>2</sub>O <span title="@x [[y]]">z</span>', "<sub>2</sub>"),
    "video": ('<video src="x.mp4" title="[@x]"></video>', "[@x]"),
    "keys": ("<kbd>Ctrl</kbd>+<kbd>@</kbd>", "<kbd>@</kbd>"),
    "superscript and marks": ("x^2^ ~~y~~ ==z==", "x^2^"),
    "claim in a list's shade": (
        "- a\n\n/// claim | It is so\n    id: so\n    grade: theoretical\n\nText.\n///",
        'id="so"',
        "It is so",
    ),
    "claim with four slashes": (
        "//// claim | It is so\n    id: so\n    grade: theoretical\n\nText.\n\n/// claim | Within\n    id: within\n"
        "    grade: theoretical\n\nMore.\n///\n////",
        'id="so"',
        'id="within"',
    ),
    "claim with a list of works": (
        "/// claim | It is so\n    id: so\n    grade: mixed\n    supports:\n      - ada1999gauge\n"
        "    disputes: bo2001doubt\n"
        "\nText.\n///",
        "It is so",
        CITE,
    ),
    "claim with a comment": (
        "/// claim | It is so\n    id: so  # short\n    grade: 'theoretical'\n\nText.\n///",
        'id="so"',
        "It is so",
    ),
    "claim with a colon, a bar and markup": (
        "/// claim | So: *a* | b\n    id: so\n    grade: theoretical\n\nText.\n///",
        "So: a | b",
    ),
    "diagram": ("/// diagram | What leads where.\n\nA -> B: by @x\n[[alpha]] -> B\n///", "<svg", "What leads where."),
    "view": ("/// view | nodes mechanism\n///", "Alpha"),
    "empty section": ("## A\n\n## B\n\n### C", 'id="a"', 'id="b"', 'id="c"'),
    "nothing": ("", ""),
}

LINKS: Final = {
    "by id": ("[[alpha]]", 'href="/mechanisms/alpha.md"'),
    "by title in another case": ("[[ALPHA]]", ">ALPHA</a>"),
    "by alias": ("[[the first]]", ">the first</a>"),
    "by alias with signs": ("[[C++]] [[a/b]] [[Was ist das?]]", ">C++</a>", ">a/b</a>", ">Was ist das?</a>"),
    "by a name not of this script": ("[[Größe]] [[größe]]", ">Größe</a>"),
    "with spaces": ("[[ alpha | it ]]", ">it</a>"),
    "to a heading": ("[[alpha#how-it-works]]", 'href="/mechanisms/alpha.md#how-it-works"'),
    "to a claim": ("[[alpha#works|it]]", 'href="/mechanisms/alpha.md#works"'),
    "to itself": ("## Here\n\n[[#here]]", 'href="#here"'),
    "with markup beside": ("*[[alpha]]*, **[[alpha|it]]** and ([[alpha]])", "<em><a"),
    "with a letter behind": ("[[alpha]]s and [[alpha]]'s", "</a>s"),
    "in a heading": ("## See [[alpha|it]]", 'id="see-it"'),
    "wikilink in a citation": ("[see [[alpha]]; @ada1999gauge]".replace("[see [[alpha]]; ", "[see "), CITE),
    "inline": ("[a](../mechanisms/alpha.md)", 'href="../mechanisms/alpha.md"'),
    "with a title": ('[a](../mechanisms/alpha.md "A @title")', 'title="A @title"'),
    "with an angled destination": ("[a](<../mechanisms/alpha.md>)", 'href="../mechanisms/alpha.md"'),
    "with spaces and brackets in the path": ("[a](<../notes/my file (1).md>)", "my file (1).md"),
    "with spaces and brackets as they are": ("[a](../notes/my file (1).md)", "my file (1).md"),
    "with a path in per cent": ("[a](../notes/my%20file%20(1).md)", "my%20file%20(1).md"),
    "to a path not of this script": ("[a](../notes/größe.md#über-uns)", "größe.md#über-uns"),
    "to a path not of this script in per cent": ("[a](../notes/gr%C3%B6%C3%9Fe.md)", "gr%C3%B6%C3%9Fe.md"),
    "to a heading not of this script": ("[a](../notes/größe.md#_1)", "#_1"),
    "to a path with an underscore": ("[a](../notes/snake_case.md) and [b](../notes/snake\\_case.md)", "snake_case.md"),
    "to a heading with signs": ("[a](../notes/snake_case.md#why-how) [b](../notes/snake_case.md#x_1)", "#why-how"),
    "to the text's own heading": ("## A & B\n\n[a](#a-b)", 'href="#a-b"'),
    "to the second of two headings": ("## A\n\n## A\n\n[a](#a_1)", 'id="a_1"'),
    "to an id of HTML": ('<a id="x.1"></a>\n\n[a](#x.1)', 'href="#x.1"'),
    "to a name of HTML": ('<a name="old"></a>\n\n[a](#old)', 'name="old"'),
    "to an id in an attribute list": ("## A {#a.b:c}\n\n[a](#a.b:c)", 'id="a.b:c"'),
    "to a footnote": ("Text[^1] and [the note](#fn:1).\n\n[^1]: A note.", 'href="#fn:1"'),
    "to a reference": ("@ada1999gauge, [there](#ref-ada1999gauge)", 'href="#ref-ada1999gauge"'),
    "to the references": ("@ada1999gauge, [there](#references)", 'href="#references"'),
    "from the root": ("[a](/mechanisms/alpha.md)", 'href="/mechanisms/alpha.md"'),
    "with a query": ("[a](../mechanisms/alpha.md?x=1#works)", "alpha.md?x=1#works"),
    "outside": ("[a](https://example.org/a.md#b) [b](//example.org/c.md)", 'href="//example.org/c.md"'),
    "to the top": ("[a](#)", 'href="#"'),
    "without a destination": ("[a]()", 'href=""'),
    "by reference": ("[a][b] [b][] [b]\n\n[b]: ../mechanisms/alpha.md 'T'", 'title="T"'),
    "by reference in another case": ("[a][B c]\n\n[b C]: <../mechanisms/alpha.md>", 'href="../mechanisms/alpha.md"'),
    "reference that is a page's name": ("[alpha]\n\n[alpha]: ../mechanisms/alpha.md", ">alpha</a>"),
    "brackets that are none": ("[a] and [b][c] and a[1] and [sic]", "[a] and [b][c] and a[1] and [sic]"),
    "brackets in brackets": ("[[a] b] and [a [b]]", "[[a] b] and [a [b]]"),
    "empty wikilink": ("[[]] and [[ ]] and [[|]]", "[[]]"),
    "array": ("`a[[1, 2]]` and a[[1]]".replace(" and a[[1]]", ""), "a[[1, 2]]"),
    "escaped wikilink": (r"\[[nowhere]] and \[\[nowhere\]\]", "[[nowhere]] and [[nowhere]]"),
    "image": ("![A @picture of [[x]]](../assets/a.png)", "<img"),
    "image in a link": ("[![a](../assets/a.png)](../mechanisms/alpha.md)", "<img"),
    "image with attributes": ("![a](../assets/a.png){ width=20 }", 'width="20"'),
    "image with a title": ("![a](../assets/a.png 'A title')", 'title="A title"'),
    "download": ("[a](../assets/a.png){: download }", "download"),
    "scheme in capitals": ("[a](HTTPS://EXAMPLE.ORG)", "EXAMPLE"),
    "without an end": ("[a](nowhere and so on", "[a](nowhere and so on"),
    "with brackets in words": ("[a] (nowhere.md)", "[a] (nowhere.md)"),
    "escaped": (r"\[a](nowhere.md) and [a]\(nowhere.md)", "[a](nowhere.md) and [a](nowhere.md)"),
    "with a space in the anchor": ("<a id='a b'></a>".replace("a b", "ab") + "\n\n[a](#ab 'T')", 'href="#ab"'),
    "to an address without a scheme": ("[a](<mailto:me@example.org>)", "mailto:me@example.org"),
}

PLACES: Final = {
    "sentence": ("As @ada1999gauge has it.", "Ada (1999)"),
    "brackets": ("It is so [@ada1999gauge].", "(Ada, 1999)"),
    "possessive": ("@ada1999gauge's gauge", "Ada (1999)'s gauge"),
    "end of a sentence": ("So says @ada1999gauge. And so on.", "Ada (1999). And so on."),
    "start of a line": ("@ada1999gauge says so.", "Ada (1999)"),
    "in round brackets": ("(as @ada1999gauge has it)", "Ada"),
    "in quotation marks": ("“@ada1999gauge”", "Ada (1999)"),
    "in emphasis": ("*@ada1999gauge* and _[@ada1999gauge]_", "<em>"),
    "in a heading": ("## After @ada1999gauge", '<h2 id="after">After'),
    "in a list": ("- [@ada1999gauge]\n- @bo2001doubt", CITE),
    "in a title of an admonition": ('!!! note "After @ada1999gauge"\n    Text.', CITE),
    "in a title of a tab": ('=== "After @ada1999gauge"\n\n    Text.', CITE),
    "in a definition": ("After @ada1999gauge\n:   Text.", CITE),
    "in a caption of a claim's text": (
        "/// claim | It is so\n    id: so\n    grade: theoretical\n\nSaid [@ada1999gauge].\n///",
        CITE,
    ),
    "two works": ("[@ada1999gauge; @bo2001doubt]", "(Ada, 1999; Bo & Cy, 2001)"),
    "year alone": ("Ada [-@ada1999gauge] says", "(1999)"),
    "prefix": ("[see also @ada1999gauge]", "(see also Ada, 1999)"),
    "prefix with markup": ("[*sensu* @ada1999gauge]", "<em>sensu</em>"),
    "suffix": ("[@ada1999gauge, and elsewhere]", "and elsewhere)"),
    "in a suffix": ("[@ada1999gauge, as cited in @bo2001doubt]", "as cited in"),
    "in braces": ("@{ada1999gauge} and [@{bo2001doubt}]", "Ada (1999)"),
    "narrative with a page": ("@ada1999gauge [p. 3]", "Ada (1999, p. 3)"),
    "narrative with more": ("@ada1999gauge [p. 3; also @bo2001doubt]", "Ada (1999, p. 3; also Bo & Cy, 2001)"),
    "over lines": ("[see\n@ada1999gauge,\np. 3]", "p. 3)"),
    "before a bracket of prose": ("@ada1999gauge [sic] says", "Ada"),
    "before a link": ("@ada1999gauge [a](https://example.org)", 'href="https://example.org"'),
    "before a footnote": ("[@ada1999gauge][^1]\n\n[^1]: A note.", CITE),
    "after a word's slash": ("and/or @ada1999gauge/@bo2001doubt", "and/or Ada (1999)/Bo and Cy (2001)"),
    "before a dash": ("@ada1999gauge—and @bo2001doubt–like", "Ada (1999)—and Bo and Cy (2001)–like"),
    "prose in brackets with a citation": (
        "[we follow @ada1999gauge; others do not]",
        "[we follow Ada (1999); others do not]",
    ),
    "escaped bracket": (r"\[@ada1999gauge; so it goes]", "[Ada (1999); so it goes]"),
    "in a footnote's own list": ("A[^1]\n\n[^1]: - [@ada1999gauge]\n    - b", CITE),
}

LOCATORS: Final = {
    "page": ("p. 3", "p. 3"),
    "pages": ("pp. 3-5", "pp. 3–5"),
    "bare number": ("3", "p. 3"),
    "bare range": ("3--5", "pp. 3–5"),
    "list": ("pp. 3, 5, 7-9", "pp. 3, 5, 7–9"),
    "Roman": ("p. xii", "p. xii"),
    "chapter": ("chap. 2", "Chapter 2"),
    "section": ("§ 4", "Section 4"),
    "section without a space": ("§4.2", "Section 4.2"),
    "paragraph": ("para. 4", "para. 4"),
    "sign of a paragraph": ("¶ 4", "para. 4"),
    "figure": ("fig. 1a", "Figure 1a"),
    "table": ("Table 2", "Table 2"),
    "appendix": ("Appendix B", "Appendix B"),
    "study": ("Study 2", "Study 2"),
    "experiment": ("Experiment 1b", "Experiment 1b"),
    "note": ("n. 3", "Note 3"),
    "line": ("l. 7", "line 7"),
    "verse": ("v. 7", "verse 7"),
    "time": ("timestamp 1:02:03", "1:02:03"),
    "volume": ("Vol. 2", "Vol. 2"),
    "column": ("col. 2", "column 2"),
    "dictionary": ("s.v. gauge", "s.v. gauge"),
    "in braces": ("{p. iv}", "p. iv"),
    "none": ("{}, 1999 was a good year", "1999 was a good year"),
    "electronic page": ("p. e12", "p. e12"),
    "with a suffix": ("p. 3, emphasis added", "p. 3, emphasis added"),
    "words": ("the last lines", "the last lines"),
}

WRITING: Final = {
    "Greek": "Η σκέψη είναι εδώ.",
    "Cyrillic": "Мысль @ дома.",
    "Japanese": "「日本語」の文章。",
    "Arabic": "هذا نص [@ada1999gauge] عربي.",
    "Hebrew with marks": "שָׁלוֹם \u200f(א)\u200e",
    "Devanagari": "यह हिन्दी है।",
    "emoji": "A 👩‍🔬 works 🙂.",
    "decomposed letters": "cafe\u0301 @ noon",
    "no-break and narrow spaces": "5\u00a0% of 1\u202f000",
    "soft hyphens": "self\u00adesteem",
    "typographic quotes": "‘a’ “b” «c» „d“ ‚e‘",
    "dashes": "a – b — c ‒ d − e",
    "hash at a line's start": "#1 of all\n\n# 1".partition("\n")[0].replace("#1", "\\#1"),
    "hash in a word": "C# and F#",
    "Windows path": r"C:\Users\[name]\file_1.txt and \\server\@share".replace("@share", "share"),
    "backslashes": r"a \ b \\ c \n",
    "star and underscores": "2 * 3 * 4, snake_case_word and __init__",
    "less and more": "1 < 2 > 1, a <b and c> d, <- and ->",
    "pipes": "a | b || c",
    "slashes": "a // b /// c",
    "slashes at a line's start": "// a comment",
    "colons": "a: b :: c :d:",
    "question marks": "??? and !!! and ===",
    "braces": "{a} {{ b }} {% c %} {# d #}",
    "smart comment": "a -- b --- c ... d",
    "very long line": "word " * 5000,
    "very long word": "w" * 20000,
    "trailing spaces": "a  \nb   \n   \nc",
    "tabs within": "a\tb\tc",
    "many blank lines": "a\n\n\n\n\n\nb",
    "form feed": "a\x0cb",
    "no newline at the end": "a",
    "entities": "&lt;a&gt; &amp;c. &nbsp; &#x40;",
    "mathematical signs": "p < .05, η² = .1, ≤ ≥ ± ×",
    "numbers like lists": "1986\\. A great year.",
    "hard wrapped": "It was so in\n1999. And then\n- not a list, or is it\n+ a plus",
    "heading with emoji": "## 🙂 Yes!\n\n## 🙂 Yes!",
    "heading with signs": "## What is “it”? (a) [b] & c: d/e @ f",
    "headings of all depths": "## a\n\n### b\n\n#### c\n\n##### d\n\n###### e",
    "underlined heading": "A heading\n---------",
    "closed heading": "## A ##",
    "heading without text": "##",
}


FIELDS: Final = {
    "quoted keys": "'title': Omega\n\"kind\": machinery",
    "title of yes": 'title: "Yes"\nkind: machinery',
    "title of no without quotes": "title: No\nkind: machinery",
    "title of an octal number": "title: 012\nkind: machinery",
    "title of a number": "title: 1984\nkind: machinery",
    "title of a date": "title: 2024-01-01\nkind: machinery",
    "title with a colon": "title: 'Omega: the whole'\nkind: machinery",
    "title with a hash": "title: 'Omega #1'\nkind: machinery",
    "title with an at": "title: 'Omega @ home'\nkind: machinery",
    "title not of this script": "title: Ωμέγα\nkind: machinery",
    "title over lines": "title:\n  Omega\n  the whole\nkind: machinery",
    "comments": "# All about it.\ntitle: Omega  # the last\nkind: machinery",
    "flow": "{title: Omega, kind: machinery, level: affective, summary: The whole., status: draft}",
    "flow over lines": (
        "{\n  title: Omega,\n  kind: machinery,\n  level: affective, summary: The whole., status: draft,\n}"
    ),
    "blank lines": "\ntitle: Omega\n\nkind: machinery\n",
    "spaces behind": "title: Omega   \nkind: machinery \t",
    "aliases as a word": "title: Omega\nkind: machinery\naliases: the last",
    "aliases in lines": "title: Omega\nkind: machinery\naliases:\n- the last\n-  'the end'",
    "aliases of nothing": "title: Omega\nkind: machinery\naliases: []\nredirects:",
    "fields of others": (
        "title: Omega\nkind: machinery\nhide: [toc]\nsearch:\n  boost: 2\ntags: [a, b]\ncustom: {a: [1, 2]}"
    ),
    "review as a date": "title: Omega\nkind: machinery\nreviewed: 2026-11-01",
    "review as words": "title: Omega\nkind: machinery\nreviewed: '2026-11-01'",
    "an anchor of YAML": "title: &t Omega\nkind: machinery\ndescription: *t",
    "relations in flow": (
        "title: Omega\nkind: machinery\nrelations: [{type: feeds, to: alpha, why: So., grade: theoretical,"
        " cites: ada1999gauge}]"
    ),
    "relation with a block": (
        "title: Omega\nkind: machinery\nrelations:\n- type: feeds\n  to: alpha\n  why: |\n    So it is.\n\n"
        "    So it was.\n"
        "  grade: theoretical\n  cites:\n  - ada1999gauge\n  when: >-\n    always,\n    or never"
    ),
    "summary as a block": "title: Omega\nkind: machinery\nsummary: >\n  The whole,\n  of all: parts.",
    "document end": "title: Omega\nkind: machinery\n...",
}

CASES: Final[Mapping[str, tuple[str, ...]]] = {
    f"{name}, {kind}": case
    for kind, table in (
        ("code", CODE),
        ("signs", SIGNS),
        ("mathematics", MATHEMATICS),
        ("blocks", BLOCKS),
        ("links", LINKS),
        ("places", PLACES),
    )
    for name, case in table.items()
}


def texts() -> Iterator[str]:
    """Yield all the texts."""
    yield from (text for text, *_ in CASES.values())
    yield from WRITING.values()
    yield from (f"[@ada1999gauge, {written}]" for written, _ in LOCATORS.values())


def with_fields(fields: str) -> str:
    """Return a page whose front matter has `fields`, and those that it must have."""
    needed = {"level": "affective", "summary": "The whole.", "status": "draft"}
    lines = (
        []
        if fields.startswith("{")
        else [f"{name}: {text}" for name, text in needed.items() if f"{name}:" not in fields]
    )
    body, end, _ = fields.partition("\n...")
    return "\n".join(("---", *lines, body, end.strip() or "---", "", "See [[alpha]].", ""))
