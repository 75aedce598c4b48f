"""What is written down of requests: errors with their way through the code, nobody's words.

The code of an assessment and the tokens of personal and of shared links never get into the log. Of
what went wrong while somebody answers, the places in the code and the kinds of errors are told,
without the errors' texts: a database quotes the row that it refuses.
"""

import logging
import re
import traceback
from typing import Final

CODE: Final = re.compile(r"/([aiu]|shared)/[^/\s]+")


class Formatter(logging.Formatter):
    """Lines for operators."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in words, without codes."""
        path = getattr(getattr(record, "request", None), "path", "")
        error = record.exc_info[1] if record.exc_info else None
        if error and path.startswith(("/a/", "/i/", "/join/", "/u/")):
            record = logging.makeLogRecord(vars(record) | {"exc_info": None, "exc_text": None})
            record.exc_text = _way(error)
        return CODE.sub(r"/\1/…", super().format(record))


def _way(error: BaseException) -> str:
    """The places that an error came through, and what led to it first, without any values."""
    chain = [error]
    while before := chain[-1].__cause__ or chain[-1].__context__:
        chain.append(before)
    told = [
        "".join(traceback.format_tb(each.__traceback__)) + type(each).__name__
        for each in reversed(chain)
    ]
    return "\n".join(told)
