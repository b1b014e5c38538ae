"""Where articles come from: readers per format, cleaning, the Article; the sample archive and its gold."""
