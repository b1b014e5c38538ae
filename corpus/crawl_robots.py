"""What robots.txt says (RFC 9309), read by protego: the longest rule wins, `*` and `$` are known, and no rule takes long to try.

urllib.robotparser knows neither wildcards nor that the longest rule wins.
"""

from typing import TYPE_CHECKING

from corpus.crawl_address import Site
from corpus.crawl_fetch import REDIRECTS, Fetcher, HostRefused, Refused

if TYPE_CHECKING:
    from protego import Protego

TOKEN = "sukien"
"""The name that a site can address us by."""
LONGEST = 512_000
"""Bytes that are read of it; the RFC asks for no more."""
LONGEST_DELAY = 3600.0


def read_robots(fetcher: Fetcher, site: Site) -> "Protego":
    """The rules of a site, which from now on say how fast it is asked. Raises HostRefused where they cannot be read for now.

    A site that has none (4xx) allows everything; one whose server fails is left alone, as the RFC asks.
    """
    from protego import Protego

    url, text = site.url("/robots.txt"), ""
    for _ in range(6):  # five redirects, as the RFC says
        try:
            answer = fetcher.get(url)
            if answer.status == 200:
                text = answer.content(10 * LONGEST)[:LONGEST].decode("utf-8-sig", errors="replace")
        except Refused as error:
            if error.passing:
                raise HostRefused(f"không đọc được robots.txt ({error}), nên chưa được phép tải; hãy chạy lại sau") from None
            break
        onward = site.form(answer.header("location") or "", url) if answer.status in REDIRECTS else None
        if onward is None:
            break
        url = "".join(onward)
    rules = Protego.parse(text)
    fetcher.delay = max(fetcher.delay, _delay(rules))
    return rules


def _delay(rules: "Protego") -> float:
    """Seconds between requests that the site asks for. Raises HostRefused for more than an hour."""
    rate = rules.request_rate(TOKEN)
    delay = max(rules.crawl_delay(TOKEN) or 0.0, rate.seconds / rate.requests if rate else 0.0)
    if delay > LONGEST_DELAY:
        raise HostRefused(f"robots.txt đòi chờ {delay:.0f} giây giữa hai trang; hãy hỏi người quản trị trang")
    return delay
