"""The text of a PDF, by PDFium, in a process of its own with a limit of memory: `python -P pdf_text.py LIMIT PAGES [FILE]`.

A library in C++ is let loose on files from outside: what makes it fall, fill the memory or run in circles costs one file. Prints JSON:
`{"pages": [text, …], "title": …, "created": …}`, or `{"error": "password" | "broken" | "long" | "pages"}`. It knows nothing of the
other rooms, so that it starts at once.
"""

import json
import sys
from typing import Any

PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
MEMORY = 900_000_000


def text_of(given: str | bytes, limit: int, most: int) -> dict[str, Any]:
    """The text of each page; an error where there are more than `most`, or more than `limit` characters."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(given)
        if len(document) > most:
            return {"error": "pages"}
        pages: list[str] = []
        for page in document:
            shown = page.get_textpage()
            pages.append(shown.get_text_range())
            shown.close()
            page.close()
            limit -= len(pages[-1])
            if limit < 0:
                return {"error": "long"}
        info = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if getattr(error, "err_code", None) == PASSWORD else "broken"}
    return {"pages": pages, "title": info.get("Title", ""), "created": info.get("CreationDate", "")}


if __name__ == "__main__":
    try:
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass
    limit, most, *file = sys.argv[1:]
    json.dump(text_of(file[0] if file else sys.stdin.buffer.read(), int(limit), int(most)), sys.stdout)
