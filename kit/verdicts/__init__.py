"""What people say of suspects and leads: whom to look at first, verdicts, agreement, precision."""

from kit.verdicts.agreement import agreement, kappa
from kit.verdicts.foils import foils, yes_to_foils
from kit.verdicts.precision import precision
from kit.verdicts.queue import queue
from kit.verdicts.record import VERDICTS, record, undo, verdicts
from kit.verdicts.settle import outcomes, settled

__all__ = [
    "VERDICTS",
    "agreement",
    "foils",
    "kappa",
    "outcomes",
    "precision",
    "queue",
    "record",
    "settled",
    "undo",
    "verdicts",
    "yes_to_foils",
]
