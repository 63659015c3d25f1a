"""How blocks begin: the expressions of Python-Markdown and pymdownx, each for one line unless it says otherwise."""

import re
from typing import Final

# A block with no line like these, and no bar in any, is a paragraph.
SPECIAL: Final = re.compile(r" {0,3}(?:[#>*+\-_=:!?/$\\\x03]|\d+\.|\[[^\[\]]*\]:)|    ")
ADMONITION: Final = re.compile(r'!!! ?([\w\-]+(?: +[\w\-]+)*)(?: +"(?P<title>.*?)")? *$')
DETAILS: Final = re.compile(
    r'\?{3}\+? ?(?:(?:[\w\-]+(?: +[\w\-]+)*?)?(?: +"(?P<title>.*?)")|(?:[\w\-]+(?: +[\w\-]+)*?)) *$'
)
TAB: Final = re.compile(r'={3}(?P<special>\+|\+!|!\+|!)? +"(?P<title>.*?)" *$')
OPENING: Final = re.compile(r" {0,3}(?P<marks>/{3,}) *(?P<name>[\w-]+) *(?:\| *(?P<title>.*?) *)?$")
CLOSING: Final = re.compile(r" {0,3}(/{3,}) *$")
OPTION: Final = re.compile(r" {4,}\S")
OPTIONS: Final = re.compile(r" +(?:[\w-]+ *:(?: |$)|#|- )")
HEADING: Final = re.compile(r"(?P<level>#{1,6})(?P<text>(?:\\.|[^\\#]|#+(?=[^#\n]))*?)#*$")
UNDERLINE: Final = re.compile(r"(?:=+|-+) *$")
RULE: Final = re.compile(r" {0,3}(?=(?P<rule>(?:-+ {0,2}){3,}|(?:_+ {0,2}){3,}|(?:\*+ {0,2}){3,}))(?P=rule) *$")
QUOTE: Final = re.compile(r" {0,3}> ?(?P<text>.*)$")
ORDERED: Final = re.compile(r" {0,3}\d+\. +(?P<text>.*)$")
BULLET: Final = re.compile(r" {0,3}[*+-] +(?P<text>.*)$")
ITEM: Final = re.compile(r" {0,3}(?:\d+\.|[*+-]) +(?P<text>.*)$")
INDENTED_ITEM: Final = re.compile(r" {4,7}(?:\d+\.|[*+-]) +")
DEFINITION: Final = re.compile(r" {0,3}: {1,3}(?P<text>.*?)$")
NOT_INDENTED: Final = re.compile(r" {0,3}[^ :]")
NOTE: Final = re.compile(r" {0,3}\[\^(?P<id>[^\]]*)\]: *(?P<text>.*)$")
# These are for whole blocks.
ABBREVIATION: Final = re.compile(r"^[*]\[[^\\]*?\] ?: *\n? *(?P<title>.*)$", re.MULTILINE)
REFERENCE: Final = re.compile(
    r"""^ {0,3}\[(?P<label>[^\[\]]*)\]: *(?:\n *)?[^\s]+ *(?:\n *)?(?:(["']).*\2 *|\(.*\) *)?$""", re.MULTILINE
)
MATH: Final = re.compile(
    r"(?s)(?:(?P<d>[$]{2})(?:\\.|[^\\])+?(?P=d)|\\\[(?:\\[^\]]|[^\\])+?\\\]"
    r"|\\begin\{(?P<e>[a-z]+\*?)\}(?:\\.|[^\\])+?\\end\{(?P=e)\}) *$"
)
PIPES: Final = re.compile(r"(\\\\)|(?P<escaped>\\`+)|(?P<ticks>`+)|(\\\|)|(?P<pipe>\|)")
END_BORDER: Final = re.compile(r"(?<!\\)(?:\\\\)*\|$")
