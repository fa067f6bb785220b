"""A review says that something was given or promised for it.

Signal
    Reviewers disclose that a product was free or cheaper in return for a review, and tell of gift
    cards, refunds or money that came or was promised for one.
Null
    None: the words say what they say. A disclosure is honest and often required, and proves nothing
    against anybody, so this ranks only: promises before disclosures.
Innocent explanation
    A sampling programme of the market, an advance copy for critics, or a reader who warns others of
    a seller's offer. Free shipping, gluten free, an exchange for another size and "I was not paid"
    are left out.
Source
    FTC, "Guides Concerning the Use of Endorsements and Testimonials in Advertising", 16 CFR part
    255, for what reviewers must disclose (source not verified). The phrases are ours.
"""

from __future__ import annotations

import re

from kit.detector import Detector

# How the phrases below are written: {review} stands for any of its words, … for up to five words
# of the same sentence. Case, commas and apostrophes do not matter.
WORDS = {
    "review": "review, reviews, opinion, opinions, feedback, evaluation, thoughts",
    "posted": "posted, wrote, left, gave, put up, sent them a picture of, was up",
    "post": "post, write, leave, give, change, remove, delete, edit",
    "free": "free, free of charge, at no cost, at no charge, without charge, complimentary, "
    "at a discount, discounted, at a discounted price, at a reduced price",
    "seller": "seller, company, manufacturer, maker, brand, author, publisher, vendor",
    "gave": "sent, gave, provided, supplied, offered",
    "given": "given, sent, provided, supplied, offered",
    "offered": "offered, offers, offering, promised, promises, promising",
    "reward": "gift card, gift cards, refund, full refund, rebate, free gift, coupon, voucher, "
    "cash back, cashback, money, money back, dollars, second one for free",
    # A seller who makes good offers a refund too, so of these only what has nothing to make good.
    "gift": "gift card, gift cards, free gift, coupon, voucher, dollars, second one for free",
    "note": "card, note, slip, leaflet, insert, letter",
    "repaid": "refund me, refunded, paid me back, sent me a refund, gave me my money back, "
    "got the full price back, got my money back, full refund",
    "not": "not, never, no, nobody, nothing, without, neither, nor, wasnt, isnt, didnt, dont, "
    "werent, havent, hadnt, cannot, cant, wont",
    "shipping": "shipping, delivery, postage, returns, replacement, replacements, refills, trial",
    "shipped": "shipping, delivery, postage, shipped, delivered, replaced, repaired, returns",
    "substance": "gluten, sugar, fat, dairy, lactose, bpa, lead, paraben, sulphate, sulfate, "
    "cruelty, fragrance, scent, alcohol, chemical, hands, hassle, worry, stress, trouble, pain, "
    "rust, tax, duty",
    "a": "a, an, the, my, this, that",
    "another": "new, different, larger, smaller, bigger, other, another, broken, old, faulty, "
    "defective, size, one, colour, color, model, refund, store credit",
}
DISCLOSED = (
    "in exchange for … {review}",
    "in return for … {review}",
    "{free} … for … {review}",
    "discount … for … {review}",
    "{seller} {gave} … {free}",
    "{given} to me {free}",
    "{given} to me for free",
    "{given} … {free} … by the {seller}",
    "{given} … {free} … from the {seller}",
    "received … {free} … from the {seller}",
    "for testing and review",
    "for {review} purposes",
    "for testing purposes",
    "free product",
    "free sample … {review}",
    "review copy",
    "advance copy",
    "advance reader copy",
    "promo code from the {seller}",
    "discount code from the {seller}",
    "was paid … {review}",
    "was compensated … {review}",
    "vine voice",
    "vine review",
    "vine program",
    "vine programme",
    "through vine",
    "by vine",
)
PROMISED = (
    "{offered} … {reward} … {review}",
    "{offered} … {reward} … five stars",
    "{offered} … {reward} … 5 stars",
    "{offered} … {repaid} … {posted}",
    "{reward} … for … five star",
    "{reward} … for … five stars",
    "{reward} … for … 5 star",
    "{reward} … for … 5 stars",
    "{reward} … if … {post} … {review}",
    "{reward} … to {post} … {review}",
    "{reward} … for … {post} … {review}",
    "{reward} … after i {posted}",
    "{repaid} … after i {posted}",
    "{repaid} … when the {review} {posted}",
    "{seller} … {offered} … {gift}",
    "{note} … {offered} … {gift}",
    "asked … to {post} … {review} … {reward}",
    "paid … to {post} … {review}",
)
# These are taken out first, so that no phrase is found in them.
SPARED = (
    "{not} … in exchange for … {review}",
    "{not} … in return for … {review}",
    "{not} … paid … {review}",
    "{not} … paid",
    "{not} … compensated",
    "{not} … {free} … for … {review}",
    "{not} … {free}",
    "{free} {shipping}",
    "{free} … {shipping}",
    "{shipped} … {free}",
    "{shipped} … for free",
    "{substance} free",
    "feel free",
    "free to",
    "free from",
    "free of",
    "in exchange i",
    "in exchange we",
    "in exchange for {another}",
    "in exchange for {a} {another}",
    "in exchange for {a} … {another} one",
    "in return for {a} {another}",
)


