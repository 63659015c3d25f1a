"""Why something is not done that was asked for."""


class Refusal(Exception):  # noqa: N818  # nothing went wrong
    """It can't be done, whoever asks and whenever."""


class Unreachable(Exception):  # noqa: N818  # nothing is wrong here, only out of reach
    """What it needs could not be had this time."""
