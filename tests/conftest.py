"""What the tests of the extraction share: the pipeline, loaded once."""

import pytest

from extract.pipeline import Pipeline


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return Pipeline()
