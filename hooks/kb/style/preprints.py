"""Preprint servers."""

import re
from typing import Final

from kb.bibliography.entry import Entry
from kb.style.fields import first_text

_NAMES: Final = (
    "AfricArXiv,arXiv,bioRxiv,ChemRxiv,EarthArXiv,EcoEvoRxiv,EdArXiv,engrXiv,LawArXiv,medRxiv,MetaArXiv,OSF Preprints,"
    "PeerJ Preprints,Preprints.org,PsyArXiv,Research Square,SocArXiv,SportRxiv,SSRN,TechRxiv"
)
_SERVERS: Final = {name.casefold(): name for name in _NAMES.split(",")}
_BY_DOI: Final = {
    "10.1101": "bioRxiv",
    "10.48550": "arXiv",
    "10.31234": "PsyArXiv",
    "10.31219": "OSF Preprints",
    "10.35542": "EdArXiv",
    "10.31235": "SocArXiv",
    "10.31222": "MetaArXiv",
    "10.26434": "ChemRxiv",
    "10.21203": "Research Square",
    "10.20944": "Preprints.org",
    "10.2139": "SSRN",
}
_ARXIV_ID: Final = re.compile(
    r"arxiv\s*(?:preprint)?\s*:?\s*(?:arxiv\s*:)?\s*(\d{4}\.\d{4,5}|[a-z-]+/\d{7})", re.IGNORECASE
)


def preprint_server(entry: Entry) -> str:
    """Return the name of the server that holds the preprint `entry`, or nothing when it is none.

    The archive of an article that names its journal is only another copy; yet exports name the server as journal
    (`arXiv preprint arXiv:1706.03762`).
    """
    journal = entry.text("journal")
    if journal:
        return _server_named(journal) if not entry.text("volume") or _arxiv_in(journal) else ""
    number = entry.text("eprint").strip()
    archive = first_text(entry, "archiveprefix")
    if number and (archive or _ARXIV_ID.fullmatch(f"arxiv:{number}")):
        return _server_named(archive or "arXiv")
    if entry.type in ("article", "misc", "online", "preprint", "unpublished"):
        named = _server_named(first_text(entry, "publisher", "organization", "howpublished", "institution"))
        prefix = re.search(r"10\.\d+(?=/)", first_text(entry, "doi", "url"))
        return named or (_BY_DOI.get(prefix[0], "") if prefix else "")
    return ""


def preprint_address(entry: Entry) -> str:
    """Return the address of the preprint when its server makes it from its number, or nothing."""
    number = entry.text("eprint") if preprint_server(entry) == "arXiv" else ""
    number = number or _arxiv_in(entry.text("journal")) or _arxiv_in(entry.text("howpublished"))
    number = re.sub(r"^\s*arxiv\s*:\s*", "", number, flags=re.IGNORECASE).strip()
    return f"https://arxiv.org/abs/{number}" if number else ""


def _arxiv_in(text: str) -> str:
    match = _ARXIV_ID.search(text)
    return match[1] if match else ""


def _server_named(text: str) -> str:
    name = re.sub(r"\bpreprints?\b(?!\.org)", "", text.casefold()).strip(" :,.")
    full = text.casefold().strip()
    return _SERVERS.get(full) or _SERVERS.get(name) or ("arXiv" if _arxiv_in(text) else "")
