#!/bin/sh
# Run the program and the tests under valgrind. Reachable memory at exit belongs to the libraries'
# caches; errors and lost blocks are ours.
program=$1
shift
here=$(cd "$(dirname "$0")" && pwd) || exit 2
options="-q --suppressions=$here/valgrind.supp --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --show-leak-kinds=definite"
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT
export TMPDIR="$out"
status=0
run() {
	# shellcheck disable=SC2086
	valgrind $options "$@" >"$out/log" 2>&1 && return
	echo "valgrind: $*" >&2
	cat "$out/log" >&2
	status=1
}
run "$program" build -j 1 -o "$out/o" samples
for test in "$@"; do
	run "$test"
done
[ "$status" -eq 0 ] && echo "valgrind: no errors"
exit "$status"
