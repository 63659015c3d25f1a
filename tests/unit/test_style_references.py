"""References in the list, kind by kind (APA 7 §9-10). `*...*` marks italics."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography import parse_bibliography
from kb.bibliography.entry import Date, Entry, Name, Names
from kb.citations.model import Citation, CitationItem
from kb.richtext import RichText, Run, plain
from kb.style import Works, build_works, format_citation, format_reference
from kb.text import Source, Span


def reference(bibtex: str) -> RichText:
    entries = parse_bibliography(Source("bibliography.bib", bibtex)).entries.values()
    return format_reference(next(iter(entries)), build_works(entries))


def marked(text: RichText) -> str:
    return "".join(f"*{run.text}*" if run.italic else run.text for run in text)


SMITH = "author = {Smith, Jane A.}, year = {2020}"
EDITORS = "editor = {Brown, Bob C. and Green, Dee}"

AUTHORS = {
    "§9.8 one author": ("author = {Smith, Jane A.}", "Smith, J. A."),
    "§9.8 two authors": ("author = {Smith, Jane and Jones, Kim}", "Smith, J., & Jones, K."),
    "§9.8 and others": ("author = {Smith, Jane and others}", "Smith, J., et al."),
    "§9.8 hyphenated initials": ("author = {Sartre, Jean-Paul}", "Sartre, J.-P."),
    "§9.8 junior": ("author = {King, Jr., Martin L.}", "King, M. L., Jr."),
    "§9.9 particle": ("author = {van der Berg, Jan}", "van der Berg, J."),
    "§9.11 group": ("author = {{World Health Organization}}", "World Health Organization."),
    "§9.11 group among people": ("author = {Smith, Jane and {NSPN Consortium}}", "Smith, J., & NSPN Consortium."),
    "§9.10 one editor": ("editor = {Brown, Bob}", "Brown, B. (Ed.)."),
    "§9.10 editors": (EDITORS, "Brown, B. C., & Green, D. (Eds.)."),
}


@pytest.mark.parametrize(("names", "text"), AUTHORS.values(), ids=AUTHORS)
def test_the_author_element(names: str, text: str) -> None:
    assert marked(reference(f"@book{{key, {names}, year = {{2020}}, title = {{Title}}}}")) == f"{text} (2020). *Title*."


JOURNAL = {
    "§10.1 with DOI": (
        "journal = {Emotion Review}, volume = {20}, number = {2}, pages = {142--175}, doi = {10.1037/a1}",
        "*Emotion Review*, *20*(2), 142–175. https://doi.org/10.1037/a1",
    ),
    "§10.1 without DOI": (
        "journal = {Emotion}, volume = {20}, number = {2}, pages = {1--9}",
        "*Emotion*, *20*(2), 1–9.",
    ),
    "§10.1 without issue": ("journal = {Emotion}, volume = {20}, pages = {1--9}", "*Emotion*, *20*, 1–9."),
    "without volume": ("journal = {Emotion}, number = {2}, pages = {1--9}", "*Emotion*, (2), 1–9."),
    "double issue": ("journal = {Emotion}, volume = {20}, number = {1--2}", "*Emotion*, *20*(1–2)."),
    "§9.27 article number": (
        "journal = {PLoS ONE}, volume = {9}, number = {1}, pages = {e86430}",
        "*PLoS ONE*, *9*(1), Article e86430.",
    ),
    "§10.1 advance online publication": (
        "journal = {Emotion}, doi = {10.1037/a1}",
        "*Emotion*. Advance online publication. https://doi.org/10.1037/a1",
    ),
    "advance online publication told": (
        "journal = {Emotion}, note = {Advance online publication}",
        "*Emotion*. Advance online publication.",
    ),
    "BibLaTeX": ("journaltitle = {Emotion}, volume = {20}, pages = {1--9}", "*Emotion*, *20*, 1–9."),
    "§9.25 capitals of a journal stay": (
        "journal = {Journal of the Mind}, volume = {1}",
        "*Journal of the Mind*, *1*.",
    ),
    "journal with an ampersand": (r"journal = {Learning \& Memory}, volume = {1}", "*Learning & Memory*, *1*."),
    "§9.34 URL": ("journal = {Emotion}, volume = {2}, url = {https://a.org}", "*Emotion*, *2*. https://a.org"),
    "another copy on a server": (
        "journal = {Emotion}, volume = {2}, eprint = {1706.03762}, archiveprefix = {arXiv}, doi = {10.1037/a1}",
        "*Emotion*, *2*. https://doi.org/10.1037/a1",
    ),
    "month of a journal": ("journal = {Emotion}, volume = {20}, pages = {1--9}, month = may", "*Emotion*, *20*, 1–9."),
}


@pytest.mark.parametrize(("fields", "source"), JOURNAL.values(), ids=JOURNAL)
def test_a_journal_article(fields: str, source: str) -> None:
    bibtex = f"@article{{key, {SMITH}, title = {{The Need to Belong}}, {fields}}}"
    assert marked(reference(bibtex)) == f"Smith, J. A. (2020). The need to belong. {source}"


WORKS = {
    "in press": (
        "@article{key, author = {Smith, Jane}, year = {in press}, title = {A Title}, journal = {Emotion}}",
        "Smith, J. (in press). A title. *Emotion*.",
    ),
    "title with a question": (
        f"@article{{key, {SMITH}, title = {{Does It Hurt?}}, journal = {{Emotion}}, volume = {{2}}}}",
        "Smith, J. A. (2020). Does it hurt? *Emotion*, *2*.",
    ),
    "title with an exclamation": (
        f"@book{{key, {SMITH}, title = {{Listen!}}, publisher = {{Norton}}}}",
        "Smith, J. A. (2020). *Listen!* Norton.",
    ),
    "protected title": (
        f"@article{{key, {SMITH}, title = {{Growing Up in {{Romania}}}}, journal = {{Emotion}}}}",
        "Smith, J. A. (2020). Growing up in Romania. *Emotion*.",
    ),
    "§9.12 article without an author": (
        "@article{key, title = {The Need to Belong}, year = {2020}, journal = {Emotion}, volume = {2}}",
        "The need to belong. (2020). *Emotion*, *2*.",
    ),
    "§9.12 book without an author": (
        "@book{key, title = {Interpersonal Skills}, edition = {2}, year = {2020}, publisher = {Norton}}",
        "*Interpersonal skills* (2nd ed.). (2020). Norton.",
    ),
    "§6.23 italics within italics": (
        rf"@book{{key, {SMITH}, title = {{Reading \emph{{Hamlet}} Again}}}}",
        "Smith, J. A. (2020). *Reading *Hamlet* again*.",
    ),
    "magazine": (
        "@article{key, author = {Smith, Jane}, title = {A Long Walk}, journal = {The Magazine}, year = 2020, "
        "month = may, entrysubtype = {magazine}, volume = {3}, number = {2}, pages = {42--49}}",
        "Smith, J. (2020, May). A long walk. *The Magazine*, *3*(2), 42–49.",
    ),
    "newspaper": (
        "@article{key, author = {Smith, Jane}, title = {A Long Walk}, journaltitle = {The New York Times}, "
        "date = {2020-05-04}, url = {https://nyt.com/a}}",
        "Smith, J. (2020, May 4). A long walk. *The New York Times*. https://nyt.com/a",
    ),
    "newspaper on paper": (
        "@article{key, author = {Smith, Jane}, title = {A Long Walk}, journaltitle = {The Times}, date = {2020-05-04}, "
        "pages = {A1}}",
        "Smith, J. (2020, May 4). A long walk. *The Times*, A1.",
    ),
    "blog": (
        "@online{key, author = {Smith, Jane}, title = {A Long Walk}, journaltitle = {The Blog}, date = {2020-05-04}, "
        "url = {https://blog.org/a}}",
        "Smith, J. (2020, May 4). A long walk. *The Blog*. https://blog.org/a",
    ),
    "special issue": (
        "@periodical{key, editor = {Brown, Bob}, issuetitle = {New Issues}, title = {Archives of Mind}, volume = {6}, "
        "number = {1}, year = {2018}}",
        "Brown, B. (Ed.). (2018). New issues [Special issue]. *Archives of Mind*, *6*(1).",
    ),
    "§10.2 book": (
        f"@book{{key, {SMITH}, title = {{Patterns of Mind: A Study}}, publisher = {{Norton}}, address = {{London}}}}",
        "Smith, J. A. (2020). *Patterns of mind: A study*. Norton.",
    ),
    "§10.2 edition and volume": (
        f"@book{{key, {SMITH}, title = {{The Mind}}, edition = {{2}}, volume = {{3}}, publisher = {{Norton}}}}",
        "Smith, J. A. (2020). *The mind* (2nd ed., Vol. 3). Norton.",
    ),
    "§10.2 subtitle": (
        f"@book{{key, {SMITH}, title = {{The Mind}}, subtitle = {{A User Guide}}, publisher = {{Norton}}}}",
        "Smith, J. A. (2020). *The mind: A user guide*. Norton.",
    ),
    "§10.2 volume of a greater work": (
        f"@mvbook{{key, {SMITH}, maintitle = {{Handbook of Minds}}, volume = {{1}}, title = {{Old Foundations}}}}",
        "Smith, J. A. (2020). *Handbook of minds: Vol. 1. Old foundations*.",
    ),
    "§10.2 all volumes": (
        f"@mvbook{{key, {SMITH}, title = {{The Mind}}, volumes = {{3}}, publisher = {{Norton}}}}",
        "Smith, J. A. (2020). *The mind* (Vols. 1–3). Norton.",
    ),
    "§10.2 translated and republished": (
        "@book{key, author = {Piaget, Jean and Inhelder, Bärbel}, translator = {Weaver, Helen}, edition = {2}, "
        "date = {1969}, origdate = {1966}, title = {The Psychology of the Child}, publisher = {Basic Books}}",
        "Piaget, J., & Inhelder, B. (1969). *The psychology of the child* (H. Weaver, Trans.; 2nd ed.). Basic Books. "
        "(Original work published 1966)",
    ),
    "§10.2 edited and translated by one": (
        "@book{key, author = {Freud, Sigmund}, editor = {Strachey, James}, translator = {Strachey, James}, "
        "year = {1961}, title = {The Ego and the Id}, publisher = {Norton}}",
        "Freud, S. (1961). *The ego and the id* (J. Strachey, Ed. & Trans.). Norton.",
    ),
    "§10.2 author and editor": (
        "@book{key, author = {Watson, John B.}, editor = {Kimble, Gregory}, year = {2013}, title = {Behaviorism}}",
        "Watson, J. B. (2013). *Behaviorism* (G. Kimble, Ed.).",
    ),
    "§9.29 publisher is the author": (
        "@book{key, author = {{American Psychological Association}}, year = {2020}, title = {Publication Manual}, "
        "edition = {7}, publisher = {American Psychological Association}}",
        "American Psychological Association. (2020). *Publication manual* (7th ed.).",
    ),
    "§9.29 publisher without its legal form": (
        f"@book{{key, {SMITH}, title = {{The Mind}}, publisher = {{Basic Books, Inc.}}}}",
        "Smith, J. A. (2020). *The mind*. Basic Books.",
    ),
    "§10.2 DOI of a book": (
        f"@book{{key, {SMITH}, title = {{The Mind}}, publisher = {{Norton}}, doi = {{10.1037/b1}}}}",
        "Smith, J. A. (2020). *The mind*. Norton. https://doi.org/10.1037/b1",
    ),
    "part of a book in BibTeX": (
        f"@inbook{{key, {SMITH}, title = {{The Mind}}, chapter = {{3}}, pages = {{1--9}}, publisher = {{Norton}}}}",
        "Smith, J. A. (2020). *The mind* (Chapter 3, pp. 1–9). Norton.",
    ),
    "booklet": (
        f"@booklet{{key, {SMITH}, title = {{The Mind}}, howpublished = {{Privately printed}}}}",
        "Smith, J. A. (2020). *The mind*. Privately printed.",
    ),
    "manual": (
        "@manual{key, organization = {R Core Team}, title = {Writing Extensions}, year = {2020}}",
        "R Core Team. (2020). *Writing extensions*.",
    ),
    "§10.3 chapter": (
        f"@incollection{{key, {SMITH}, {EDITORS}, title = {{Working Models}}, booktitle = {{Handbook of Attachment}}, "
        "edition = {2}, volume = {3}, pages = {1--20}, publisher = {Norton}}",
        "Smith, J. A. (2020). Working models. In B. C. Brown & D. Green (Eds.), *Handbook of attachment* "
        "(2nd ed., Vol. 3, pp. 1–20). Norton.",
    ),
    "§10.3 chapter, one editor, one page": (
        f"@incollection{{key, {SMITH}, editor = {{Brown, Bob}}, title = {{Us}}, booktitle = {{Minds}}, pages = {{5}}}}",
        "Smith, J. A. (2020). Us. In B. Brown (Ed.), *Minds* (p. 5).",
    ),
    "§10.3 chapter without editors": (
        f"@incollection{{key, {SMITH}, title = {{Models}}, booktitle = {{Handbook of Minds}}, publisher = {{Norton}}}}",
        "Smith, J. A. (2020). Models. In *Handbook of minds*. Norton.",
    ),
    "§10.3 chapter, translated": (
        f"@incollection{{key, {SMITH}, translator = {{Weaver, Helen}}, title = {{Models}}, booktitle = {{Handbook}}}}",
        "Smith, J. A. (2020). Models (H. Weaver, Trans.). In *Handbook*.",
    ),
    "§10.3 chapter in another's book": (
        f"@inbook{{key, {SMITH}, bookauthor = {{Brown, Bob}}, title = {{Foreword}}, "
        "booktitle = {The Mind}, pages = {1--3}}",
        "Smith, J. A. (2020). Foreword. In B. Brown, *The mind* (pp. 1–3).",
    ),
    "§10.3 entry without an author": (
        "@inreference{key, title = {Self-Esteem}, date = {2019}, booktitle = {{Wikipedia}}, url = {https://a.org}}",
        "Self-esteem. (2019). In *Wikipedia*. https://a.org",
    ),
    "§10.5 paper in proceedings": (
        f"@inproceedings{{key, {SMITH}, {EDITORS}, title = {{Deep Minds}}, pages = {{117--122}}, publisher = {{ACM}}, "
        "booktitle = {Proceedings of the 5th Conference on Minds}}",
        "Smith, J. A. (2020). Deep minds. In B. C. Brown & D. Green (Eds.), "
        "*Proceedings of the 5th Conference on Minds* (pp. 117–122). ACM.",
    ),
    "§10.5 paper in proceedings without editors": (
        f"@conference{{key, {SMITH}, title = {{Deep Minds}}, booktitle = {{Proceedings of CHI}}, pages = {{1--9}}}}",
        "Smith, J. A. (2020). Deep minds. In *Proceedings of CHI* (pp. 1–9).",
    ),
    "§10.5 proceedings in a journal": (
        f"@inproceedings{{key, {SMITH}, title = {{Deep Minds}}, journal = {{Proceedings of Minds}}, volume = {{3}}}}",
        "Smith, J. A. (2020). Deep minds. *Proceedings of Minds*, *3*.",
    ),
    "§10.5 proceedings in a series": (
        f"@inproceedings{{key, {SMITH}, title = {{Deep Minds}}, booktitle = {{Learning and Intelligence}}, "
        "series = {Lecture Notes in Computer Science}, volume = {11353}, pages = {225--240}, publisher = {Springer}}",
        "Smith, J. A. (2020). Deep minds. In *Lecture Notes in Computer Science: Vol. 11353. Learning and "
        "Intelligence* (pp. 225–240). Springer.",
    ),
    "§10.5 proceedings": (
        "@proceedings{key, editor = {Brown, Bob}, title = {Proceedings of Minds}, year = {2020}, publisher = {ACM}}",
        "Brown, B. (Ed.). (2020). *Proceedings of Minds*. ACM.",
    ),
    "§10.5 presentation": (
        "@unpublished{key, author = {Smith, Jane}, title = {Deep Minds}, eventtitle = {Meeting of Minds}, "
        "venue = {Oslo}, date = {2020-08-08}}",
        "Smith, J. (2020, August 8). *Deep minds* [Paper presentation]. Meeting of Minds, Oslo.",
    ),
    "§10.5 poster": (
        f"@misc{{key, {SMITH}, title = {{Deep Minds}}, howpublished = {{Poster presented at the Day of Minds, Oslo}}}}",
        "Smith, J. A. (2020). *Deep minds* [Poster presentation]. Day of Minds, Oslo.",
    ),
    "§10.4 report": (
        f"@techreport{{key, {SMITH}, title = {{On Minds}}, number = {{12}}, institution = {{Mind Institute}}}}",
        "Smith, J. A. (2020). *On minds* (Report No. 12). Mind Institute.",
    ),
    "§10.4 report of a kind": (
        f"@report{{key, {SMITH}, title = {{Minds}}, type = {{Working Paper}}, number = {{3}}, institution = {{NBER}}}}",
        "Smith, J. A. (2020). *Minds* (Working Paper No. 3). NBER.",
    ),
    "§10.4 number in words": (
        f"@report{{key, {SMITH}, title = {{On Minds}}, number = {{NIH Publication No. 12-3}}, institution = {{NIH}}}}",
        "Smith, J. A. (2020). *On minds* (NIH Publication No. 12-3). NIH.",
    ),
    "§10.4 report by its institution": (
        "@report{key, author = {{World Health Organization}}, title = {On Minds}, year = {2020}, "
        "institution = {World Health Organization}, url = {https://who.int/a}}",
        "World Health Organization. (2020). *On minds*. https://who.int/a",
    ),
    "§9.11 institution as author": (
        "@techreport{key, institution = {Mind Institute}, title = {On Minds}, year = {2020}, number = {12}}",
        "Mind Institute. (2020). *On minds* (Report No. 12).",
    ),
    "§10.6 dissertation": (
        f"@phdthesis{{key, {SMITH}, title = {{On Minds}}, school = {{University of Oslo}}}}",
        "Smith, J. A. (2020). *On minds* [Doctoral dissertation, University of Oslo].",
    ),
    "§10.6 dissertation with number, database and link": (
        f"@phdthesis{{key, {SMITH}, title = {{On Minds}}, school = {{Yale University}}, number = {{123}}, "
        "publisher = {ProQuest}, url = {https://a.org}}",
        "Smith, J. A. (2020). *On minds* (Publication No. 123) [Doctoral dissertation, Yale University]. ProQuest. https://a.org",
    ),
    "§10.6 master's thesis": (
        f"@mastersthesis{{key, {SMITH}, title = {{On Minds}}, school = {{Yale University}}}}",
        "Smith, J. A. (2020). *On minds* [Master’s thesis, Yale University].",
    ),
    "§10.6 thesis in BibLaTeX": (
        f"@thesis{{key, {SMITH}, title = {{On Minds}}, type = {{mathesis}}, institution = {{Yale University}}}}",
        "Smith, J. A. (2020). *On minds* [Master’s thesis, Yale University].",
    ),
    "§10.6 thesis, type in words": (
        f"@thesis{{key, {SMITH}, title = {{On Minds}}, type = {{PhD thesis}}, institution = {{Yale University}}}}",
        "Smith, J. A. (2020). *On minds* [Doctoral dissertation, Yale University].",
    ),
    "§10.6 unpublished thesis": (
        f"@phdthesis{{key, {SMITH}, title = {{On Minds}}, note = {{Unpublished}}, school = {{Yale University}}}}",
        "Smith, J. A. (2020). *On minds* [Unpublished doctoral dissertation]. Yale University.",
    ),
    "§10.8 unpublished manuscript": (
        f"@unpublished{{key, {SMITH}, title = {{On Minds}}, institution = {{Yale University}}}}",
        "Smith, J. A. (2020). *On minds* [Unpublished manuscript]. Yale University.",
    ),
    "§10.8 submitted manuscript": (
        f"@unpublished{{key, {SMITH}, title = {{On Minds}}, note = {{Manuscript submitted for publication}}}}",
        "Smith, J. A. (2020). *On minds* [Manuscript submitted for publication].",
    ),
    "§10.8 arXiv": (
        f"@misc{{key, {SMITH}, title = {{On Minds}}, eprint = {{1706.03762}}, archiveprefix = {{arXiv}}}}",
        "Smith, J. A. (2020). *On minds*. arXiv. https://arxiv.org/abs/1706.03762",
    ),
    "§10.8 arXiv as journal": (
        f"@article{{key, {SMITH}, title = {{On Minds}}, journal = {{arXiv preprint arXiv:1706.03762}}}}",
        "Smith, J. A. (2020). *On minds*. arXiv. https://arxiv.org/abs/1706.03762",
    ),
    "§10.8 PsyArXiv": (
        f"@article{{key, {SMITH}, title = {{On Minds}}, journal = {{PsyArXiv}}, doi = {{10.31234/osf.io/abc}}}}",
        "Smith, J. A. (2020). *On minds*. PsyArXiv. https://doi.org/10.31234/osf.io/abc",
    ),
    "§10.8 bioRxiv": (
        f"@misc{{key, {SMITH}, title = {{On Minds}}, publisher = {{bioRxiv}}, doi = {{10.1101/2020.01.01.1}}}}",
        "Smith, J. A. (2020). *On minds*. bioRxiv. https://doi.org/10.1101/2020.01.01.1",
    ),
    "§10.8 server known by its DOI": (
        f"@misc{{key, {SMITH}, title = {{On Minds}}, doi = {{10.31234/osf.io/abc}}}}",
        "Smith, J. A. (2020). *On minds*. PsyArXiv. https://doi.org/10.31234/osf.io/abc",
    ),
    "§10.8 preprint told": (
        f"@misc{{key, {SMITH}, title = {{On Minds}}, type = {{Preprint}}, publisher = {{PsyArXiv}}}}",
        "Smith, J. A. (2020). *On minds* [Preprint]. PsyArXiv.",
    ),
    "§10.9 data set": (
        f"@dataset{{key, {SMITH}, title = {{On Minds}}, version = {{1.2}}, publisher = {{OSF}}, doi = {{10.17605/a}}}}",
        "Smith, J. A. (2020). *On minds* (Version 1.2) [Data set]. OSF. https://doi.org/10.17605/a",
    ),
    "§10.9 data set with a number": (
        f"@dataset{{key, {SMITH}, title = {{On Minds}}, number = {{ICPSR 21600}}, version = {{V1}}}}",
        "Smith, J. A. (2020). *On minds* (ICPSR 21600; Version V1) [Data set].",
    ),
    "§10.9 data set as misc": (
        f"@misc{{key, {SMITH}, title = {{On Minds}}, type = {{Dataset}}, publisher = {{OSF}}}}",
        "Smith, J. A. (2020). *On minds* [Data set]. OSF.",
    ),
    "§10.10 software": (
        f"@software{{key, {SMITH}, title = {{Mindful}}, version = {{1.2}}, url = {{https://a.org}}}}",
        "Smith, J. A. (2020). *Mindful* (Version 1.2) [Computer software]. https://a.org",
    ),
    "§10.12 film": (
        "@movie{key, author = {Kurosawa, Akira}, title = {The Dream}, year = {1990}, publisher = {Warner}}",
        "Kurosawa, A. (Director). (1990). *The dream* [Film]. Warner.",
    ),
    "§10.12 video": (
        f"@video{{key, {SMITH}, title = {{On Minds}}, publisher = {{YouTube}}, url = {{https://a.org}}}}",
        "Smith, J. A. (2020). *On minds* [Video]. YouTube. https://a.org",
    ),
    "§10.16 web page": (
        "@online{key, author = {Smith, Jane}, title = {On Minds}, date = {2020-05-04}, organization = {The Site}, "
        "url = {https://a.org}, urldate = {2021-01-01}}",
        "Smith, J. (2020, May 4). *On minds*. The Site. https://a.org",
    ),
    "§10.16 undated web page": (
        "@online{key, author = {{World Health Organization}}, title = {On Minds}, "
        "organization = {World Health Organization}, url = {https://who.int}, urldate = {2020-05-04}}",
        "World Health Organization. (n.d.). *On minds*. Retrieved May 4, 2020, from https://who.int",
    ),
    "§10.16 web page in old BibTeX": (
        rf"@misc{{key, {SMITH}, title = {{On Minds}}, howpublished = {{\url{{https://a.org}}}}}}",
        "Smith, J. A. (2020). *On minds*. https://a.org",
    ),
    "§10.16 web page without an author": (
        "@online{key, title = {On Minds}, year = {2020}, url = {https://a.org}}",
        "*On minds*. (2020). https://a.org",
    ),
    "patent": (
        f"@patent{{key, {SMITH}, title = {{Mind Reader}}, type = {{U.S. Patent}}, number = {{123}}}}",
        "Smith, J. A. (2020). *Mind reader* (U.S. Patent No. 123).",
    ),
    "type not known": (
        f"@pamphlet{{key, {SMITH}, title = {{On Minds}}, publisher = {{Norton}}}}",
        "Smith, J. A. (2020). *On minds*. Norton.",
    ),
    "title in German": (
        f"@book{{key, {SMITH}, title = {{Die Traumdeutung}}, langid = {{german}}, publisher = {{Deuticke}}}}",
        "Smith, J. A. (2020). *Die Traumdeutung*. Deuticke.",
    ),
}


@pytest.mark.parametrize(("bibtex", "text"), WORKS.values(), ids=WORKS)
def test_a_reference(bibtex: str, text: str) -> None:
    assert marked(reference(bibtex)) == text


MISSING = {
    "title": (f"@article{{key, {SMITH}, journal = {{Emotion}}}}", "Smith, J. A. (2020). [Untitled]. *Emotion*."),
    "journal": (f"@article{{key, {SMITH}, title = {{On Minds}}}}", "Smith, J. A. (2020). On minds."),
    "book": (f"@incollection{{key, {SMITH}, title = {{On Minds}}}}", "Smith, J. A. (2020). On minds."),
    "school": (
        f"@phdthesis{{key, {SMITH}, title = {{On Minds}}}}",
        "Smith, J. A. (2020). *On minds* [Doctoral dissertation].",
    ),
    "date": ("@book{key, author = {Smith, Jane}, title = {On Minds}}", "Smith, J. (n.d.). *On minds*."),
    "everything": ("@misc{key, note = {x}}", "[Untitled]. (n.d.)."),
}


@pytest.mark.parametrize(("bibtex", "text"), MISSING.values(), ids=MISSING)
def test_what_is_missing_is_passed_over(bibtex: str, text: str) -> None:
    assert plain(reference(bibtex)) == text.replace("*", "")


def test_a_doi_is_a_link() -> None:
    text = reference(f"@book{{key, {SMITH}, title = {{On Minds}}, doi = {{10.1037/a}}}}")
    assert text[-1] == Run("https://doi.org/10.1037/a", href="https://doi.org/10.1037/a")


def test_scripts_stay() -> None:
    text = reference(rf"@article{{key, {SMITH}, title = {{Breathing CO\textsubscript{{2}} Again}}}}")
    assert Run("2", script="sub") in text


def test_an_entry_that_is_not_among_the_works_has_no_letter() -> None:
    (entry,) = parse_bibliography(Source("b.bib", f"@book{{key, {SMITH}, title = {{On Minds}}}}")).entries.values()
    assert marked(format_reference(entry, Works())) == "Smith, J. A. (2020). *On minds*."


FIELDS = (
    "title booktitle journal maintitle issuetitle titleaddon volume number pages eid edition year month pubstate note "
    "type howpublished publisher institution school organization url doi eprint archiveprefix urldate origdate version "
    "series eventtitle venue address chapter volumes langid entrysubtype editortype"
)
TYPES = (
    "article book inbook incollection inproceedings report thesis unpublished misc online dataset movie periodical "
    "patent"
)
words = st.text(max_size=12) | st.sampled_from(
    ["2", "1--9", "in press", "arXiv", "Poster presented at X", "10.1037/a", "—"]
)
names = st.lists(st.builds(Name, words, words, words, words), max_size=3).map(tuple)
entries_drawn = st.builds(
    Entry,
    key=st.just("key"),
    type=st.sampled_from(TYPES.split()),
    span=st.just(Span(0, 0)),
    fields=st.dictionaries(st.sampled_from(FIELDS.split()), st.builds(lambda text: (Run(text),), words), max_size=8),
    names=st.dictionaries(
        st.sampled_from(["author", "editor", "translator", "bookauthor"]), st.builds(Names, names, st.booleans())
    ),
    date=st.none() | st.builds(Date, st.integers(-400, 3000), st.integers(0, 30), st.integers(0, 40)),
    original=st.none() | st.builds(Date, st.integers(-400, 2100)),
)


@given(entries_drawn)
def test_every_entry_has_a_reference_and_a_citation(entry: Entry) -> None:
    works = build_works([entry])
    citation = Citation(Span(0, 0), (CitationItem("key", Span(0, 0)),))
    assert plain(format_reference(entry, works))
    assert any(run.key == "key" for run in format_citation(citation, works))
    assert not any(
        run.href and not run.href.startswith(("http://", "https://")) for run in format_reference(entry, works)
    )
