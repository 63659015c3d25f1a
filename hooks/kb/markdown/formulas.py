"""A formula of LaTeX as an element of MathML."""

import inspect
from typing import Final
from xml.etree.ElementTree import Element

from latex2mathml import exceptions
from latex2mathml.converter import convert_to_element

# The library's errors have no base class of their own; the built-in ones are what its tables raise on odd input.
_FAULTS: Final[tuple[type[Exception], ...]] = (
    *(each for _, each in inspect.getmembers(exceptions, inspect.isclass) if issubclass(each, Exception)),
    IndexError,
    KeyError,
    ValueError,
    RecursionError,
    StopIteration,
)


def to_mathml(latex: str, display: str) -> Element | None:
    """Return `latex` as MathML, None when it can't be read."""
    try:
        mathematics: Element = convert_to_element(latex, display=display)
    except _FAULTS:
        return None
    mathematics.set("alttext", latex.replace("&", "&amp;"))
    return mathematics
