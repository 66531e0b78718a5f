"""Turns every comparison and sign in the CUDA kernels, one at a time, and says which test notices.

    python3 scripts/mutation/mutate_kernels.py [FIRST [LAST]]

Changes FIRST to LAST - 1 of the list, all by default, in a copy of the last commit. Needs nvcc, mvn
and what scripts/test needs; a change takes about a minute on two cores. Exit status 1 if one survives.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
KERNELS = "native-kernels/kernels"
TURNED = {
    " < ": " <= ", " > ": " >= ", " <= ": " < ", " >= ": " > ",
    " - ": " + ", " + ": " - ", " += ": " -= ", " -= ": " += ",
    "(-": "(", "= -": "= ", "return -": "return ",
}
# A minus in front of a name or number, or an operator between blanks.
SIGNS = re.compile(r" < | > | <= | >= | - | \+ | \+= | -= |\(-(?=[a-z])|= -(?=[a-z0-9])|return -")
DECLARATIONS = ("#", "template", "constexpr", "typedef", "static_assert")
TESTS = [
    "mvn", "-q", "-B", "-pl", "java/jmodnas-cuda", "-am", "test",
    "-Dtest=org.jmodnas.cuda.*Test", "-Dsurefire.failIfNoSpecifiedTests=false",
    "-Dsurefire.skipAfterFailureCount=1",
]


def changes(folder):
    """Every change as file, line number, column and text."""
    for path in sorted(folder.glob("*.cu")) + sorted(folder.glob("*.cuh")):
        if path.name == "kernels.cu":
            continue
        for number, line in enumerate(path.read_text().split("\n")):
            code = line.split("//")[0]
            if code.lstrip().startswith(DECLARATIONS) or "operator" in code:
                continue
            for match in SIGNS.finditer(code):
                yield path, number, match.start(), match.group()


def turn(path, number, column, text):
    lines = path.read_text().split("\n")
    line = lines[number]
    lines[number] = line[:column] + TURNED[text] + line[column + len(text):]
    path.write_text("\n".join(lines))


def outcome(copy):
    """What becomes of the change that was made in the copy."""
    if run(["scripts/build-kernels", "--ptx"], copy).returncode:
        return "does not compile"
    tests = run(TESTS, copy)
    if tests.returncode == 0:
        return "SURVIVED"
    failed = re.search(r"ERROR\S*\s+(\w+Test\S*|org\.jmodnas\.\S+)", tests.stdout)
    return "caught: " + (failed.group(1) if failed else "the tests ended")


def run(command, folder):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def main():
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    last = int(sys.argv[2]) if len(sys.argv) > 2 else None
    survivors = 0
    with tempfile.TemporaryDirectory() as place:
        copy = pathlib.Path(place) / "copy"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(copy)], check=True)
        for step in ([], ["--emulator"]):
            subprocess.run(["scripts/build-kernels", *step], cwd=copy, check=True)
        chosen = list(enumerate(changes(copy / KERNELS)))
        print(len(chosen), "changes", flush=True)
        for index, (path, number, column, text) in chosen[first:last]:
            subprocess.run(["git", "checkout", "-q", "."], cwd=copy, check=True)
            line = path.read_text().split("\n")[number].strip()
            turn(path, number, column, text)
            result = outcome(copy)
            survivors += result == "SURVIVED"
            print(f"{index} {path.name}:{number + 1} '{text}' in '{line}': {result}", flush=True)
    sys.exit(1 if survivors else 0)


if __name__ == "__main__":
    main()
