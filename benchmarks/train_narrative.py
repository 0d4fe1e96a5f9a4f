"""Learns what each sign of a sentence is worth from reports that people read sentence by sentence.

    .venv/bin/python -m benchmarks.train_narrative [--write]

The labelled reports stand in `../shared/gold`. Every figure printed is by cross-validation: each report is scored by
weights learned from the others alone, through the same reading that the program does, by the scorer kept beside the
labels. `--write` keeps the weights learned from all of them in `resources/narrative_weights.json`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.logistic import learn
from tracker.reading.files.pdf import open_pdf
from tracker.reading.files.text import open_text
from tracker.reading.narrative.narrative import narrative, status_of, weighed_narrative
from tracker.reading.narrative.scales import FILE, Scales, scales_from
from tracker.reading.narrative.signs import Weighed
from tracker.reading.page.document import Document
from tracker.reading.reader import read_document

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
SEEDS = ROOT.parent / "shared" / "seeds"

REPORTS_A_SIGN = 5
"""A sign counts where it stands in at least so many of the reports learned from."""
REPORTS_A_WORD = 6
PENALTY = 1.5
WORD_PENALTY = 2.0
STATUS_PENALTY = 2.0
LEAST = 0.05
"""A weight smaller than this is left out."""
RIGHT_ENOUGH = {"finding": 0.885, "action": 0.67}
"""Offered are so many that, by cross-validation, this share of all that is offered is right."""
SURE_ENOUGH = 0.97
WIDE = 1.5
"""More is shown down to a sum so much lower."""

_PLAIN = """
a about across after all also an and any are area areas as at authority be because been before being between
both but by can care carers child children council could did do does each education every families family few
for form foster fostering from had has have health help her him his home homes how if in into is it its
leavers less local many may might more most much no nor not of on one only or other out over own parents part
people placement place placements police pupils same school schools service services should since so social
some such team teams than that the their them then there these they this those through three to too two under
up very was were what when where whether which while who whose will with within without worker workers would
young
"""
PLAIN_WORDS = frozenset(_PLAIN.split())
"""Words of every report: they say nothing about whether a sentence reports an action."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One report with its sentences, and what careful readers said of each."""

    label: dict[str, Any]
    document: Document
    formal: tuple[str, ...]
    items: tuple[Weighed, ...]
    found: tuple[dict[str, str], ...]
    """Of each sentence the lists it stands in ("findings", "reported_actions"), with the status told there."""