def _regex(phrases: tuple[str, ...]) -> str:
    """Return one regular expression for any of the phrases, each after a space."""
    return "(?:" + "|".join(_one(phrase) for phrase in phrases) + r")\b"


def _one(phrase: str) -> str:
    parts = []
    for token in phrase.split():
        if token == "…":
            parts.append("(?: [^ .]+){0,5}")
        elif named := re.fullmatch(r"\{(\w+)\}", token):
            longest_first = sorted(WORDS[named[1]].split(", "), key=len, reverse=True)
            parts.append(f" (?:{'|'.join(longest_first)})")
        else:
            parts.append(f" {token}")
    return "".join(parts)


DETECTOR = Detector(
    name="incentive_wording",
    family="compensation",
    flags=("review",),
    about=__doc__ or "",
    ranks_only=True,
    reads={"reviews": ("review_id", "title", "text")},
    sql=rf"""
with
-- Few reviews have the words that phrases are made of; only these are looked at closely.
candidates as materialized (
  select review_id, lower(concat_ws('. ', title, text)) as said
  from reviews
  where text is not null
    and regexp_matches(
      concat_ws('. ', title, text),
      '(?i)exchange|in return|free|complimentary|no (?:cost|charge)|without charge|discount'
      || '|reduced|testing|purposes|paid|compensated|\bvine\b|review copy|advance|promo|offer'
      || '|refund|gift card|rebate|coupon|voucher|cash ?back|money'
    )
    and regexp_matches(
      concat_ws('. ', title, text),
      '(?i)review|opinion|feedback|evaluation|thoughts|posted|wrote|put up|sent them|\bstars?\b'
      || '|\bvine\b|testing|free product|(?:advance|reader) copy|promo|offer|(?:to|gave|sent) me'
      || '|seller|company|manufacturer|maker|brand|author|publisher|vendor'
    )
),
-- Words with one space before each; the end of a sentence is a word of its own.
plain as (
  select
    review_id,
    regexp_replace(
      regexp_replace(
        regexp_replace(' ' || said, '[''’‘`´]', '', 'g'), '\s*[.!?\n…]+\s*', ' . ', 'g'
      ),
      '[^\pL\pN.]+', ' ', 'g'
    ) as said
  from candidates
),
meant as (
  select review_id, regexp_replace(said, '{_regex(SPARED)}', ' .', 'g') as said from plain
),
matched as materialized (
  select
    review_id,
    trim(regexp_extract(said, '{_regex(DISCLOSED)}')) as disclosed,
    trim(regexp_extract(said, '{_regex(PROMISED)}')) as promised
  from meant
)
select
  review_id as entity_id,
  if(promised <> '', 'tells of a promise', 'says that something was given for it') as what,
  if(promised <> '', promised, disclosed) as phrase,
  (2 * (promised <> '')::integer + (disclosed <> '')::integer)::double as score,
  null::double as p_value
from matched
where disclosed <> '' or promised <> ''
""",
    why="The review {what}: “{phrase}”",
)
