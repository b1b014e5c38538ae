"""The documents say what the program does: every command has help with an example, and what the READMEs show is what it prints.

`python tests/test_docs.py` (`make docs`) runs the commands of the READMEs and puts in what they print now, and the tables of the benchmarks
that docs/*.md name into these.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from schemas.lexicon import rows
from sukien import main

ROOT = Path(__file__).parents[1]
READMES = ["README.md", "README.vi.md"]
BLOCK = re.compile(r"(?<=^```console\n)\$ .*?(?=^```$)", re.MULTILINE | re.DOTALL)
TABLES = re.compile(r"^<!-- begin: (?P<measure>benchmarks\.[\w. /-]+) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)
MEASURED = ["docs/accuracy.md", "docs/models.md"]
COMMAND = re.compile(r"^\$ (.+)$", re.MULTILINE)


def shell(folder: Path) -> Callable[[str], str]:
    """What a command prints, run once in a folder that holds the checkout's corpus and nothing else."""
    (folder / "corpus").symlink_to(ROOT / "corpus")
    printed: dict[str, str] = {}

    def run(command: str) -> str:
        if command not in printed:
            script = f'sukien() {{ "{sys.executable}" "{ROOT / "sukien.py"}" "$@"; }}\n{command}'
            wide = {**os.environ, "COLUMNS": "100"}
            done = subprocess.run(["bash", "-c", script], cwd=folder, env=wide, capture_output=True, encoding="utf-8")
            assert done.returncode == 0, f"{command}: {done.stderr}"
            printed[command] = done.stdout.rstrip("\n") + "\n"
        return printed[command]

    return run


def with_output(text: str, run: Callable[[str], str]) -> str:
    """The document with what its commands print today below each of them."""
    return BLOCK.sub(lambda block: "".join(f"$ {command}\n{run(command)}" for command in COMMAND.findall(block[0])), text)


def measured(block: re.Match[str]) -> str:
    """A block of a page of figures with what its benchmark prints now."""
    command = [sys.executable, "-m", *block["measure"].split()]
    tables = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True).stdout
    return f"<!-- begin: {block['measure']} -->\n\n{tables}\n<!-- end -->"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    return shell(tmp_path_factory.mktemp("readme"))


@pytest.mark.parametrize("name", READMES)
def test_readme_shows_what_the_program_prints(name: str, run: Callable[[str], str]) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert BLOCK.search(text)
    assert with_output(text, run) == text, "run `make docs`"


def test_readmes_run_the_same_commands() -> None:
    english, vietnamese = ([COMMAND.findall(block) for block in BLOCK.findall((ROOT / name).read_text("utf-8"))] for name in READMES)
    assert english == vietnamese


@pytest.mark.parametrize("name", READMES)
def test_readme_quotes_the_article_that_it_extracts(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    quoted = "\n".join(line[2:] for line in text.splitlines() if line.startswith(">"))
    article = re.search(r"^\$ sukien extract (\S+)", text, re.MULTILINE)
    assert article
    assert quoted == (ROOT / article[1]).read_text("utf-8").strip()


def example(help_text: str | None) -> str:
    found = re.search(r"Ví dụ: (sukien .+)", help_text or "")
    assert found, "help without an example"
    return found[1]


@pytest.mark.parametrize("name", main.commands)
def test_every_command_has_help_with_an_example_that_it_accepts(name: str) -> None:
    command = main.commands[name]
    line = example(command.help)
    assert line.startswith(f"sukien {name} ")
    known = {opt for param in command.params for opt in param.opts}
    assert set(re.findall(r"(?<= )--[a-z][a-z-]*", line)) <= known
    assert all(param.help for param in command.params if isinstance(param, click.Option))


@pytest.mark.parametrize("name", main.commands)
@pytest.mark.parametrize("readme", READMES)
def test_every_command_stands_in_the_readmes(name: str, readme: str) -> None:
    assert f"sukien {name} " in (ROOT / readme).read_text("utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_options_in_the_readmes_exist(readme: str) -> None:
    for name, rest in re.findall(r"\bsukien ([a-z]+)((?: [^\n`|&]*)?)", (ROOT / readme).read_text("utf-8")):
        if name in main.commands:
            known = {opt for param in main.commands[name].params for opt in param.opts}
            assert set(re.findall(r"(?<= )--[a-z][a-z-]*", rest)) <= known | {"--help"}, f"sukien {name}{rest}"


@pytest.mark.parametrize("name", [*READMES, "docs/card.md", "docs/accuracy.md", "docs/labelling.md", "docs/models.md", "CHANGELOG.md"])
def test_links_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text) if "://" not in target]
    assert [target for target in targets if not (ROOT / name).parent.joinpath(target).exists()] == []


@pytest.mark.parametrize("name", MEASURED)
def test_a_page_of_figures_names_the_benchmark_that_prints_them(name: str) -> None:
    measures = TABLES.findall((ROOT / name).read_text("utf-8"))
    assert measures
    assert all((ROOT / f"{measure.split()[0].replace('.', '/')}.py").exists() for measure in measures)


def test_card_page_lists_the_event_types() -> None:
    page = (ROOT / "docs/card.md").read_text("utf-8")
    table = [f"| `{row['code']}` | {row['label']} | {row['label_en']} | {row['covers']} |" for row in rows("schemas", "event_types")]
    assert [line for line in page.splitlines() if line.startswith("| `")] == table


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        runner = shell(Path(folder))
        for name in READMES:
            path = ROOT / name
            path.write_text(with_output(path.read_text("utf-8"), runner), "utf-8")
    for name in MEASURED:
        page = ROOT / name
        page.write_text(TABLES.sub(measured, page.read_text("utf-8")), "utf-8")
