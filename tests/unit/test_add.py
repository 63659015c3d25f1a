"""`kb add`: a work from its DOI, from a real server on this machine."""

import datetime
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from kb.__main__ import main
from kb.bibliography import parse_bibliography
from kb.export.bibtex import written
from kb.faults import Refusal
from kb.intake.entry import build_entry, propose_key
from kb.intake.placing import insert_entry
from kb.intake.record import Record, read_record
from kb.richtext import plain
from kb.text import Source

DOI = "10.1037/0022-3514.68.3.518"
CSL = "application/vnd.citationstyles.csl+json"
TODAY = datetime.date(2026, 11, 22)
RECORD = {
    "type": "article-journal",
    "title": "The self-esteem gauge: A hypothesis",
    "author": [{"family": "Muñoz", "given": "Ana B."}, {"family": "de Vries", "given": "Cor"}],
    "container-title": "Journal of Gauges",
    "volume": "68",
    "issue": "3",
    "page": "518-530",
    "issued": {"date-parts": [[1995, 3]]},
    "publisher": "A House",
    "DOI": DOI,
}
BIB = b"""\
% a header that stays

@article{ada1999gauge,
  author = {Ada, Anna}, title = {The gauge}, journal = {J}, volume = {1}, pages = {1--9}, year = {1999},
  doi = {10.1000/ADA},
} % a note that stays

@book{zoe2001end, author = {Zoe, Zed}, title = {The end}, publisher = {P}, year = {2001}}
"""

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes, kind: str = CSL, status: int = 200) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return send


def redirect(target: str) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", target)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return send


def record(**changed: Any) -> Answer:
    return answer(json.dumps({**RECORD, **changed}).encode())


def flood(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", CSL)
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b" " * 100_000)


