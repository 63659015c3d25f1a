"""What LaTeX commands stand for, as tables."""

from typing import Final

# Combining characters by accent command.
ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "h": "\u0309", "r": "\u030a", "H": "\u030b", "v": "\u030c", "G": "\u030f", "C": "\u030f",
    "f": "\u0311", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
}  # fmt: skip

MATH_ACCENTS: Final = {
    "grave": "\u0300", "acute": "\u0301", "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303",
    "widetilde": "\u0303", "bar": "\u0304", "overline": "\u0305", "breve": "\u0306", "dot": "\u0307",
    "ddot": "\u0308", "check": "\u030c", "vec": "\u20d7",
}  # fmt: skip

# What an accent over nothing looks like.
SPACING: Final = {
    "`": "`", "'": "´", "^": "^", "~": "~", "=": "¯", "u": "˘", ".": "˙", '"': "¨", "r": "˚", "H": "˝",
    "v": "ˇ", "c": "¸", "k": "˛",
}  # fmt: skip

SYMBOLS: Final = {
    # letters
    "i": "ı", "j": "ȷ", "l": "ł", "L": "Ł", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "ss": "ß", "SS": "ẞ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ",
    "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "ij": "ĳ", "IJ": "Ĳ", "textdotlessi": "ı", "textdotlessj": "ȷ",
    "dotlessi": "ı", "imath": "ı", "jmath": "ȷ", "textschwa": "ə", "hamza": "ʾ", "ayn": "ʿ",
    # characters that LaTeX gives a meaning
    "{": "{", "}": "}", "%": "%", "&": "&", "#": "#", "$": "$", "_": "_", "textbackslash": "\\",
    "backslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textless": "<", "textgreater": ">",
    "textbar": "|", "lbrace": "{", "rbrace": "}", "textbraceleft": "{", "textbraceright": "}",
    "textunderscore": "_", "textdollar": "$", "textpercent": "%", "textampersand": "&", "slash": "/",
    "textquotesingle": "'", "textasciigrave": "`", "textquotedbl": '"', "dq": '"',
    # spaces and breaks
    " ": " ", "\n": " ", "\t": " ", "\\": " ", ",": "\u202f", "thinspace": "\u202f", ";": "\u00a0",
    ":": "\u00a0", ">": "\u00a0", "enspace": "\u2002", "quad": "\u2003", "qquad": "\u2003", "space": " ",
    "nobreakspace": "\u00a0", "newline": " ", "par": " ", "linebreak": " ", "-": "", "/": "", "!": "",
    "@": "", "*": "", "+": "", "|": "",
    # punctuation
    "ldots": "…", "dots": "…", "textellipsis": "…", "cdots": "⋯", "textendash": "–", "textemdash": "—",
    "lq": "‘", "rq": "’", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”", "quotesinglbase": "‚", "quotedblbase": "„", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "flqq": "«", "frqq": "»", "guilsinglleft": "‹", "guilsinglright": "›",
    "textexclamdown": "¡", "textquestiondown": "¿", "textperiodcentered": "·", "textbullet": "•",
    "bullet": "•", "textvisiblespace": "␣", "textasteriskcentered": "∗",
    # signs
    "S": "§", "textsection": "§", "P": "¶", "textparagraph": "¶", "pounds": "£", "textsterling": "£",
    "euro": "€", "texteuro": "€", "EUR": "€", "textyen": "¥", "textcent": "¢", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "dag": "†", "textdagger": "†",
    "ddag": "‡", "textdaggerdbl": "‡", "textdegree": "°", "degree": "°", "textordfeminine": "ª",
    "textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
    "textmu": "µ", "textnumero": "№", "texttimes": "×", "textdiv": "÷", "textpm": "±", "textminus": "−",
    "textsuperscript": "", "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³",
    "TeX": "TeX", "LaTeX": "LaTeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX",
    # Greek
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
    "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ",
    "nu": "ν", "xi": "ξ", "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ",
    "varsigma": "ς", "tau": "τ", "upsilon": "υ", "phi": "ϕ", "varphi": "φ", "chi": "χ", "psi": "ψ",
    "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Upsilon": "Υ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "textalpha": "α", "textbeta": "β",
    "textgamma": "γ", "textdelta": "δ", "textepsilon": "ε", "textlambda": "λ", "textpi": "π",
    "textsigma": "σ", "textomega": "ω", "textDelta": "Δ", "textOmega": "Ω",
    # mathematics
    "times": "×", "div": "÷", "pm": "±", "mp": "∓", "cdot": "·", "ast": "∗", "star": "⋆", "circ": "∘",
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼",
    "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "lt": "<", "gt": ">",
    "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇",
    "cup": "∪", "cap": "∩", "emptyset": "∅", "varnothing": "∅", "forall": "∀", "exists": "∃", "neg": "¬",
    "lnot": "¬", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨", "to": "→", "rightarrow": "→",
    "leftarrow": "←", "leftrightarrow": "↔", "uparrow": "↑", "downarrow": "↓", "Rightarrow": "⇒",
    "Leftarrow": "⇐", "Leftrightarrow": "⇔", "longrightarrow": "⟶", "mapsto": "↦", "infty": "∞",
    "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√", "surd": "√",
    "angle": "∠", "perp": "⊥", "parallel": "∥", "mid": "∣", "vert": "|", "Vert": "‖", "lvert": "|",
    "rvert": "|", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉",
    "oplus": "⊕", "otimes": "⊗", "dagger": "†", "prime": "′", "ell": "ℓ", "hbar": "ℏ", "Re": "ℜ", "Im": "ℑ",
    "aleph": "ℵ", "female": "♀", "male": "♂", "colon": ":", "log": "log", "ln": "ln", "exp": "exp",
    "min": "min", "max": "max", "lim": "lim", "sin": "sin", "cos": "cos", "tan": "tan", "sup": "sup",
    "inf": "inf", "det": "det", "dim": "dim", "arg": "arg",
}  # fmt: skip

# Commands that make no text and take no argument.
_SILENT: Final = (
    "relax protect null noindent indent newblock bf bfseries sc scshape tt ttfamily sf sffamily mdseries tiny "
    "scriptsize footnotesize small normalsize large Large huge left right big Big bigl bigr Bigl Bigr "
    "displaystyle textstyle limits nolimits allowbreak sloppy raggedright centering selectfont ignorespaces "
    "unskip leavevmode boldmath natexlab"
)
SILENT: Final = frozenset(_SILENT.split())

# Commands whose first argument is no text.
_ARGUMENT_DROPPED: Final = "begin end label hspace vspace noopsort textcolor color fontsize vphantom phantom"
ARGUMENT_DROPPED: Final = frozenset(_ARGUMENT_DROPPED.split())

UPRIGHT_SWITCHES: Final = frozenset({"rm", "rmfamily", "upshape", "normalfont", "mathrm"})
ITALIC_SWITCHES: Final = frozenset({"em", "it", "itshape", "sl", "slshape"})
ITALIC: Final = frozenset({"emph", "textit", "textsl", "mathit", "mkbibemph", "mkbibitalic"})
UPRIGHT: Final = frozenset(
    {"textup", "textrm", "textnormal", "mathrm", "text", "operatorname", "mathsf", "mathtt", "mbox"}
)
SCRIPTS: Final = {"textsuperscript": "sup", "textsubscript": "sub", "mkbibsuperscript": "sup", "mkbibsubscript": "sub"}
QUOTES: Final = {
    "enquote": ("“", "”"),
    "mkbibquote": ("“", "”"),
    "mkbibparens": ("(", ")"),
    "mkbibbrackets": ("[", "]"),
}
