"""The reading room in a real browser: Chromium without a window, driven by Playwright, reads a server that `sukien serve` starts."""
