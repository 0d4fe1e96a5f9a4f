"""Damaged plans: bits turned, files cut, pages zeroed. Each is opened or refused in words; a copy is never displaced.

`python3 -m benchmarks.fuzz.plans [COUNT] [SEED]` makes so many of the sample plan (300) and says what became of them.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from tracker.app import make_sample, open_plan
from tracker.errors import UserError
from tracker.watching import Watching

PAGE = 4096


def bits(data: bytearray, rng: Random) -> None:
    """Some bits anywhere, the header among them."""
    for _ in range(rng.randint(1, 40)):
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)


def cut(data: bytearray, rng: Random) -> None:
    """The file ends early, at any byte."""
    del data[rng.randrange(len(data)) :]


def zeroed(data: bytearray, rng: Random) -> None:
    """Pages that a disk never wrote."""
    for _ in range(rng.randint(1, 5)):
        start = rng.randrange(len(data) // PAGE) * PAGE
        data[start : start + PAGE] = bytes(PAGE)


WAYS: tuple[Callable[[bytearray, Random], None], ...] = (bits, cut, zeroed)


def try_out(path: Path) -> str:
    """What becomes of a damaged plan: opened as sound, shown as broken, or refused with words and a hint.

    Anything else than a UserError is raised: it is a defect.
    """
    try:
        store = open_plan(str(path))
        try:
            watching = Watching(store)
            alarm = watching.look()
            store.snapshot()
            faults = watching.verify().faults
            watching.keeper.make_now()
            watching.keeper.settle()
        finally:
            store.close()
    except UserError:
        return "refused"
    if faults or alarm is not None:
        return "broken"
    return "sound"


def main(words: list[str]) -> int:
    """Plays so many; exit status 1 where one was neither opened nor refused in words, or a copy was displaced."""
    count, seed = int(words[0]) if words else 300, int(words[1]) if len(words) > 1 else 1
    found: Counter[tuple[str, str]] = Counter()
    defects = 0
    with tempfile.TemporaryDirectory(prefix="tracker-fuzz-") as place:
        plan = Path(place) / "sample.plan"
        store = make_sample(str(plan)).store
        keeper = Watching(store).keeper
        keeper.make_now()
        keeper.settle()
        store.close()
        good = {copy.name for copy in keeper.copies() if copy.good}
        whole = plan.read_bytes()
        for number in range(count):
            rng, way = Random(f"{seed} {number}"), WAYS[number % len(WAYS)]
            data = bytearray(whole)
            way(data, rng)
            damaged = Path(place) / f"damaged {number}.plan"
            damaged.write_bytes(bytes(data))
            try:
                found[way.__name__, try_out(damaged)] += 1
            except Exception as defect:  # noqa: BLE001 - counted and named
                defects += 1
                print(f"{way.__name__} {number}: {type(defect).__name__}: {defect}")
            damaged.unlink()
        lost = good - {copy.name for copy in keeper.copies() if copy.good}
    for (way_name, became), many in sorted(found.items()):
        print(f"{way_name:8} {became:8} {many}")
    print(f"{defects} defects, {len(lost)} good copies displaced")
    return 1 if defects or lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
