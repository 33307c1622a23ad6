#!/bin/sh
# Run test programs made with Check, as many at a time as there are processors, and end with the
# counts of tests: N passed, N failed.
here=$(cd "$(dirname "$0")" && pwd)
export LSAN_OPTIONS="suppressions=$here/lsan.supp:print_suppressions=0"
# Time limits only end tests that hang, on slow machines and under sanitizers too.
export CK_TIMEOUT_MULTIPLIER="${CK_TIMEOUT_MULTIPLIER:-5}"

# One program: its output and its exit status in files of its own. Printed whole when it ends.
if [ "$1" = --one ]; then
	name=${3##*/}
	"$3" >"$2/$name.out" 2>&1
	echo $? >"$2/$name.status"
	sed "s|^|$name: |" "$2/$name.out"
	exit 0
fi

results=$(mktemp -d) || exit 2
trap 'rm -rf "$results"' EXIT
# Tests that fail or hang end before they have tidied up: their files go with the results.
export TMPDIR="$results/tmp"
mkdir "$TMPDIR" || exit 2
printf '%s\n' "$@" | xargs -P "$(nproc)" -I '{}' "$0" --one "$results" '{}'

passed=0
failed=0
for program in "$@"; do
	name=${program##*/}
	status=$(cat "$results/$name.status" 2>/dev/null || echo none)
	summary=$(grep 'Checks: .*Failures: .*Errors: ' "$results/$name.out" 2>/dev/null | tail -n 1)
	if [ -z "$summary" ]; then
		echo "$name: no result (exit status $status)"
		failed=$((failed + 1))
		continue
	fi
	checks=$(echo "$summary" | sed 's/.*Checks: \([0-9]*\).*/\1/')
	failures=$(echo "$summary" | sed 's/.*Failures: \([0-9]*\).*/\1/')
	errors=$(echo "$summary" | sed 's/.*Errors: \([0-9]*\).*/\1/')
	bad=$((failures + errors))
	# A program that fails after its tests (a sanitizer at exit) has failed.
	[ "$status" != 0 ] && [ "$bad" -eq 0 ] && bad=1
	failed=$((failed + bad))
	passed=$((passed + checks - failures - errors))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
