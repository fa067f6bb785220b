"""The settings that difficulty curves are drawn over: what a careful crook would turn down."""

from __future__ import annotations

from dataclasses import replace

from kit.practice.guilty.broker_pool import BrokerPool
from kit.practice.guilty.burst_campaign import BurstCampaign
from kit.practice.guilty.gig_seller import GigSeller
from kit.practice.guilty.one_star_attack import OneStarAttack
from kit.practice.scoring.curves import Steps

STEPS: Steps = {
    "broker_pool": [replace(BrokerPool(), fill=fill) for fill in (0.2, 0.35, 0.5, 0.8)],
    "burst_campaign": [replace(BurstCampaign(), reviews=n) for n in (10, 20, 40, 80)],
    "gig_seller": [replace(GigSeller(), products=n) for n in (4, 6, 9, 14)],
    "one_star_attack": [replace(OneStarAttack(), reviews=n) for n in (5, 10, 20, 40)],
}
