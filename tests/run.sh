#!/bin/sh
# Run test programs made with Check and end with the counts of tests: N passed, N failed.
here=$(cd "$(dirname "$0")" && pwd)
export LSAN_OPTIONS="suppressions=$here/lsan.supp:print_suppressions=0"
passed=0
failed=0
for program in "$@"; do
	output=$("$program" 2>&1)
	status=$?
	printf '%s\n' "$output" | sed "s|^|${program##*/}: |"
	summary=$(printf '%s\n' "$output" | grep 'Checks: .*Failures: .*Errors: ' | tail -n 1)
	if [ -z "$summary" ]; then
		echo "${program##*/}: no result (exit status $status)"
		failed=$((failed + 1))
		continue
	fi
	checks=$(echo "$summary" | sed 's/.*Checks: \([0-9]*\).*/\1/')
	failures=$(echo "$summary" | sed 's/.*Failures: \([0-9]*\).*/\1/')
	errors=$(echo "$summary" | sed 's/.*Errors: \([0-9]*\).*/\1/')
	bad=$((failures + errors))
	# A program that fails after its tests (a sanitizer at exit) has failed.
	[ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
	failed=$((failed + bad))
	passed=$((passed + checks - failures - errors))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
