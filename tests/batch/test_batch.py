"""A batch over real files, with real processes: each report exactly once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import zhibiao
from tests.batch.conftest import LINE, Run, write_report
from tests.test_cli import run as zhibiao_command
from zhibiao.batch import Batch, Settings, Summary, list_files
from zhibiao.batch.pool import Pool
from zhibiao.errors import InputError
from zhibiao.knowledge.meta import default_directory
from zhibiao.storage import Store


def values(store: Path) -> list[str]:
    """The first figure of each current report, by path."""
    with Store.open(store) as opened:
        return [str(opened.load(summary.report_key).records[0].value) for summary in opened.current()]


def count(store: Path, table: str) -> int:
    with Store.open(store) as opened:
        rows = opened.connection.execute(f"SELECT count(*) FROM {table}").fetchall()
    return int(rows[0][0])


@pytest.mark.parametrize("forked", [True, False])
def test_every_report_is_stored_as_it_is_extracted(
    folder: Path, store: Path, forked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not forked:
        monkeypatch.setattr("zhibiao.batch.processes._FORKS", False)
    settings = Settings.make()
    files = list(list_files([str(folder)], (), pytest.fail))
    summary = Batch(store, settings).run(files, Pool(settings, 2))
    assert (summary.files, summary.reports, summary.skipped, summary.failures) == (12, 12, 0, [])
    with Store.open(store) as opened:
        current = opened.current()
        assert [Path(found.path).name for found in current] == [f"{number:03}.txt" for number in range(12)]
        for found in current:
            assert opened.load(found.report_key) == zhibiao.extract(found.path)


def test_what_is_done_is_skipped_without_a_process(folder: Path, store: Path, run: Run) -> None:
    run(folder)
    settings = Settings.make()
    pool = Pool(settings, 1)
    files = list(list_files([str(folder)], (), pytest.fail))
    summary = Batch(store, settings).run(files, pool)
    assert (summary.files, summary.reports, summary.skipped) == (12, 0, 12)
    assert pool.processes == []


def test_only_what_is_new_or_changed_is_read(folder: Path, store: Path, run: Run) -> None:
    run(folder)
    write_report(folder / "000.txt", 7)
    write_report(folder / "012.txt", 8)
    summary = run(folder)
    assert (summary.reports, summary.skipped) == (2, 11)
    assert values(store) == ["7", *(str(1000 + number) for number in range(1, 12)), "8"]
    with Store.open(store) as opened:
        assert len(opened.versions(str(folder / "000.txt"))) == 2


def test_a_moved_or_copied_file_is_not_read_again(folder: Path, store: Path, run: Run) -> None:
    run(folder)
    shutil.copy(folder / "001.txt", folder / "copy.txt")
    (folder / "000.txt").rename(folder / "moved.txt")
    assert run(folder).reports == 0
    write_report(folder / "001.txt", 7)
    run(folder)
    with Store.open(store) as opened:
        assert str(folder / "copy.txt") in [found.path for found in opened.current()]


def test_another_model_reads_everything_again(folder: Path, store: Path, run: Run, tmp_path: Path) -> None:
    run(folder)
    words = tmp_path / "words.txt"
    words.write_text("大同轻飞\n", encoding="utf-8")
    summary = run(folder, dictionaries=(words,))
    assert (summary.reports, summary.skipped) == (12, 0)
    assert count(store, "reports") == 24 and count(store, "current_reports") == 12
    assert run(folder, dictionaries=(words,)).skipped == 12


def test_an_edited_table_is_another_model(tmp_path: Path) -> None:
    model = Path(shutil.copytree(default_directory(), tmp_path / "model"))
    before = Settings.make(model).model_version
    with (model / "verbs.tsv").open("a", encoding="utf-8") as stream:
        stream.write("# a remark\n")
    assert Settings.make(model).model_version != before
    assert Settings.make().model_version == before


def test_a_failing_report_is_noted_and_does_not_stop_the_others(folder: Path, store: Path, run: Run) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "broken.txt").write_bytes(LINE.encode() * 3 + b"\xe4\xb8" + LINE.encode())
    (folder / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 9)
    summary = run(folder)
    assert (summary.reports, [failure.code for failure in summary.failures]) == (12, ["E102", "E104", "E111"])
    with Store.open(store) as opened:
        broken, empty, _ = opened.failures()
    assert broken.place.startswith("offset ") and broken.path in broken.reason and "编码" in broken.reason_zh
    assert empty.file_sha256 == ""


def test_what_failed_is_tried_again_when_asked(folder: Path, store: Path, run: Run) -> None:
    broken = folder / "broken.txt"
    broken.write_bytes(LINE.encode() * 3 + b"\xe4\xb8" + LINE.encode())
    run(folder)
    summary = run(folder)
    assert (summary.failed_before, summary.failures) == (1, [])
    assert len(run(folder, retry_failed=True).failures) == 1
    with Store.open(store) as opened:
        assert [failure.attempts for failure in opened.failures()] == [2]
    write_report(broken, 5)
    assert run(folder).reports == 1
    with Store.open(store) as opened:
        assert opened.failures() == []


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return path


def test_an_archive(tmp_path: Path, store: Path, run: Run) -> None:
    texts = {f"{number}.txt": LINE.format(value=number).encode() * 2 for number in range(1, 5)}
    path = archive(tmp_path / "all.zip", texts | {"bad.txt": b"\x00\x01\x02\xff" * 50, "same.txt": texts["1.txt"]})
    summary = run(path)
    assert (summary.files, summary.reports, [failure.member for failure in summary.failures]) == (1, 5, ["bad.txt"])
    assert values(store) == ["1", "2", "3", "4"]
    with Store.open(store) as opened:
        assert opened.current()[0].path == f"{path}/1.txt"
    assert run(path).failed_before == 1
    archive(path, texts | {"5.txt": LINE.format(value=5).encode() * 2})
    summary = run(path)
    assert (summary.reports, summary.failures) == (1, [])
    assert values(store) == ["1", "2", "3", "4", "5"]


def test_an_archive_without_reports_is_a_failure(tmp_path: Path, run: Run) -> None:
    assert [failure.code for failure in run(archive(tmp_path / "none.zip", {})).failures] == ["E120"]


REPORTS = 12


class Killer:
    """Kills a process of a pool that has something at hand, when some reports are stored; another one, where that one
    was done just before."""

    def __init__(self, pool: Pool, after: int) -> None:
        self.pool, self.after = pool, after
        self.killed: list[object] = []

    def __call__(self, summary: Summary) -> None:
        alive = self.killed and self.killed[-1] in self.pool.processes
        if summary.deaths or summary.reports < self.after or alive:
            return
        for process in self.pool.processes:
            if process.ready and process.tasks:
                os.kill(process.process.pid or 0, signal.SIGKILL)
                self.killed.append(process)
                return


def run_and_kill(store: Path, path: Path, workers: int, after: int) -> Summary:
    settings = Settings.make()
    pool = Pool(settings, workers)
    return Batch(store, settings, watch=Killer(pool, after)).run(list(list_files([str(path)], (), pytest.fail)), pool)


def long_texts(seed: str) -> dict[str, bytes]:
    """Reports that take some time to read."""
    return {f"{number}.txt": f"{seed[:8000]}\n第{number}页\n".encode() for number in range(REPORTS)}


def assert_one_is_lost(summary: Summary) -> None:
    """One process died, which cost the report that it had at hand; none, if it was just done with one."""
    assert (summary.deaths, summary.reports + len(summary.failures)) == (1, REPORTS)
    assert [failure.code for failure in summary.failures] in (["E121"], [])
    assert all("SIGKILL" in failure.reason for failure in summary.failures)


def test_a_process_that_dies_costs_one_report(tmp_path: Path, store: Path, root: Path, run: Run) -> None:
    seed = (root / "seeds" / "datong-2021" / "report.txt").read_text(encoding="utf-8")
    for name, data in long_texts(seed).items():
        (tmp_path / name).write_bytes(data)
    summary = run_and_kill(store, tmp_path, workers=2, after=2)
    assert_one_is_lost(summary)
    assert run(tmp_path).failed_before == len(summary.failures)
    assert run(tmp_path, retry_failed=True).reports == len(summary.failures)
    assert (count(store, "reports"), count(store, "failures")) == (REPORTS, 0)


def test_a_process_that_dies_over_an_archive_costs_one_member(
    tmp_path: Path, store: Path, root: Path, run: Run
) -> None:
    seed = (root / "seeds" / "datong-2021" / "report.txt").read_text(encoding="utf-8")
    path = archive(tmp_path / "all.zip", long_texts(seed))
    summary = run_and_kill(store, path, workers=1, after=2)
    assert_one_is_lost(summary)
    assert all(failure.member.endswith(".txt") for failure in summary.failures)
    assert run(path, retry_failed=True).reports == len(summary.failures)
    assert (count(store, "reports"), count(store, "members"), count(store, "failures")) == (REPORTS, REPORTS, 0)


def test_a_broken_model_stops_the_batch(folder: Path, store: Path, tmp_path: Path) -> None:
    model = Path(shutil.copytree(default_directory(), tmp_path / "model"))
    (model / "units.tsv").write_text("nonsense\tcolumns\n1\t2\t3\n", encoding="utf-8")
    with pytest.raises(zhibiao.ModelError, match="units"):
        Batch(store, settings := Settings.make(model)).run([str(folder / "000.txt")], Pool(settings, 1))


HOLD = """
import sys
from pathlib import Path
from zhibiao.batch.lock import only_batch
with only_batch(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_batch_is_told_who_the_first_is(folder: Path, store: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None and first.stdout.readline() == b"held\n"
        second = zhibiao_command("batch", str(folder), "--store", str(store))
        assert second.returncode == 2 and f"PID {first.pid} on".encode() in second.stderr
        assert not store.exists()
        first.kill()
    assert zhibiao_command("batch", str(folder), "--store", str(store), "--workers", "1").returncode == 0


def test_a_reader_gets_in_between_commits(folder: Path, store: Path) -> None:
    seen: list[int] = []

    def watch(summary: Summary) -> None:
        if summary.reports and len(seen) < 3:
            command = [sys.executable, "-c", f"from zhibiao.storage import Store; Store.open({str(store)!r}, wait=0)"]
            seen.append(subprocess.run(command, check=False).returncode)

    settings = Settings.make()
    Batch(store, settings, watch=watch).run(list(list_files([str(folder)], (), pytest.fail)), Pool(settings, 1))
    assert seen and set(seen) == {0}


def test_command(folder: Path, store: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    arguments = ["batch", str(folder), "--store", str(store)]
    plan = zhibiao_command(*arguments, "--dry-run").stdout.decode()
    assert plan.splitlines()[-1] == "13 files: new 12, unreadable 1" and not store.exists()
    result = zhibiao_command(*arguments, "--json", "--workers", "1", "--snapshot", str(tmp_path / "copy.duckdb"))
    summary = json.loads(result.stdout)
    assert result.returncode == 2
    assert (summary["reports"], summary["records"], [f["code"] for f in summary["failures"]]) == (12, 36, ["E102"])
    assert count(tmp_path / "copy.duckdb", "reports") == 12
    again = zhibiao_command(*arguments, "--include", "*.md", "--include", "00*", "--lang", "zh")
    assert again.returncode == 0 and again.stdout == b"" and "跳过 10" in again.stderr.decode()
    assert json.loads(zhibiao_command(*arguments, "--dry-run", "--json").stdout)["counts"] == {
        "done": 12,
        "unreadable": 1,
    }


def test_a_path_where_nothing_is_is_told_and_the_others_are_read(folder: Path, store: Path) -> None:
    result = zhibiao_command("batch", str(folder), "/no/such", "--store", str(store), "--workers", "1")
    assert result.returncode == 2 and b"E101" in result.stderr
    assert count(store, "reports") == 12


def listed(*paths: Path | str, include: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    refused: list[InputError] = []
    found = [Path(file).name for file in list_files(map(str, paths), include, refused.append)]
    return found, [error.code for error in refused]


def test_which_files_are_meant(tmp_path: Path) -> None:
    names = ["a.txt", "b.PDF", "c.png", "d.doc", "sub/e.docx", "sub/.hidden.txt", ".git/f.txt", "sub/deep/g.html"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert listed(tmp_path) == (["a.txt", "b.PDF", "d.doc", "e.docx", "g.html"], [])
    assert listed(tmp_path, include=("*.png", "sub/*.docx")) == (["c.png", "e.docx"], [])
    assert listed(tmp_path / "a.txt", tmp_path / "c.png", tmp_path / "a.txt") == (["a.txt", "c.png"], [])
    assert listed(f"{tmp_path}/**/*.html", f"{tmp_path}/*.xls") == (["g.html"], ["E101"])
    assert listed(f"file://{tmp_path}", include=("*.docx",)) == (["e.docx"], [])
    assert listed(f"file://{tmp_path}/*.txt", f"file://{tmp_path}/none") == (["a.txt"], ["E101"])


def test_a_name_that_is_no_text(tmp_path: Path, store: Path, run: Run) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    with open(path, "wb") as stream:
        stream.write(LINE.format(value=3).encode() * 2)
    assert run(Path(os.fsdecode(path))).reports == 1
    assert run(Path(os.fsdecode(path))).skipped == 1
    assert values(store) == ["3"]
