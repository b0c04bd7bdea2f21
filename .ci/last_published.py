"""Prints 'commit=' and the commit that the site on GitHub Pages was last made from; nothing behind it if none ever was.

Every run that publishes leaves a deployment to the environment 'github-pages', with its commit and what came of it. So
asking takes no more than leave to read deployments: nothing is kept in a branch, which would take leave to write, or in
the site, which need not be public. A run that failed published nothing; one repeated later, at the end, is a deployment
of its own. GitHub is asked, never guessed: an error is not taken for "none ever was".
"""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from itertools import count
from urllib.parse import urlencode
from urllib.request import Request, urlopen

Answer = Mapping[str, object]

PAGE = 100  # the most that GitHub gives at once


def last_published() -> str:
    """The commit of the newest deployment that succeeded; '' if none did."""
    deployments = sorted(listed("deployments", environment="github-pages"), key=begun, reverse=True)
    return next((str(deployment["sha"]) for deployment in deployments if is_published(deployment)), "")


def begun(deployment: Answer) -> str:
    """When a deployment was begun: GitHub does not say in which order it lists them."""
    return str(deployment["created_at"])


def is_published(deployment: Answer) -> bool:
    """Whether a deployment succeeded, though a later one may have taken its place."""
    return any(status["state"] == "success" for status in listed(f"deployments/{deployment['id']}/statuses"))


def listed(what: str, **of: str) -> Iterator[Answer]:
    """All that GitHub lists of this repository."""
    for page in count(1):
        found = asked(what, {**of, "per_page": PAGE, "page": page})
        yield from found
        if len(found) < PAGE:
            return


def asked(what: str, of: Mapping[str, object]) -> list[Answer]:
    """GitHub's answer, as https://docs.github.com/en/rest/deployments says."""
    address = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{what}?{urlencode(of)}"
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {os.environ['GITHUB_TOKEN']}",
        "X-GitHub-Api-Version": "2022-11-28",
    }
    with urlopen(Request(address, headers=headers), timeout=60) as answer:
        return list(json.load(answer))


if __name__ == "__main__":
    try:
        commit = last_published()
    except OSError as error:
        sys.exit(f"GitHub does not say what was published last ({error}), so nothing is published; run this again")
    print(f"last published: {commit or 'nothing yet'}", file=sys.stderr)
    print(f"commit={commit}")
