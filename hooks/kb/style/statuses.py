"""What a citation and a reference say of a work that was retracted or is under concern."""

import re
from collections.abc import Iterator
from typing import Final

from kb.bibliography.entry import Entry, remembered
from kb.bibliography.records import status_of
from kb.richtext import RichText, Run
from kb.style.dates import spelled
from kb.style.phrases import stopped
from kb.style.works import Works

_ADDRESS: Final = re.compile(r"(https?://\S*[^\s.,;:)\]])")


def marked(citation: RichText, works: Works) -> RichText:
    """Return `citation` with a mark such as `[retracted]` behind what stands for a work that no longer stands."""
    found = ((key, status_of(works[key].entry)) for key in {run.key for run in citation} if key in works)
    statuses = {key: status for key, status in found if status}
    if not statuses:
        return citation
    last = {run.key: place for place, run in enumerate(citation)}
    runs: list[Run] = []
    for place, run in enumerate(citation):
        runs.append(run)
        if run.key in statuses and last[run.key] == place:
            runs += [Run(" "), Run(f"[{statuses[run.key].words}]", caution=True)]
    return tuple(runs)


@remembered
def status_sentence(entry: Entry) -> RichText:
    """Return the sentence that ends the reference: the status, its date, and the note with its addresses as links."""
    status = status_of(entry)
    if not status:
        return ()
    date = f", {spelled(status.date)}" if status.date else ""
    note = tuple(_linked(status.note))
    return stopped((Run(status.words.capitalize(), caution=True), Run(date + (": " if note else "")), *note))


def _linked(note: RichText) -> Iterator[Run]:
    for run in note:
        for place, text in enumerate(_ADDRESS.split(run.text)):
            yield run._replace(text=text, href=text) if place % 2 and not run.href else run._replace(text=text)
