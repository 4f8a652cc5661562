# SPDX-License-Identifier: Apache-2.0
"""The lessons and the README's use do what they say, on real passports.

Arguments: folder of the lessons, the carnet command, the source tree.
"""
import pathlib
import subprocess
import sys
import tempfile

from tap import Tap

LESSONS = pathlib.Path(sys.argv[1])
CARNET = sys.argv[2]
ROOT = pathlib.Path(sys.argv[3])


def run(*args, stdin=None):
    return subprocess.run([str(a) for a in args], input=stdin,
                          capture_output=True, timeout=60)


def make(folder):
    """A passport of the returnee: (public key, another's, file, text)."""
    for name in ("clinic", "other"):
        assert run(CARNET, "key", "new", "-o",
                   folder / f"{name}.key").returncode == 0
    done = run(CARNET, "issue", "--key", folder / "clinic.key",
               ROOT / "examples/data/returnee.json", "-o", folder / "p.carnet")
    assert done.returncode == 0, done.stderr
    text = run(CARNET, "qr", "--whole", "--text", folder / "p.carnet").stdout
    assert text.startswith(b"HP1:")
    return (folder / "clinic.pub", folder / "other.pub", folder / "p.carnet",
            text)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        pub, other, file, text = make(pathlib.Path(name))
        with tap.case("lesson_1_issues_a_passport"):
            done = run(LESSONS / "01_issue")
            assert done.returncode == 0, done.stderr
            peek = run(CARNET, "peek", "-", stdin=done.stdout)
            assert peek.returncode == 0, peek.stderr
            assert b"issued 2026-03-17" in peek.stdout
        with tap.case("lesson_2_verifies_a_scan"):
            done = run(LESSONS / "02_verify", pub, stdin=text)
            assert done.returncode == 0, done.stderr
            assert b"accepted" in done.stdout
            assert b"allergy: penicillin" in done.stdout
        with tap.case("lesson_2_refuses_another_issuer"):
            done = run(LESSONS / "02_verify", other, stdin=text)
            assert done.returncode == 2, done.returncode
            assert b"refused" in done.stdout
            assert b"penicillin" not in done.stdout
        with tap.case("lesson_2_says_why_a_text_is_refused"):
            done = run(LESSONS / "02_verify", pub, stdin=text[:-9])
            assert done.returncode == 2, done.returncode
        with tap.case("lesson_3_tells_the_journey"):
            done = run(LESSONS / "03_journey", ROOT / "tests/journey")
            assert done.returncode == 0, done
            scenes = done.stdout.decode().split("\n\n")[:-1]
            assert len(scenes) == 7
            home, clinic, thief, after, lost, airport, end = scenes
            assert "tramadol" in thief and "tramadol" not in after
            assert "amlodipine 5 mg" not in clinic and \
                "amlodipine 10 mg" in clinic
            assert "metformin 500 mg" in lost and "metformin 850 mg" in lost
            assert "something that is not here" in lost
            assert "look closely: TRAVEL CLEARANCE" in airport
            assert "yellow fever" in home and "losartan" in end
            assert "amlodipine" not in end and "tramadol" not in end
        with tap.case("lesson_3_says_where_there_is_no_journey"):
            assert run(LESSONS / "03_journey", name).returncode == 3
        with tap.case("readme_use_shows_the_record"):
            done = run(LESSONS / "readme", pub, file)
            assert done.returncode == 0, done.stderr
            assert b"metformin" in done.stdout
        with tap.case("readme_use_shows_nothing_of_another_issuer"):
            done = run(LESSONS / "readme", other, file)
            assert done.returncode == 2 and done.stdout == b""
        with tap.case("readme_use_tells_a_missing_key"):
            done = run(LESSONS / "readme", pub.with_name("none"), file)
            assert done.returncode == 3
    for script in ("make_readme.py", "make_reference.py"):
        done = run(sys.executable, ROOT / "docs" / script, "--check")
        tap.check(script.replace(".py", "_has_nothing_to_write"),
                  done.stderr.decode().splitlines())
    return tap.end()


sys.exit(main())
