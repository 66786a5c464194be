#!/usr/bin/env bash
# Golden pages: `tests/golden.sh` compares, `tests/golden.sh write` (make golden) writes anew.
cd "$(dirname "$0")/.." || exit 2
export B=${B:-build}
make -s B="$B" templates "$B/unit/golden" || exit 1
if [ "${1:-}" = write ]; then
	rm -rf tests/golden
	GOLDEN=write "$B/unit/golden"
else
	"$B/unit/golden"
fi
