"""The texts of one account are written in many hands.

Signal
    The client writes the review and the account only posts it. So an account that works for several
    clients has texts that differ in style as those of several people do: one in lower case, one
    with exclamation marks, one with long sentences.
Null
    One author wrote all texts of an account. Their spread around the account's mean style
    (`writing_styles`) is what texts of these lengths show in this market, times a factor of the
    author's own: gamma, with a variance that falls with the number of texts to that between
    authors, both fitted to the market by moments. In the far tail this holds for no real market:
    some people do write in two ways. So the p-value is the larger of the tail and of the share of
    the market's accounts that are as unusual. Hence no account can be proved by it, whatever it
    wrote: it supports other evidence, and is of the family "account", which never names alone.
Innocent explanation
    A household that shares an account, a translator, a new telephone, who copies the product's
    description or a poem, a bad mood, or a child that grew up.
Source
    Mosteller & Wallace, "Inference and Disputed Authorship: The Federalist", 1964, for function
    words as marks of an author. Source not verified. The test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="supplied_text",
    family="account",
    flags=("account",),
    compares=("account_id",),
    about=__doc__ or "",
    reads={
        "writing_styles": (
            "account_id",
            "n_texts",
            "n_words",
            "spread",
            "expected",
            "habit",
            "least",
            "most",
        ),
    },
    params={
        "min_texts": Param(3, low=2, high=50, unit="texts"),
        "min_words": Param(10, low=5, high=100, unit="words of a text, for it to count"),
    },
    sql="""
with ratios as (
  select *, spread / expected as ratio, 1 / (n_texts - 1) as noise
  from writing_styles
  where expected > 0
),
-- The squared deviation from what is expected, on a line over 1 / (texts - 1): its slope is the
-- noise of single texts, its intercept the variance between authors. Where all accounts have as
-- many texts there is no line: then all of it is between authors.
line as (
  select
    case when min(noise) < max(noise) then regr_slope((ratio - 1) ** 2, noise) else 0 end as slope,
    case
      when min(noise) < max(noise) then regr_intercept((ratio - 1) ** 2, noise)
      else avg((ratio - 1) ** 2)
    end as intercept,
    avg((ratio - 1) ** 2) as level,
    avg((ratio - 1) ** 2 * noise) / avg(noise ** 2) as steepest,
    count(*) as n_tests
  from ratios
),
-- No variance is negative: then the other one explains it all.
spread_of as (
  select
    case when slope < 0 then 0 when intercept < 0 then steepest else slope end as of_texts,
    case when slope < 0 then level when intercept < 0 then 0 else intercept end as of_authors,
    n_tests
  from line
),
tails as (
  select
    *,
    chi2_sf(
      2 * ratio / greatest(of_texts * noise + of_authors, 1e-6),
      2 / greatest(of_texts * noise + of_authors, 1e-6)
    ) as tail
  from ratios cross join spread_of
),
ranked as (
  select *, cume_dist() over (order by tail) as share_as_unusual from tails
)
select
  account_id as entity_id,
  n_texts,
  n_words,
  ratio,
  habit,
  least,
  most,
  $min_texts as min_texts,
  $min_words as min_words,
  tail,
  share_as_unusual,
  -log10(greatest(tail, 1e-300)) as score,
  greatest(tail, share_as_unusual) as p_value,
  n_tests
from ranked
where greatest(tail, share_as_unusual) <= 0.1
""",
    why="its {n_texts:,} texts of {n_words:,} words differ in style {ratio:.1f} times as much as "
    "one author's do, most in {habit}: {least:.2g} to {most:.2g}",
)
