"""Where articles come from: readers per format, cleaning, the Article; the crawler; the sample archive and its gold."""
