"""Prints 'commit=' and the commit that the site on GitHub Pages was last made from; nothing behind it if none ever was.

Every run that publishes leaves a deployment to the environment 'github-pages', with its commit and what came of it. So
asking takes no more than leave to read deployments: nothing is kept in a branch, which would take leave to write, or in
the site, which need not be public. A run that failed published nothing; one repeated later, at the end, is a deployment
of its own. GitHub is asked, never guessed: an error is not taken for "none ever was".
"""

import json
import os
import sys
from collections.abc import Iterator
from itertools import count
from urllib.request import Request, urlopen

PAGE = 100  # the most that GitHub gives at once


def last_published() -> str:
    """The commit of the newest deployment that succeeded; '' if none did."""
    deployments = (
        deployment
        for deployment in listed("deployments?environment=github-pages")
        if any(status["state"] == "success" for status in listed(f"deployments/{deployment['id']}/statuses?"))
    )
    return next((str(deployment["sha"]) for deployment in deployments), "")


def listed(what: str) -> Iterator[dict[str, object]]:
    """What GitHub lists of this repository, the newest first."""
    for page in count(1):
        found = asked(f"{what}&per_page={PAGE}&page={page}".replace("?&", "?"))
        yield from found
        if len(found) < PAGE:
            return


def asked(what: str) -> list[dict[str, object]]:
    """GitHub's answer, as https://docs.github.com/en/rest/deployments says."""
    address = f"{os.environ['GITHUB_API_URL']}/repos/{os.environ['GITHUB_REPOSITORY']}/{what}"
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
