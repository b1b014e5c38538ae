"""What readers see of the tables: titles, labels and words for codes, from `metadata.yaml`."""

from importlib.resources import files
from typing import Any

import yaml

SHOWN: dict[str, Any] = yaml.safe_load(files("browse").joinpath("metadata.yaml").read_text("utf-8"))


def value_label(value: Any, column: str) -> str:
    """A code in words (`held` in the column `status`: `đã diễn ra`); any other value as it is."""
    return str(SHOWN["values"].get(column, {}).get(value, value))
