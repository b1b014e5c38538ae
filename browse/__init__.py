"""The reading room: Datasette's metadata, canned queries and pages over a finished database."""