def silence(_: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", CSL)
    handler.end_headers()
    for _ in range(15):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


class Registry:
    """A server whose answers a test sets by path; it keeps what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {f"/{DOI}": record()}
        self.asked: list[tuple[str, str]] = []
        registry = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                registry.asked.append((self.path, self.headers["Accept"]))
                try:
                    registry.answers.get(self.path, answer(b"none", "text/html", 404))(self)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False  # so that closing the server waits for them
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def registry() -> Iterator[Registry]:
    made = Registry()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture
def bib(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("no_proxy", "*")
    (tmp_path / "bibliography.bib").write_bytes(BIB)
    return tmp_path / "bibliography.bib"


def add(registry: Registry, *arguments: str, doi: str = DOI) -> Result:
    given = ["add", doi, "--resolver", registry.address, *arguments]
    return CliRunner().invoke(main, given, catch_exceptions=False)


def test_an_entry_stands_in_its_place_and_no_other_byte_has_changed(registry: Registry, bib: Path) -> None:
    done = add(registry)
    today = datetime.date.today().isoformat()
    entry = f"""\
@article{{munoz1995selfesteem,
  author = {{Muñoz, Ana B. and de Vries, Cor}},
  title = {{The self-esteem gauge: A hypothesis}},
  journal = {{Journal of Gauges}},
  volume = {{68}},
  number = {{3}},
  pages = {{518--530}},
  year = {{1995}},
  doi = {{{DOI}}},
  checked = {{partly}},
  checkedon = {{{today}}},
  checkedby = {{doi}},
  checkednote = {{fetched from doi.org, not yet read by a person}},
}}"""
    head, tail = BIB.split(b"\n\n@book")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "bibliography.bib:8: added munoz1995selfesteem\n"
    assert bib.read_bytes() == head + b"\n\n" + entry.encode() + b"\n\n@book" + tail
    assert parse_bibliography(Source("b", bib.read_text(encoding="utf-8"))).problems == ()


def test_the_registry_is_asked_for_csl(registry: Registry, bib: Path) -> None:
    add(registry, doi=f"https://doi.org/{DOI}")
    assert registry.asked == [(f"/{DOI}", CSL)]


def test_a_dry_run_prints_the_entry_and_writes_nothing(registry: Registry, bib: Path) -> None:
    done = add(registry, "--dry-run")
    assert done.stdout.startswith("@article{munoz1995selfesteem,\n")
    assert bib.read_bytes() == BIB


def test_redirections_are_followed(registry: Registry, bib: Path) -> None:
    registry.answers |= {f"/{DOI}": redirect("/elsewhere"), "/elsewhere": record()}
    assert add(registry).exit_code == 0
    assert registry.asked[1] == ("/elsewhere", CSL)


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        pytest.param(answer(b"", status=404), f"knows no DOI {DOI}", id="no such DOI"),
        pytest.param(answer(b"", status=406), f"has no record of {DOI} that this command can read", id="no such form"),
        pytest.param(record(title=""), f"the record of {DOI} has no title", id="no title"),
    ],
)
def test_what_no_registry_can_give_is_refused(registry: Registry, bib: Path, answered: Answer, said: str) -> None:
    registry.answers[f"/{DOI}"] = answered
    done = add(registry)
    assert (done.exit_code, bib.read_bytes()) == (1, BIB)
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


@pytest.mark.parametrize(
    ("answered", "said"),
    [
        pytest.param(answer(b"<html>", "text/html"), "answered with text/html, not with a record", id="a page"),
        pytest.param(answer(b"{"), "a record that can't be read", id="cut off"),
        pytest.param(answer(b"\xff\xfe\x00"), "a record that can't be read", id="no text"),
        pytest.param(answer(b"[" * 100_000), "a record that can't be read", id="nested"),
        pytest.param(answer(b"[1]"), "a record that can't be read", id="no object"),
        pytest.param(answer(b"", status=503), "answered 503", id="out of order"),
        pytest.param(redirect(f"/{DOI}"), "answered 302", id="in a circle"),
        pytest.param(redirect("file:///etc/passwd"), "file:///etc/passwd' is not allowed", id="to a file"),
        pytest.param(redirect("ftp://127.0.0.1/x"), "could not be reached: unknown url type: ftp", id="to FTP"),
        pytest.param(redirect("http://127.0.0.1:1/"), "could not be reached", id="to nobody"),
        pytest.param(flood, "the answer has more than 2000000 bytes", id="huge"),
        pytest.param(silence, "did not answer in 0.3 seconds", id="silent"),
        pytest.param(drip, "did not answer in 0.3 seconds", id="dripping"),
    ],
)
def test_what_could_not_be_had_is_said_in_a_sentence(
    registry: Registry, bib: Path, answered: Answer, said: str
) -> None:
    registry.answers[f"/{DOI}"] = answered
    done = add(registry, "--timeout", "0.3")
    assert (done.exit_code, bib.read_bytes()) == (2, BIB)
    assert done.stderr.count("\n") == 1
    assert said in done.stderr


def test_without_a_network_it_says_so(bib: Path) -> None:
    done = CliRunner().invoke(main, ["add", DOI, "--resolver", "http://127.0.0.1:1"], catch_exceptions=False)
    assert done.exit_code == 2
    assert re.fullmatch(
        r"kb: 127\.0\.0\.1:1 could not be reached: .*refused \(.*by hand: docs/contributing/references\.md\)\n",
        done.stderr,
    )


@pytest.mark.parametrize(
    ("doi", "arguments", "said"),
    [
        pytest.param("10.1/x", (), "'10.1/x' is no DOI", id="no DOI"),
        pytest.param("leary1995", (), "'leary1995' is no DOI", id="a key"),
        pytest.param("10.1000/ada", (), "10.1000/ada is there already, as ada1999gauge", id="known in other case"),
        pytest.param(DOI, ("--key", "Ada1999gauge"), "the key ada1999gauge is there already", id="key in other case"),
        pytest.param(DOI, ("--key", "a b"), "'a b' can't be a citation key", id="no key"),
        pytest.param(DOI, ("--resolver", "file:///etc"), "is no address of a resolver", id="no resolver"),
    ],
)
def test_what_is_there_or_is_none_is_refused_before_anyone_is_asked(
    registry: Registry, bib: Path, doi: str, arguments: tuple[str, ...], said: str
) -> None:
    done = add(registry, *arguments, doi=doi)
    assert (done.exit_code, bib.read_bytes(), registry.asked) == (1, BIB, [])
    assert said in done.stderr


def test_without_a_bibliography_it_says_so(registry: Registry, bib: Path) -> None:
    bib.unlink()
    assert add(registry).exit_code == 2


def test_the_file_keeps_its_mode_and_a_link_stays_one(registry: Registry, bib: Path) -> None:
    real = bib.rename(bib.with_name("real.bib"))
    real.chmod(0o640)
    bib.symlink_to(real)
    assert add(registry).exit_code == 0
    assert bib.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in bib.parent.iterdir()) == ["bibliography.bib", "real.bib"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"title": "THE GAUGE OF ESTEEM"}, "check: the title is in capitals\n", id="title in capitals"),
        pytest.param(
            {"title": "The Gauge of Esteem in Vienna"},
            "check: the title is in title case: put braces round the names in it\n",
            id="title case",
        ),
        pytest.param({"author": [{"family": "MUÑOZ", "given": "A."}]}, "check: a name is in capitals\n", id="names"),
        pytest.param(
            {"title": "The gauge of <i>esteem</i> &amp;amp; H&lt;sub&gt;2&lt;/sub&gt;O"},
            "check: the title had HTML, which was taken out: see whether it needs italics or indices\n",
            id="HTML",
        ),
        pytest.param({"volume": ""}, "check: no volume\n", id="no volume"),
        pytest.param({"page": None}, "check: no pages\n", id="no pages"),
        pytest.param({"author": []}, "has no author or editor (add author = {…})\n", id="no author"),
        pytest.param(
            {"type": "posted-content", "container-title": "", "publisher": "PsyArXiv"},
            "check: this is a preprint: cite the published version if there is one\n",
            id="preprint",
        ),
        pytest.param(
            {"type": "poem"}, "check: the record calls the work 'poem', which is written as @misc\n", id="type"
        ),
        pytest.param(
            {"published-print": {"date-parts": [["1996"]]}},
            "check: the record has the years 1995 and 1996: the volume's counts\n",
            id="two years",
        ),
        pytest.param({"DOI": "10.1000/other"}, "check: the record is that of 10.1000/other\n", id="another's record"),
    ],
)
def test_what_a_person_must_look_at_is_said(registry: Registry, bib: Path, changed: dict[str, Any], said: str) -> None:
    registry.answers[f"/{DOI}"] = record(**changed)
    done = add(registry)
    assert done.exit_code == 0
    assert said in done.stderr


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        pytest.param({}, "munoz1995selfesteem", id="an article is no first word"),
        pytest.param({"title": ["Überall—und nirgends"]}, "munoz1995uberall", id="title in a list, dash, umlaut"),
        pytest.param({"author": [{"family": "IJzendoorn", "non-dropping-particle": "van", "given": "M."}]},
                     "vanijzendoorn1995selfesteem", id="particle"),
        pytest.param({"author": [{"literal": "The WHO, Geneva"}]}, "thewhogeneva1995selfesteem", id="group"),
        pytest.param({"author": [{"name": "WHO"}]}, "who1995selfesteem", id="group as some registries have it"),
        pytest.param({"author": [], "editor": [{"family": "Ed", "given": "E."}]}, "ed1995selfesteem", id="editor"),
        pytest.param({"author": [], "issued": {}}, "selfesteem", id="title alone"),
        pytest.param({"author": [], "issued": {}, "title": "自尊"}, "work", id="nothing in ASCII"),
        pytest.param({"author": [{"family": "Ada", "given": "A."}], "title": "A gauge", "issued":
                      {"date-parts": [[1999]]}}, "ada1999gaugea", id="taken"),
    ],
)  # fmt: skip
def test_a_key_is_surname_year_and_word(registry: Registry, bib: Path, changed: dict[str, Any], key: str) -> None:
    registry.answers[f"/{DOI}"] = record(**changed)
    assert add(registry).stdout.endswith(f"added {key}\n")


def test_a_key_with_every_letter_taken_is_refused() -> None:
    read = read_record(RECORD, DOI)
    taken = {"Munoz1995selfesteem", *(f"munoz1995selfesteem{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")}
    with pytest.raises(Refusal, match="is taken with every letter after it"):
        propose_key(read, taken)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        pytest.param(b"", "a", id="empty"),
        pytest.param(b"% no entry", "a", id="no entry, no end of line"),
        pytest.param(BIB, "aaa", id="first"),
        pytest.param(BIB, "mmm", id="between"),
        pytest.param(BIB, "zzz", id="last"),
        pytest.param(BIB.rstrip(), "zzz", id="last, no end of line"),
        pytest.param(BIB.replace(b"\n", b"\r\n"), "mmm", id="Windows"),
        pytest.param(BIB.replace(b"\n", b"\r"), "mmm", id="old Macintosh"),
        pytest.param(b"\xef\xbb\xbf" + BIB.split(b"\n\n", 1)[1], "aaa", id="byte order mark"),
        pytest.param("@misc{m, title = {é\x0b\x85\u2028é}} @misc{n, title = {x}}".encode(), "mm", id="one line"),
    ],
)
def test_nothing_but_the_entry_is_new(data: bytes, key: str) -> None:
    entry = f"@misc{{{key},\n  title = {{T}},\n}}"
    new, bibliography = insert_entry(data, key, entry, "b.bib")
    written_as = entry.encode().replace(b"\n", b"\r\n") if b"\r\n" in data else entry.encode()
    before, after = new.split(written_as)
    rest = before.rstrip(b"\r\n") + after if data.startswith(before.rstrip(b"\r\n")) else b""
    assert re.sub(rb"[\r\n]", b"", rest) == re.sub(rb"[\r\n]", b"", data)
    assert len(new) - len(data) - len(written_as) in (1, 2, 4)
    keys = list(bibliography.entries)
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"@misc{a, title = {x\n\n@misc{z, title = {y}}\n", id="a brace is missing"),
        pytest.param(b"@misc{a, title = {\xff}}\n", id="not UTF-8"),
    ],
)
def test_a_damaged_file_is_left_alone(data: bytes) -> None:
    with pytest.raises(Refusal):
        insert_entry(data, "m", "@misc{m,\n  title = {T},\n}", "b.bib")


PIECES = (*"{}\\%&#$_~^\"'`@,;=<>/ \n\t\0\x1b-–é中", "and ", "</title>", "<script>", "&lt;", "}}\n@misc{x,")
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | HOSTILE,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["family", "given", "suffix", "literal", "name", "non-dropping-particle", "date-parts"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(RECORD)), VALUES), HOSTILE)
def test_a_hostile_record_makes_one_entry_and_harms_no_other(data: dict[str, Any], title: str) -> None:
    read = read_record({**data, "title": f"T{title}"}, DOI)
    key = propose_key(read, ("ada1999gauge",))
    entry = written(build_entry(read, key, TODAY)).rstrip()
    _, bibliography = insert_entry(BIB, key, entry, "b.bib")
    assert set(bibliography.entries) == {"ada1999gauge", "zoe2001end", key}
    assert bibliography[key].text("checked") == "partly"
    assert "<script" not in plain(bibliography[key].fields["title"])


def test_a_record_without_anything_is_a_record() -> None:
    assert read_record({}, DOI) == Record("misc", (), (), "", {"doi": DOI}, ("the record does not say what it is",))
