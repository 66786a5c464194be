#!/bin/bash
# A service on a throwaway copy of this machine: an overlay over /, entered by
# pivot_root, gone when the script ends. Needs root. $1: a production build.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export B=$1 HERE=$here PORT=$2
copy=$(mktemp -d /var/tmp/kp-service.XXXXXX)
trap 'rmdir "$copy"' EXIT
COPY=$copy unshare --mount --pid --fork --kill-child --propagation private bash -euc '
	mount -t tmpfs tmpfs "$COPY"
	mkdir "$COPY"/{up,work,root}
	mount -t overlay overlay -o "lowerdir=/,upperdir=$COPY/up,workdir=$COPY/work" "$COPY/root"
	cd "$COPY/root"
	mount -t proc proc proc
	mount --rbind /sys sys
	mount --rbind /dev dev
	mount -t tmpfs tmpfs run
	mount -t tmpfs -o mode=1777 tmpfs var/tmp
	mkdir -p before
	pivot_root . before
	cd /
	umount -l /before
	exec bash "$HERE/tests/lib/service-inside.sh"'
