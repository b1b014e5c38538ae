"""Readers, one per format: each takes a file that is offered and gives its records, what it refuses, and the files inside it."""
