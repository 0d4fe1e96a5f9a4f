"""The evidence pack as a file: the dossier, each accepted file under its reference, and an index with SHA-256."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tracker.domain.board.board import BoardData
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import write_board_pdf
from tracker.saving import whole
from tracker.services.evidence.pack import accepted, index_csv
from tracker.services.steps import Step, unwatched


def write_evidence_pack(
    snapshot: Snapshot, data: BoardData, target: Path, read_file: Callable[[str], bytes], step: Step = unwatched
) -> tuple[int, int]:
    """Writes the pack, whole or not at all, one file at a time in memory; how many files and links it holds.

    `step` is told how many of the files are in it. Raises UserError where a file is not what was kept, or the pack
    cannot be written.
    """
    packed = accepted(snapshot)
    files = [one for one in packed if one.path]

    def dossier_step(_done: int, _total: int) -> None:
        step(0, len(files))

    with tempfile.TemporaryDirectory(prefix="tracker-") as folder, whole(target, what="pack") as handle:
        dossier = Path(folder) / "dossier.pdf"
        write_board_pdf(data, dossier, paper="dossier", step=dossier_step)
        with zipfile.ZipFile(handle, "w", zipfile.ZIP_DEFLATED) as pack:
            pack.write(dossier, dossier.name)
            pack.writestr("index.csv", index_csv(snapshot, packed).encode("utf-8-sig"))
            for done, one in enumerate(files, start=1):
                pack.writestr(one.path, read_file(one.item.sha256 or ""))
                step(done, len(files))
    return len(files), sum(1 for one in packed if one.item.url)
