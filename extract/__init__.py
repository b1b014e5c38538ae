"""One article in, one record out: a file per kind of fact, and the pipeline that assembles them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.pipeline import Pipeline

VERSION = "9"
"""Raised whenever records change: a build extracts again what an older version made."""


RULES = "rules"
"""The name of no model: the rules alone."""


@dataclass(frozen=True, slots=True)
class Load:
    """Makes the pipeline, with a model's folder or name beside the rules; sent to other processes, where equal ones make it once."""

    model: str | None = None

    def __call__(self) -> "Pipeline":
        """The pipeline. It is imported here, in the process that extracts: a build that finds nothing to do never pays for it."""
        from extract.pipeline import Pipeline

        return Pipeline(self.model)


load = Load()


def loading(name: str) -> tuple[Load, str]:
    """What makes the pipeline with a model of this name or path, or `rules`; and the version of its records. Raises ModelError."""
    if name == RULES:
        return load, VERSION
    from models.checkpoint import find_model, read_checkpoint

    folder = find_model(name)
    return Load(str(folder.absolute())), f"{VERSION}+{folder.absolute().name}@{read_checkpoint(folder).version}"
