"""How far two annotators agree on the fields whose values are chosen and not worded: Cohen's kappa.

Kappa is 1 where they always agree and 0 where they agree no more than chance would have it, given how often each of
them uses each value (J. Cohen, A coefficient of agreement for nominal scales, 1960).
"""

from __future__ import annotations

from collections import Counter


def kappa(pairs: Counter[tuple[str, str]]) -> float | None:
    """Cohen's kappa of counted pairs of values; None where both always give one and the same value, or there are no
    pairs: then there is nothing that chance could get wrong."""
    total = pairs.total()
    if not total:
        return None
    one: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for (a, b), count in pairs.items():
        one[a] += count
        other[b] += count
    chance = sum(one[value] * other[value] for value in one) / total**2
    if chance == 1:
        return None
    observed = sum(count for (a, b), count in pairs.items() if a == b) / total
    return (observed - chance) / (1 - chance)
