"""What an adversary may write into a review, a name or an id. Everything shown is tried with it.

`HOSTILE` maps a name to the text. `MARKS` are fragments that must never reach a page unescaped.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl

CANARY = "kitcanary"
"""Every script payload would set `window.kitcanary`; every fetch would name this host."""

SCRIPTS = {
    "script_tag": f"<script>window.{CANARY}=1</script>",
    "closing_script": f"</script><script>window.{CANARY}=1</script>",
    "closing_style": f"</style><script>window.{CANARY}=1</script>",
    "closing_title": f"</title></textarea><script>window.{CANARY}=1</script>",
    "comment_end": f"--><script>window.{CANARY}=1</script><!--",
    "image_error": f"<img src=x onerror=window.{CANARY}=1>",
    "svg_load": f"<svg/onload=window.{CANARY}=1>",
    "attribute_break": f'" onmouseover="window.{CANARY}=1" autofocus onfocus="window.{CANARY}=1',
    "single_quote_break": f"' onmouseover='window.{CANARY}=1",
    "javascript_link": f'<a href="javascript:window.{CANARY}=1">x</a>',
    "javascript_markdown": f"[x](javascript:window.{CANARY}=1)",
    "iframe": f"<iframe srcdoc='<script>parent.{CANARY}=1</script>'></iframe>",
    "template": "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} {0} %s %(x)s",
    "math": f"$\\href{{javascript:window.{CANARY}=1}}{{x}}$",
}
FETCHES = {
    "image": f"<img src=https://{CANARY}.example/a.png>",
    "markdown_image": f"![x](https://{CANARY}.example/a.png)",
    "style_import": f"<style>@import 'https://{CANARY}.example/a.css'</style>",
    "meta_refresh": f"<meta http-equiv=refresh content='0;url=https://{CANARY}.example'>",
    "address": f"https://{CANARY}.example/a.png",
}
STEERING = {
    "ansi_red": "\x1b[31mred\x1b[0m",
    "ansi_clear": "\x1b[2J\x1b[H",
    "ansi_title": "\x1b]0;owned\x07",
    "carriage_return": "honest\rforged",
    "backspaces": "honest\b\b\b\b\b\bforged",
    "lines": "one\ntwo\r\nthree\u2028four\u2029five\x85six\x0bseven\x0ceight",
    "tabs": "a\tb\tc",
    "right_to_left": "abc\u202ecod.exe\u202c",
    "isolate": "abc\u2066def\u2069\u200f",
    "zero_width": "ad\u200bmin\u200d\u2060\ufeff",
    "blank_letters": "\u3164\u115f\u2800",
    "nul": "a\x00b",
    "combining": "z" + "\u0301\u0330\u0336" * 200,
    "unassigned": "\U000e0041\ue000\ufdd0",
}
FORMULAS = {
    "equals": '=HYPERLINK("https://kitcanary.example","x")',
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab_equals": "\t=1+1",
    "return_equals": "\r=1+1",
    "newline_equals": "\n=1+1",
    "full_width": "\uff1d1+1",
    "apostrophe": "'=1+1",
    "quoted": '"=1+1"',
    "separators": '=1+1",;\t=2+2',
}
BULK = {
    "one_letter": "A" * 1_000_000,
    "no_break": "wide" * 2_000,
    "emoji": "👩‍👩‍👧‍👦" * 500,
}
ODD = {
    "blank": " ",
    "sql": "'; drop table reviews; --",
    "path": "../../../etc/passwd",
    "dollar_name": "$days",
    "null_word": "NULL",
    "braces": "{why} {n_reviews:d}",
    "json": '{"a": [1, null]}',
}

HOSTILE = {**SCRIPTS, **FETCHES, **STEERING, **FORMULAS, **BULK, **ODD}

# What would start an element, a script or a fetch if it stood in a page as it is.
MARKS = (
    "<script>window",
    "<img src",
    "<svg/onload",
    '" onmouseover=',
    "<iframe",
    '<a href="javascript:',
    "<style>@import",
    "<meta http-equiv=refresh",
)


def hostile_reviews(products: int = 4) -> pl.DataFrame:
    """Return reviews whose names, titles, texts and ids are hostile, as `open_case` takes them.

    Each payload is an account that writes on each of `products` products, three days apart, so that
    pairs and bursts of hostile names are found; the products' ids are payloads too.
    """
    start = datetime(2024, 3, 1)
    ids = [text[:200] for text in SCRIPTS.values()][:products]
    return pl.DataFrame(
        {
            "review_id": f"r{at}-{product}",
            "account_id": (text + name)[:200].replace("\x00", ""),
            "account_name": text,
            "product_id": ids[product],
            "brand": f"brand {product}",
            "title": text[:500],
            "text": text,
            "stars": 5.0,
            "posted_at": start + timedelta(days=3 * product, hours=at % 20),
        }
        for at, (name, text) in enumerate(HOSTILE.items())
        for product in range(products)
    )
