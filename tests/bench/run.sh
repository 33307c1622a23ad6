#!/bin/sh
# Costs of the whole run and of each unit, on this machine.
program=$1
bench=$2
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT
export TMPDIR="$out"
for jobs in 1 2; do
	start=$(date +%s%N)
	"$program" build -j "$jobs" -o "$out/$jobs" samples || exit 1
	end=$(date +%s%N)
	echo "whole package, $jobs at a time: $(((end - start) / 1000000)) ms"
done
start=$(date +%s%N)
"$program" build -o "$out/1" samples || exit 1
end=$(date +%s%N)
echo "an unchanged night: $(((end - start) / 1000000)) ms"
"$bench" samples
ls -l "$out"/1/latest/*/*.pdf | awk '{ printf "%s %d KiB\n", $9, $5 / 1024 }' | sed 's|.*/||'
