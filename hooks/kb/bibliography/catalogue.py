"""The entry types and fields that BibTeX, BibLaTeX and their tools know."""

from typing import Final

_NAME_FIELDS: Final = (
    "author editor translator bookauthor editora editorb editorc afterword annotator commentator foreword "
    "holder introduction shortauthor shorteditor director producer interviewer interviewee host narrator "
    "composer"
)
NAME_FIELDS: Final = frozenset(_NAME_FIELDS.split())

# Identifiers and addresses, which are no LaTeX.
_VERBATIM_FIELDS: Final = (
    "doi url eprint file pdf pmid pmcid isbn issn keywords crossref xref archiveprefix primaryclass langid "
    "urldate date origdate eventdate status statusdate checked checkedon checkedby ids verba verbb verbc"
)
VERBATIM_FIELDS: Final = frozenset(_VERBATIM_FIELDS.split())

# BibLaTeX's name, or a common other one, and BibTeX's.
ALIASES: Final = {
    "journaltitle": "journal",
    "location": "address",
    "annotation": "annote",
    "eprinttype": "archiveprefix",
    "eprintclass": "primaryclass",
    "pagetotal": "numpages",
    "origlocation": "origaddress",
    "keyword": "keywords",
}

# Appended to the field that it completes.
SUBTITLES: Final = {
    "subtitle": "title",
    "booksubtitle": "booktitle",
    "journalsubtitle": "journal",
    "mainsubtitle": "maintitle",
    "issuesubtitle": "issuetitle",
}

THESES: Final = frozenset({"phdthesis", "mastersthesis", "thesis"})

# What a type must have: every group is one requirement, which any of its fields meets.
_WORK: Final = ("author editor translator", "title")
_BOOK: Final = (*_WORK, "publisher", "year")
_PART: Final = ("author editor", "title", "booktitle", "year")
REQUIRED: Final = {
    "article": ("author editor", "title", "journal", "year"),
    "book": _BOOK,
    "mvbook": _BOOK,
    "collection": ("title", "publisher", "year"),
    "mvcollection": ("title", "publisher", "year"),
    "reference": ("title", "publisher", "year"),
    "mvreference": ("title", "publisher", "year"),
    "booklet": ("title",),
    "inbook": ("author editor", "title", "year"),
    "bookinbook": _PART,
    "suppbook": ("author editor", "year"),
    "incollection": _PART,
    "suppcollection": ("author editor", "year"),
    "inreference": ("title", "booktitle", "year"),
    "inproceedings": _PART,
    "conference": _PART,
    "proceedings": ("title", "year"),
    "mvproceedings": ("title", "year"),
    "manual": ("title",),
    "mastersthesis": ("author", "title", "school", "year"),
    "phdthesis": ("author", "title", "school", "year"),
    "thesis": ("author", "title", "school", "year"),
    "techreport": ("author editor", "title", "institution publisher organization", "year"),
    "report": ("author editor", "title", "institution publisher organization", "year"),
    "unpublished": ("author", "title"),
    "patent": ("author holder", "title", "number", "year"),
    "periodical": ("title", "year"),
    "suppperiodical": ("author", "title", "journal", "year"),
    "online": ("title", "url doi eprint"),
    "electronic": ("title", "url doi eprint"),
    "www": ("title", "url doi eprint"),
    "misc": ("title howpublished note",),
    "dataset": ("title",),
    "software": ("title",),
}

_TYPES: Final = (
    "artwork audio bibnote commentary customa customb customc customd custome customf image jurisdiction "
    "legal legislation letter movie music performance review standard video"
)
TYPES: Final = frozenset(REQUIRED) | frozenset(_TYPES.split())

# Types of BibLaTeX that stand for no work.
UNSUPPORTED: Final = frozenset({"set", "xdata"})

_STANDARD: Final = (
    # BibTeX
    "address annote author booktitle chapter crossref edition editor howpublished institution journal key "
    "month note number organization pages publisher school series title type volume year "
    # BibLaTeX
    "abstract addendum afterword annotation annotator authortype bookauthor bookpagination booksubtitle "
    "booktitleaddon commentator date doi editora editorb editorc editortype editoratype editorbtype "
    "editorctype eid entryset entrysubtype eprint eprintclass eprinttype eventdate eventtitle eventtitleaddon "
    "execute file foreword gender holder hyphenation ids indextitle indexsorttitle introduction isan isbn "
    "ismn isrn issn issue issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle "
    "journaltitleaddon keywords label langid langidopts language library location mainsubtitle maintitle "
    "maintitleaddon nameaddon options origdate origlanguage origlocation origpublisher origtitle pagetotal "
    "pagination part presort pubstate related relatedoptions relatedstring relatedtype reprinttitle "
    "shortauthor shorteditor shorthand shorthandintro shortjournal shortseries shorttitle sortkey sortname "
    "sortshorthand sorttitle sortyear subtitle titleaddon translator url urldate usera userb userc userd "
    "usere userf venue verba verbb verbc version volumes xdata xref "
    # identifiers and editors
    "archive archiveprefix primaryclass pmid pmcid arxiv arxivid hal_id mrnumber zblnumber lccn oclc openalex "
    "s2id lastchecked accessed origyear day numpages articleno article-number art_number eissn pdf link "
    "copyright rights collaboration affiliation affiliations contents keyword tags comment review groups "
    "owner timestamp creationdate modificationdate date-added date-modified local-url read rating priority "
    "ranking printed qualityassured biburl bibsource adsurl adsnote acmid issue_date reportnumber source "
    "document_type author_keywords abbrev_source_title references coden abbreviation da sn la py ti au "
    "unique-id times-cited director producer interviewer interviewee host narrator composer medium genre size "
    "price grade oa openaccess fulltext dataset code video poster slides "
    # ours
    "status statusdate statusnote checked checkedon checkedby checkednote "
)
FIELDS: Final = frozenset(_STANDARD.split())

# Names that are near no other but stand for one.
MISNOMERS: Final = {
    "vol": "volume",
    "nr": "number",
    "no": "number",
    "pp": "pages",
    "auth": "author",
    "publ": "publisher",
}

MONTHS: Final = {
    "jan": "January",
    "feb": "February",
    "mar": "March",
    "apr": "April",
    "may": "May",
    "jun": "June",
    "jul": "July",
    "aug": "August",
    "sep": "September",
    "oct": "October",
    "nov": "November",
    "dec": "December",
}
