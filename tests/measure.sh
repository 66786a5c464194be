#!/usr/bin/env bash
# Sizes against the style guide: functions (median <= 15 lines, 90 % <= 40) and
# files (<= 300). A file over the line is a question to the reader, not a crime.
cd "$(dirname "$0")/.." || exit 2
files=$(git ls-files 'src/*.c' 'cgi/*.c' 'service/*.c' 'tools/*.c')
# shellcheck disable=SC2086
awk '
	/^\{/ { if (!open) { open = 1; start = FNR } }
	/^\}/ { if (open) { print FNR - start - 1, FILENAME ":" start; open = 0 } }
	FNR == 1 { open = 0 }
' $files | sort -n > "${TMPDIR:-/tmp}/kp-measure.$$"
n=$(wc -l < "${TMPDIR:-/tmp}/kp-measure.$$")
median=$(sed -n "$(((n + 1) / 2))p" "${TMPDIR:-/tmp}/kp-measure.$$" | cut -d' ' -f1)
over=$(awk '$1 > 40' "${TMPDIR:-/tmp}/kp-measure.$$" | wc -l)
echo "$n functions, median $median lines, $over over 40 ($((over * 100 / (n ? n : 1))) %)"
tail -n 5 "${TMPDIR:-/tmp}/kp-measure.$$"
# shellcheck disable=SC2086
long=$(wc -l $files | awk '$2 != "total" && $1 > 300 { print $2 " has " $1 " lines" }')
[ -z "$long" ] || echo "$long"
rm -f "${TMPDIR:-/tmp}/kp-measure.$$"
[ "$median" -le 15 ] && [ $((over * 10)) -le "$n" ]
