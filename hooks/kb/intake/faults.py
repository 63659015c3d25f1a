"""Why a work can't be taken in."""


class Refusal(Exception):  # noqa: N818  # nothing went wrong
    """The work can't be added, whoever asks and whenever."""


class Unreachable(Exception):  # noqa: N818  # nothing is wrong here, only out of reach
    """The record could not be had this time."""
