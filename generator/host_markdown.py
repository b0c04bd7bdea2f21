"""Markdown for the pages of a repository's host: a job's summary, a pull request."""

import re

from generator.markdown import escape


def escaped(words: str) -> str:
    """Words as Markdown that shows exactly them, and that on a host of repositories calls nobody and links nowhere.

    Such a host looks for names, numbers of issues and addresses in what is shown, where a backslash hides nothing; a
    character without a width between their parts does.
    """
    text = str(escape(words)).replace("~", "\\~").replace("$", "<span>$</span>")
    return re.sub(r"@|\\#|GH-|:(?=//|[a-z+-][\w+-]*:)|www(?=\.)", lambda mark: f"{mark[0]}&#8203;", text)
