"""Who is compared: one row for each peer, with the versions that were measured."""

from __future__ import annotations

from dataclasses import dataclass

NETWORKX, NUMPY, SCIPY = "networkx==3.6.1", "numpy==2.4.6", "scipy==1.17.1"
LEARN = "scikit-learn==1.9.1"
# UGFraud's wheel declares no dependencies; these are what its modules import.
UGFRAUD = ("UGFraud==0.1.1.3", NETWORKX, NUMPY, SCIPY, LEARN)


@dataclass(frozen=True)
class Peer:
    """A program to compare.

    Parameters
    ----------
    name : str
    adapter : str
        The script in `adapters/` that runs it.
    requirements : tuple of str
        What pip installs into an environment of its own; empty for the kit, which is here.
    arguments : tuple of str
        Further arguments of the script.
    """

    name: str
    adapter: str
    requirements: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()


KIT = Peer("the kit, four columns", "run_kit")
KIT_WHOLE = Peer("the kit, all columns", "run_kit", arguments=("whole",))

PEERS = (
    KIT_WHOLE,
    KIT,
    Peer("UGFraud SpEagle", "run_speagle", UGFRAUD),
    Peer("UGFraud fBox", "run_fbox", UGFRAUD),
    Peer("UGFraud FRAUDAR", "run_fraudar", UGFRAUD),
    Peer(
        "rgmining FRAUDAR", "run_rgmining_fraudar", ("rgmining-fraudar==0.7.6", NUMPY, SCIPY, LEARN)
    ),
    Peer(
        "rgmining Fraud Eagle",
        "run_fraud_eagle",
        ("rgmining-fraud-eagle==0.10.6", NETWORKX, NUMPY),
    ),
    Peer("rgmining RIA", "run_ria", ("rgmining-ria==0.9.6", NETWORKX, NUMPY)),
    Peer("rgmining RSD", "run_rsd", ("rgmining-rsd==0.3.6", NETWORKX, NUMPY)),
)