def scorer() -> Any:
    """The module that scores readings against the labels."""
    spec = importlib.util.spec_from_file_location("score_narrative", GOLD / "score_narrative.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {GOLD}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reports_read() -> Iterator[tuple[dict[str, Any], Document]]:
    """The labels of each report with its document: the inspection reports first, then the seeds."""
    for label in json.loads((GOLD / "narrative.json").read_text("utf-8")):
        path = GOLD / "reports" / f"{label['id']}.pdf"
        yield label, open_pdf(path.read_bytes(), path.name)
    for name, seed in json.loads((SEEDS / "expected.json").read_text("utf-8"))["seeds"].items():
        if "actions_reported" in seed:
            told = [{"text": row["text"]} for row in seed["actions_reported"]]
            label = {"id": f"seed {name}", "findings": seed["findings_needing_action"], "reported_actions": told}
            path = SEEDS / seed["file"]
            yield label, open_text(path.read_bytes(), path.name)


def labelled(label: dict[str, Any], document: Document, fold: Callable[[str], str]) -> Labelled:
    formal = tuple(item.text for item in read_document(document).recommendations)
    items = tuple(weighed_narrative(document, formal))
    wanted = [
        (fold(row["text"]), name, row.get("status") or "")
        for name in ("findings", "reported_actions")
        for row in (*label[name], *label.get(f"{name}_one_reader", ()))
    ]
    said = [fold(item.sentence.text) for item in items]
    found = tuple({name: status for text, name, status in wanted if _same(text, one)} for one in said)
    return Labelled(label, document, formal, items, found)


def _same(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return bool(short) and short in long and len(long) <= 2 * len(short)


def learned(reports: Sequence[Labelled]) -> dict[str, Any]:
    """The four scales as the file of weights holds them, without the sums from which a sentence is offered."""
    pairs = [pair for report in reports for pair in zip(report.items, report.found, strict=True)]
    signs = _known(reports, lambda item: item.signs, REPORTS_A_SIGN)
    words = _known(reports, _telling_words, REPORTS_A_WORD)
    told = [(item, found["reported_actions"]) for item, found in pairs if found.get("reported_actions")]
    return {
        "finding": _scale(pairs, lambda found: "findings" in found, signs, frozenset(), PENALTY),
        "action": _scale(pairs, lambda found: "reported_actions" in found, signs, words, PENALTY),
        "planned": _scale(told, lambda status: status == "planned", signs, frozenset(), STATUS_PENALTY),
        "in_progress": _scale(told, lambda status: status == "in progress", signs, frozenset(), STATUS_PENALTY),
    }


def _telling_words(item: Weighed) -> set[str]:
    return {word for word in item.words - PLAIN_WORDS if len(word) > 2}


def _known(reports: Sequence[Labelled], of: Callable[[Weighed], set[str]], fewest: int) -> frozenset[str]:
    counts = Counter(sign for report in reports for sign in set().union(*map(of, report.items)))
    return frozenset(sign for sign, count in counts.items() if count >= fewest)


def _scale(
    pairs: Sequence[tuple[Weighed, Any]],
    right: Callable[[Any], bool],
    signs: frozenset[str],
    words: frozenset[str],
    penalty: float,
) -> dict[str, Any]:
    examples = [(item.signs & signs) | {f"word {word}" for word in item.words & words} for item, _ in pairs]
    penalties = dict.fromkeys(signs, penalty) | {f"word {word}": WORD_PENALTY for word in words}
    start, weights = learn(examples, [right(found) for _, found in pairs], penalties)
    kept = {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= LEAST}
    scale: dict[str, Any] = {
        "start": round(start, 2),
        "signs": {name: weight for name, weight in kept.items() if not name.startswith("word ")},
    }
    if words:
        scale["words"] = {name[5:]: weight for name, weight in kept.items() if name.startswith("word ")}
    return scale


def offered_from(reports: Sequence[Labelled], folds: Sequence[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """From which sums on a sentence is offered, by what the weights learned without its report make of it."""
    sums: dict[str, dict[str, float]] = {}
    for name, share in RIGHT_ENOUGH.items():
        ranked = sorted(
            (
                (getattr(scales_from(fold), name).weigh(item) / 100, bool(found))
                for report, fold in zip(reports, folds, strict=True)
                for item, found in zip(report.items, report.found, strict=True)
            ),
            reverse=True,
        )
        offered = _lowest(ranked, share)
        sums[name] = {"offered": offered, "wide": round(offered - WIDE, 2), "sure": _lowest(ranked, SURE_ENOUGH)}
    return sums


def _lowest(ranked: Sequence[tuple[float, bool]], share: float) -> float:
    """The lowest sum down to which this share of the ranked sentences is right."""
    lowest = ranked[0][0]
    right = 0
    for count, (weight, is_right) in enumerate(ranked, 1):
        right += is_right
        if right >= share * count:
            lowest = weight
    return round(lowest, 2)


def with_sums(data: dict[str, Any], sums: dict[str, dict[str, float]]) -> dict[str, Any]:
    return {name: {**scale, **sums.get(name, {})} for name, scale in data.items()}


def measured(module: Any, reports: Sequence[Labelled], folds: Sequence[Scales]) -> dict[str, Any]:
    """Recall and precision of both lists, and the share of right statuses, each report by its own fold's weights."""
    counts: dict[str, list[int]] = {}
    statuses = [0, 0]
    for report, scale in zip(reports, folds, strict=True):
        read = narrative(report.document, "", report.formal, scale)
        for name, other in (("findings", "reported_actions"), ("reported_actions", "findings")):
            wanted = module.texts(report.label[name], skip_attached=True)
            offered = [item.text for item in getattr(read, name)]
            right = [
                text for key in (name, f"{name}_one_reader", other, f"{other}_one_reader")
                for text in module.texts(report.label.get(key))
            ]  # fmt: skip
            hit, good = len(module.pair(wanted, offered)), len(module.pair(offered, right))
            print(f"{report.label['id']}  {name:16}  recall {hit}/{len(wanted)}  precision {good}/{len(offered)}")
            kind = f"{name} of the seeds" if report.label["id"].startswith("seed") else name
            total = counts.setdefault(kind, [0, 0, 0, 0])
            for place, value in enumerate((hit, len(wanted), good, len(offered))):
                total[place] += value
        for item, found in zip(report.items, report.found, strict=True):
            if found.get("reported_actions"):
                statuses[1] += 1
                statuses[0] += status_of(item, scale) == found["reported_actions"]
    said: dict[str, Any] = {
        name: {"recall": round(hit / wanted, 3), "precision": round(good / offered, 3)}
        for name, (hit, wanted, good, offered) in counts.items()
    }
    return said | {"status": {"right": round(statuses[0] / statuses[1], 3)}}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--write", action="store_true", help="keep the weights learned from all reports")
    args = parser.parse_args()
    if not (GOLD / "narrative.json").exists():
        print(f"no labelled reports at {GOLD}")
        return 1
    module = scorer()
    reports = [labelled(label, document, module.fold) for label, document in reports_read()]
    folds = [learned([other for other in reports if other is not report]) for report in reports]
    sums = offered_from(reports, folds)
    figures = measured(module, reports, [scales_from(with_sums(fold, sums)) for fold in folds])
    data = with_sums(learned(reports), sums)
    for name, scale in data.items():
        print(f"{name}: {len(scale['signs'])} signs, {len(scale.get('words', ()))} words, sums {sums.get(name)}")
    print(json.dumps(figures))
    if args.write:
        about = (
            "What each sign of a sentence is worth, learned by benchmarks/train_narrative.py; a sentence is offered "
            "where 'start' and its signs come to 'offered' or more. 'measured': by cross-validation, each of the "
            f"{len(reports)} labelled documents scored by weights learned from the others."
        )
        whole = {"about": about, "measured": figures, "scales": data}
        text = json.dumps(whole, ensure_ascii=False, indent=1) + "\n"
        (ROOT / "resources" / FILE).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
