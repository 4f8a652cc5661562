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
            scenes = done.stdout.decode().split("\n\n")
            assert len(scenes) == 8
            home, clinic, thief, after, allergy, lost, airport, end = scenes
            assert "yellow fever" in home and "ACCEPTED" in home
            assert "tramadol" in thief and "tramadol" not in after
            assert "bisoprolol 5 mg" not in clinic and \
                "bisoprolol 10 mg" in clinic
            assert "ALLERGY  penicillin: amoxicillin" in allergy
            assert "metformin 500 mg" in lost and "metformin 850 mg" in lost
            assert "an entry that is not shown here" in lost
            assert "TRAVEL CLEARANCE  fit\n   !! not valid" in airport
            assert "bisoprolol" not in end and "tramadol" not in end
        with tap.case("lesson_3_says_what_is_given_and_how_long_it_lasts"):
            of = {text.split("\n")[0]: text for text in
                  after.split("  PRESCRIPTION  ")[1:]}
            given = of["bisoprolol 10 mg tablet - taking [atc C07AB07]"]
            for line in ("dose                1 tablet, 1 x a day",
                         "doses on this day: 1", "!! ran out 2022-02-01",
                         "!! days left: 0", "!! usually must not stop",
                         "days without a known dose: 181",
                         "(5) Open Road Clinics (made up), 2021-08-05"):
                assert line in given, (line, given)
            losartan = end[end.index("  losartan"):]
            assert losartan.index("days left: 28") < \
                losartan.index("sertraline")
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
