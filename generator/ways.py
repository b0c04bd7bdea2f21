"""The ways from a record on a page to those who keep its file: report, record, correct."""

from collections.abc import Iterable

from generator import addresses, hosts, markdown
from generator.markdown import Markdown
from generator.model import Action, Aim, Collection, Plan, Recommendation, Settings
from generator.vocabulary import NEEDS_REASON, NEVER_WRITTEN, Assurance, Delivery

CITE, REPORT, RECORD, CORRECT = "Cite", "Report an update", "Record a finding", "Suggest a correction"


def ways(collection: Collection, plan: Plan, record: Recommendation | Action | Aim, here: str) -> list[Markdown]:
    """Links by which a reader of the page `here` can cite a record, say what came of it, or correct it.

    Where scripts run, those that report and record open a form.
    """
    is_action = not isinstance(record, Recommendation)
    called = f"{record.id}" if is_action else f"recommendation {record.id}"
    reporting = [REPORT, RECORD] if is_action else [RECORD]
    links = [
        Markdown(f'{_to_how_to(way, here)}{{: aria-label="{way} on {called}" data-about="{record.id}" }}')
        for way in ([] if record.removed else reporting)
    ]
    cited = f"#{record.id}-cite" if is_action else "#cite"
    citing = [] if record.removed else [Markdown(f'[{CITE}]({cited}){{: aria-label="{CITE} {called}" }}')]
    page = f"{here}#{record.id}" if is_action else here
    elsewhere = _correction(collection, plan.id, f"{record.id}", page)
    shown = f"{CORRECT}{_leading_to(elsewhere)}"
    correcting = markdown.outside(shown, elsewhere) if elsewhere else _to_how_to(CORRECT, here)
    return [*citing, *links, Markdown(f'{correcting}{{: aria-label="{shown} to {called}" }}')]


def _to_how_to(way: str, here: str) -> Markdown:
    return markdown.link(way, f"{addresses.HOW_TO}#{addresses.slug(way)}", here)


def _correction(collection: Collection, plan: str, id_: str, page: str) -> str:
    """Where a record can be put right: at its line in the repository, else by a message; '' if there is neither."""
    settings, key = collection.settings, f"{plan}/{id_}"
    at_host = hosts.file_page(settings, f"plans/{plan}.yml", collection.lines.get(key))
    shown = f"{settings.address or ''}{addresses.address_of(page)}"
    lines = [f"Page: {shown}", "", "What is not as printed, and what the source says:", ""]
    return at_host or hosts.message(settings, f"Correction to {key}", lines)


def _leading_to(elsewhere: str) -> str:
    """Where a link leaves this site for, in words behind its own; '' if it does not."""
    if not elsewhere:
        return ""
    return " (by e-mail)" if elsewhere.startswith("mailto:") else " (in the repository)"


def what_the_form_needs(settings: Settings) -> dict[str, str]:
    """What the form for reports must know on every page: where reports go, and the words that are understood."""
    return {
        "new_file": hosts.new_file_page(settings),
        "editor": settings.editor or "",
        "deliveries": _listed(Delivery),
        "need_reason": _listed(delivery for delivery in Delivery if delivery in NEEDS_REASON),
        "judgements": _listed(Assurance),
    }


def _listed(words: Iterable[str]) -> str:
    return ", ".join(word for word in words if word not in NEVER_WRITTEN)


def needs(delivery: Delivery) -> str:
    """What must stand beside a delivery in an update, in words."""
    if delivery is Delivery.SUPERSEDED:
        return "a reason, and what took its place"
    return "a reason" if delivery in NEEDS_REASON else "nothing"
