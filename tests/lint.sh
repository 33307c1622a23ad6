#!/bin/sh
# House rules that a compiler does not know: who may include whom, sizes, layout, manuals.
cd "$(dirname "$0")/.." || exit 2
faults=0
fault() {
	echo "lint: $*" >&2
	faults=$((faults + 1))
}

# Stages in their order: a stage includes public headers of the stages before it, and private headers
# of its own folder. Workbooks that go back to a region copy its sheets, so they know those too.
headers_of() {
	case $1 in
	base) echo "lang diag number date texts vocabulary theme kit yaml" ;;
	model) echo "$(headers_of base) model" ;;
	ingest) echo "$(headers_of model) ingest sheet header" ;;
	measure) echo "$(headers_of model) measure" ;;
	canvas) echo "$(headers_of base) canvas" ;;
	chart) echo "$(headers_of measure) canvas chart" ;;
	document) echo "$(headers_of chart) document" ;;
	workbook) echo "$(headers_of measure) workbook form sheet header" ;;
	publish) echo "$(headers_of document) workbook form sheet publish" ;;
	command) echo "$(headers_of publish) ingest" ;;
	esac
}
for stage in base model ingest measure canvas chart document workbook publish command; do
	allowed=" $(headers_of $stage) "
	for file in src/$stage/*.[ch]; do
		[ -e "$file" ] || continue
		for header in $(sed -n 's|^#include "tilannekuva/\(.*\)\.h"|\1|p' "$file"); do
			case $allowed in
			*" $header "*) ;;
			*) fault "$file includes tilannekuva/$header.h, which points the wrong way" ;;
			esac
		done
		for header in $(sed -n 's|^#include "\([^/"]*\.[a-z]*\)".*|\1|p' "$file"); do
			[ -e "src/$stage/$header" ] || fault "$file includes $header of another stage"
		done
	done
done

# Sizes: a file over 900 lines or a function over 100 is to be split. Tables have no limit.
for file in src/*.c src/*/*.c; do
	lines=$(wc -l <"$file")
	[ "$lines" -gt 900 ] && fault "$file has $lines lines; split it"
	awk -v file="$file" '
		/^[a-zA-Z].*\)$/ || /^[\t ]+.*\)$/ { head = NR }
		/^\{$/ { start = NR; code = (head == NR - 1) }
		/^\}$/ && code { if (NR - start > 101) { printf "%s:%d: function of %d lines\n", file, start, NR - start - 1; bad = 1 } code = 0 }
		END { exit bad }' "$file" >&2 || faults=$((faults + 1))
done

# Layout.
if command -v clang-format >/dev/null; then
	clang-format --dry-run -Werror src/*.c src/*/*.[ch] include/tilannekuva/*.h tests/*/*.c ||
		fault "run make format"
else
	echo "lint: no clang-format here: layout not looked at" >&2
fi

# Manuals.
if command -v mandoc >/dev/null; then
	mandoc -Tlint -Wwarning src/tilannekuva.1 src/tilannekuva-template.5 || fault "manual pages"
else
	echo "lint: no mandoc here: manuals not looked at" >&2
fi
for option in $(grep -ho '^		{"[a-z-]*", ' src/command/*.c | sed 's/.*"\(.*\)".*/\1/' | sort -u); do
	grep -q -- "Fl -$option" src/tilannekuva.1 || fault "option --$option is not in tilannekuva.1"
done

# Every diagnostic is raised by some test, and told in the manual.
for id in $(sed -n 's/^DIAG(\([A-Z_]*\),.*/\1/p' src/base/diag.def); do
	grep -rqw "TK_DIAG_$id" tests || fault "no test raises $id"
	grep -qw "^.It Sy $id" src/tilannekuva.1 || fault "$id is not in tilannekuva.1"
done

# Unfinished work.
grep -nwE 'TODO|FIXME|XXX' -r src include templates && fault "unfinished work"

[ "$faults" -eq 0 ] && echo "lint: no faults"
exit $((faults > 0))
