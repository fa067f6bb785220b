"""What other people call our columns, and what must stand in a column for it to be one of ours."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kit.sources.dates import written

NAMES: dict[str, str] = {
    "review_id": "reviewid id reviewkey reviewnumber reviewno uuid uid reviewuuid recordid "
    "bewertungsid rezensionsid",
    "account_id": "accountid account userid user reviewerid reviewer authorid author customerid "
    "customer memberid member profileid profile accountnumber buyerid buyer writerid consumerid "
    "username reviewername authorname nickname screenname nutzer kunde benutzer kunden "
    "utilisateur usuario cliente reviewedby postedby writtenby by client autor auteur who",
    "product_id": "productid product asin itemid item sku businessid business prodid appid app "
    "isbn listingid listing placeid gmapid hotelid hotel restaurantid movieid bookid storeid "
    "packagename articleid article productcode produkt produktid artikel artikelnummer producto "
    "produit productname itemname thing target what reviewof",
    "parent_product_id": "parentproductid parentasin productparent parentid parentsku groupid",
    "stars": "stars star rating starrating score overall overallrating reviewrating reviewscore "
    "ratingvalue reviewstars userrating points punkte sterne bewertung note etoiles estrellas "
    "calificacion puntuacion grade rate given marks",
    "title": "title headline summary reviewtitle reviewheadline reviewsummary subject heading "
    "titel titre titulo",
    "text": "text reviewtext reviewbody body content review comment comments description message "
    "reviewcontent fulltext feedback opinion remarks kommentar bewertungstext texte texto "
    "commentaire comentario words wording said",
    "posted_at": "postedat date time timestamp reviewdate reviewtime createdat created posted "
    "postedon postdate unixreviewtime submittedat submitted publishedat published at datetime "
    "dateposted createdate creationdate submissiondate datum zeit fecha jour day when writtenon "
    "writtenat reviewedat reviewedon dateadded datecreated ts",
    "verified": "verified verifiedpurchase isverified verifiedbuyer verifiedreview purchased "
    "verifiziert bought realbuyer",
    "vine": "vine isvine vinereview",
    "incentivised": "incentivised incentivized isincentivized freeproduct sponsored gifted",
    "helpful_votes": "helpfulvotes helpful helpfulvote vote votes useful likes upvotes thumbsup "
    "thumbsupcount helpfulcount numhelpful hilfreich foundhelpful found",
    "total_votes": "totalvotes votestotal allvotes numvotes",
    "account_name": "accountname username reviewername authorname name nickname displayname "
    "screenname author reviewer user",
    "brand": "brand brandname manufacturer seller maker vendor sellername marke hersteller "
    "merchant marque marca",
    "category": "category productcategory maincategory genre department kategorie categorie "
    "categoria section shelf",
}
"""Normalised names (letters and digits, lower case), the likeliest first."""

SYNONYMS: dict[str, tuple[str, ...]] = {ours: tuple(names.split()) for ours, names in NAMES.items()}

PERSON = ("name", "nick", "author", "autor", "auteur", "by", "who")
"""Parts of a column's name that say it holds what people are called, not an id."""

NUMBERED = re.compile(r"(id|nr|no|num|number|nummer|code|key|ref)$")
"""Endings that say a column holds what a thing is known by."""

FLAG_WORDS = {"y", "yes", "true", "t", "1", "n", "no", "false", "f", "0", "1.0", "0.0"}


def normal(name: str) -> str:
    """Return letters and digits only, in lower case."""
    return re.sub(r"[\W_]+", "", name.lower())


def closeness(ours: str, name: str) -> float:
    """Return how well a column's name fits one of our columns, from 0 (not at all) to 1."""
    plain = normal(name.rsplit(".", 1)[-1])
    whole = normal(name)
    for form in (whole, plain):
        if form == normal(ours):
            return 1.0
        if form in SYNONYMS[ours]:
            return 0.95 - 0.3 * SYNONYMS[ours].index(form) / len(SYNONYMS[ours])
    for form in (whole, plain):
        stem = NUMBERED.sub("", form)
        if stem != form and stem in SYNONYMS[ours] and ours.endswith("_id"):
            return 0.7
    words = {normal(word) for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", name)}
    inside = [word for word in SYNONYMS[ours] if len(word) > 2 and word in words]
    return 0.5 - 0.01 * SYNONYMS[ours].index(inside[0]) if inside else 0.0


def number(text: str) -> float | None:
    """Return the number that a text is, thousands commas allowed; None for anything else."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values) if values else 1.0


def _rated(value: str) -> bool:
    rating = number(value)
    return rating is not None and 0 <= rating <= 5


def _counted(value: str) -> bool:
    count = number(value)
    return count is not None and count >= 0


def fits(ours: str, values: Sequence[str]) -> bool:
    """Return whether the values can be those of our column; an empty column fits anything."""
    if ours == "stars":
        return _share(values, _rated) >= 0.7
    if ours == "posted_at":
        return not values or bool(written(values))
    if ours in ("verified", "vine", "incentivised"):
        return _share(values, lambda value: value.strip().lower() in FLAG_WORDS) >= 0.8
    if ours in ("helpful_votes", "total_votes"):
        return _share(values, _counted) >= 0.8
    if ours == "review_id":
        return len(set(values)) >= 0.98 * len(values)
    if ours in ("account_id", "product_id", "parent_product_id"):
        return _share(values, lambda value: len(value) <= 200) >= 0.9 and not _are_texts(values)
    if ours == "text":
        return _share(values, lambda value: number(value) is None) >= 0.5
    return True


def _are_texts(values: Sequence[str]) -> bool:
    return bool(values) and sum(value.count(" ") for value in values) / len(values) > 12
