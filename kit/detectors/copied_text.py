"""Several accounts posted nearly the same text.

Signal
    A client or a broker supplies the text, so one wording comes back under several accounts,
    word for word or lightly edited.
Null
    Authors write independently. What the phrases of five words that a wording's accounts share are
    worth is judged by how rare these are in this market (the surprise, in nats, of `copied_texts`).
    Chance is measured in the market itself: at most as many wordings of the least surprise counted
    are shared by two accounts as are seen to be, all taken as chance, with two standard deviations
    and three more. Each further nat of surprise divides that by e^(1/3) and not by e, as phrases
    of one text hang together, and each account beyond two by four. A group is judged by the number
    of its accounts that surprises most, and the p-value, corrected for that choice, is the number
    of such groups expected in the whole market. An account counts once, by its best text.
Innocent explanation
    A shared quotation, a text that the market fills in beforehand, a household with two accounts,
    or one person who moved to a new account and posted the old reviews again. Who wrote a text that
    others copied is among its accounts.
Source
    Jindal & Liu, "Opinion Spam and Analysis", WSDM 2008, for duplicates across accounts; Broder,
    "On the resemblance and containment of documents", 1997, for sketches of shingles. Sources not
    verified. The test is ours.
"""

from __future__ import annotations

from kit.detector import Detector, Param

DETECTOR = Detector(
    name="copied_text",
    family="text",
    flags=("group",),
    compares=("account_id",),
    about=__doc__ or "",
    reads={
        "copied_texts": (
            "review_id",
            "account_id",
            "product_id",
            "n_words",
            "wording",
            "n_phrases",
            "surprise",
            "least",
            "n_texts",
        ),
    },
    params={
        "max_texts": Param(100, low=10, high=1000, unit="texts, above which it is everybody's")
    },
    sql="""
with market as (
  select
    any_value(least) as least,
    any_value(n_texts) as n_texts,
    count(distinct wording) + 2 * sqrt(count(distinct wording)) + 3 as by_chance
  from copied_texts
),
authors as (
  select wording, account_id, max(surprise) as surprise, min(n_phrases) as n_phrases
  from copied_texts
  group by all
),
ranked as (
  select
    *, row_number() over (partition by wording order by surprise desc, account_id)::double as k
  from authors
),
-- The k most surprising of a wording's accounts, by the least surprising of them.
expectations as (
  select
    wording, account_id, n_phrases, surprise, k, n_texts,
    ln(by_chance) - (surprise - least) / 3 - (k - 2) * ln(4) as ln_expected
  from ranked cross join market
),
evidence as (
  select
    wording,
    count(*) as n_accounts,
    min(n_phrases) as n_phrases,
    any_value(n_texts) as n_texts,
    arg_min(surprise, ln_expected + ln(k * (k - 1))) filter (k >= 2) as surprise,
    min(ln_expected + ln(k * (k - 1))) filter (k >= 2) as ln_expected
  from expectations
  group by wording
),
groups as (
  select
    wording,
    count(distinct review_id) as n_reviews,
    count(distinct product_id) as n_products,
    median(n_words)::integer as n_words,
    list_sort(list_distinct(list({'kind': 'account', 'id': account_id})))
      || list_sort(list({'kind': 'review', 'id': review_id})) as members
  from copied_texts
  group by wording
)
select
  md5(array_to_string(list_transform(members, lambda m: concat(m.kind, ':', m.id)), '|'))
    as entity_id,
  members,
  n_accounts,
  n_reviews,
  n_products,
  n_words,
  n_phrases,
  surprise,
  n_texts,
  $max_texts as max_texts,
  exp(ln_expected) as expected,
  -ln_expected / ln(10) as score,
  least(1, exp(ln_expected)) as p_value,
  1 as n_tests
from evidence join groups using (wording)
where ln_expected <= ln(0.1)
""",
    why="{n_accounts:,} accounts posted nearly the same text of about {n_words:,} words: "
    "{n_reviews:,} reviews of {n_products:,} products share {n_phrases:,} or more rare phrases of "
    "five words; {expected:.1e} such groups expected",
)
