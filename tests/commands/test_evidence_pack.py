"""The evidence pack by command: what is in it, and what stops it."""

import csv
import hashlib
import io
import zipfile
from pathlib import Path

from support.cli import Tracker


def proven(tracker: Tracker, plan: Path, folder: Path) -> None:
    """Two accepted files, of R1 and R2, and one that was sent back."""
    for ref, words in (("A1", "thirty plans"), ("A2", "minutes"), ("A3", "notes")):
        file = folder / f"{words}.txt"
        file.write_text(words)
        tracker("--as", "Analyst", "attach", plan, ref, file, "--kind", "Audit", "--shows", words)
    for ref in ("E1", "E2"):
        assert tracker("--as", "Chair", "review", plan, ref, "--accept").status == 0
    assert tracker("--as", "Chair", "review", plan, "E3", "--return", "--note", "unsigned").status == 0


def test_the_dossier_the_accepted_files_and_their_index(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    proven(tracker, plan, tmp_path)
    done = tracker("pack", plan, tmp_path / "all.zip")
    assert done.status == 0
    assert "the dossier, 2 files of accepted evidence" in done.out
    with zipfile.ZipFile(tmp_path / "all.zip") as pack:
        names = ["dossier.pdf", "index.csv", "evidence/E1 thirty plans.txt", "evidence/E2 minutes.txt"]
        assert pack.namelist() == names
        assert pack.read("dossier.pdf").startswith(b"%PDF")
        rows = list(csv.DictReader(io.StringIO(pack.read("index.csv").decode("utf-8-sig"))))
        assert [row["sha256"] for row in rows] == [hashlib.sha256(pack.read(name)).hexdigest() for name in names[2:]]
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_the_pack_of_one_recommendation(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    proven(tracker, plan, tmp_path)
    assert tracker("pack", plan, tmp_path / "r2.zip", "--for", "R2").status == 0
    with zipfile.ZipFile(tmp_path / "r2.zip") as pack:
        assert pack.namelist() == ["dossier.pdf", "index.csv", "evidence/E2 minutes.txt"]
    assert tracker("pack", plan, tmp_path / "a.zip", "--for", "A1").status == 1


def test_a_pack_that_cannot_be_made_leaves_nothing(tracker: Tracker, plan: Path, tmp_path: Path) -> None:
    proven(tracker, plan, tmp_path)
    assert "end it in .zip" in tracker("pack", plan, tmp_path / "pack").err
    assert "no folder" in tracker("pack", plan, tmp_path / "none" / "p.zip").err
    tracker("set", plan, "A1", "description=NHS 943 476 5919")
    stopped = tracker("pack", plan, tmp_path / "p.zip")
    assert stopped.status == 3
    assert not (tmp_path / "p.zip").exists()
    assert tracker("pack", plan, tmp_path / "p.zip", "--allow-identifiers", "asked for by the court").status == 0
