#!/bin/sh
# Run every fuzz target for some seconds upon its corpus; what they find is kept as tests/fuzz/found-*.
programs=$1
seconds=$2
cd "$(dirname "$0")/../.." || exit 2
scratch=$(mktemp -d) || exit 2
trap 'rm -rf "$scratch"' EXIT
export TMPDIR="$scratch"
status=0
for program in "$programs"/fuzz_*; do
	[ -x "$program" ] || continue
	name=${program##*/fuzz_}
	mkdir -p "$scratch/$name"
	if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=65536 \
		-artifact_prefix="tests/fuzz/found-$name-" -print_final_stats=1 \
		"$scratch/$name" "tests/fuzz/corpus/$name" >"$scratch/log" 2>&1; then
		echo "fuzz_$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$scratch/log") runs, nothing found"
	else
		tail -n 60 "$scratch/log"
		echo "fuzz_$name: found something" >&2
		status=1
	fi
done
exit "$status"
