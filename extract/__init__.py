"""One article in, one record out: a file per kind of fact, and the pipeline that assembles them."""
