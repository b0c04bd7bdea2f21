"""Addresses outside the site: a plan's file at the repository's host, and messages to the editors.

GitHub's addresses, which others have taken over, and GitLab's, which parts its own from a project's name by a dash.
A new file's whole path goes into its name: GitHub drops the last folder of the address where a name is given too.
"""

from urllib.parse import quote

from generator.model import Settings
from generator.vocabulary import Host

_NEW_FILE = {
    Host.GITHUB: "new/{branch}?filename={{name}}&value={{text}}",
    Host.GITLAB: "new/{branch}?file_name={{name}}&content={{text}}",
}


def file_page(settings: Settings, file: str, line: int | None = None) -> str:
    """Where a file can be read, at a line if one is given; '' without a repository."""
    return _page(settings, f"blob/{{branch}}/{file}" + (f"#L{line}" if line else ""))


def history_page(settings: Settings, file: str) -> str:
    """Where every change to a file can be seen; '' without a repository."""
    return _page(settings, f"commits/{{branch}}/{file}")


def new_file_page(settings: Settings) -> str:
    """Where a file can be proposed, with '{name}' and '{text}' for its path and its text; '' without a repository."""
    return _page(settings, _NEW_FILE[_layout(settings)])


def message(settings: Settings, subject: str, lines: list[str]) -> str:
    """A message to the editors; '' if nobody receives any."""
    if not settings.editor:
        return ""
    words = "\r\n".join(lines)
    return f"mailto:{settings.editor}?subject={quote(subject, safe='')}&body={quote(words, safe='')}"


def _page(settings: Settings, page: str) -> str:
    if not settings.repository:
        return ""
    project = settings.repository.rstrip("/").removesuffix(".git")
    dash = "/-" if _layout(settings) is Host.GITLAB else ""
    return f"{project}{dash}/{page.format(branch=quote(settings.branch))}"


def _layout(settings: Settings) -> Host:
    is_named_so = "gitlab" in (settings.repository or "").casefold()
    return settings.host or (Host.GITLAB if is_named_so else Host.GITHUB)
