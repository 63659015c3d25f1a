"""Fetching the record of a work by its DOI (https://citation.doi.org/docs.html)."""

import json
import time
import urllib.request
from http.client import HTTPException, HTTPResponse
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit

from kb.bibliography.cleaning import clean
from kb.faults import Refusal, Unreachable

RESOLVER: Final = "https://doi.org"
ACCEPTED: Final = "application/vnd.citationstyles.csl+json"
_TYPES: Final = (ACCEPTED, "application/citeproc+json", "application/json")
_MAX_BYTES: Final = 2_000_000
_PIECE: Final = 65_536
# HTTP alone: a redirection to a file, to FTP or to a data address is not followed.
_HANDLERS: Final = (
    urllib.request.ProxyHandler,
    urllib.request.HTTPHandler,
    urllib.request.HTTPSHandler,
    urllib.request.HTTPRedirectHandler,
    urllib.request.HTTPErrorProcessor,
    urllib.request.HTTPDefaultErrorHandler,
    urllib.request.UnknownHandler,
)


def fetch_record(doi: str, resolver: str = RESOLVER, seconds: float = 20) -> dict[str, Any]:
    """Return the CSL-JSON record of `doi` from `resolver`.

    Raise Refusal when there is no such DOI or no such record, Unreachable when nothing useful came within `seconds`.
    """
    host = urlsplit(resolver).netloc
    try:
        body, kind = _body(f"{resolver.rstrip('/')}/{quote(doi, safe='/:;()')}", seconds)
    except HTTPError as fault:
        with fault:
            raise _answered(fault, doi, host) from fault
    except TimeoutError as fault:
        raise Unreachable(f"{host} did not answer in {seconds:g} seconds") from fault
    except (OSError, HTTPException, ValueError) as fault:
        reason = fault.reason if isinstance(fault, URLError) else fault
        raise Unreachable(f"{host} could not be reached: {reason or type(fault).__name__}") from fault
    if kind not in _TYPES:
        raise Unreachable(f"{host} answered with {clean(kind)}, not with a record")
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as fault:
        raise Unreachable(f"{host} answered with a record that can't be read") from fault
    if not isinstance(record, dict):
        raise Unreachable(f"{host} answered with a record that can't be read")
    return record


def _body(url: str, seconds: float) -> tuple[bytes, str]:
    """Return the answer and its type; raise TimeoutError also when it drips."""
    opener = urllib.request.OpenerDirector()
    for handler in _HANDLERS:
        opener.add_handler(handler())
    request = urllib.request.Request(url, headers={"Accept": ACCEPTED, "User-Agent": "kb-add"})  # noqa: S310  # see _HANDLERS
    end = time.monotonic() + seconds
    with opener.open(request, timeout=seconds) as response:
        return _read(response, end), response.headers.get_content_type()


def _read(response: HTTPResponse, end: float) -> bytes:
    body = bytearray()
    while piece := response.read1(_PIECE):
        body += piece
        if len(body) > _MAX_BYTES:
            raise ValueError(f"the answer has more than {_MAX_BYTES} bytes")
        if time.monotonic() > end:
            raise TimeoutError
    return bytes(body)


def _answered(fault: HTTPError, doi: str, host: str) -> Exception:
    if fault.code in (404, 410):
        return Refusal(f"{host} knows no DOI {doi}")
    if fault.code == 406:
        return Refusal(f"{host} has no record of {doi} that this command can read")
    reason = clean(str(fault.reason).partition("\n")[0])
    return Unreachable(f"{host} answered {fault.code} {reason}".rstrip())
