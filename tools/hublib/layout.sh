# The folder of an installation: what stands in it, and its settings file.

lock_file() {
	mkdir -p "$VAR/run"
	printf '%s' "$VAR/run/lock"
}

# Memory only: request bodies and the one-second page cache never touch a disk.
shm_folder() {
	local sum

	sum=$(printf '%s' "$VAR" | cksum)
	printf '/dev/shm/knooppunt-%s-%s' "$(id -u)" "${sum%% *}"
}

# A unix socket's path has less than 108 bytes. A deep $VAR is therefore reached
# by a short link, in a folder only we can write; removed when the hub stops.
short_var() {
	local folder

	if [ ${#VAR} -le 80 ]; then
		printf '%s' "$VAR"
		return
	fi
	folder=$(mktemp -d "${XDG_RUNTIME_DIR:-/tmp}/kp.XXXXXX")
	ln -s "$VAR" "$folder/v"
	printf '%s' "$folder" >"$VAR/run/short"
	printf '%s' "$folder/v"
}

drop_short_var() {
	local folder

	[ -f "$VAR/run/short" ] || return 0
	folder=$(<"$VAR/run/short")
	case "$folder" in
	*/kp.??????) rm -f "$folder/v" && rmdir "$folder" 2>/dev/null || true ;;
	esac
	rm -f "$VAR/run/short"
}

layout() {
	local shm

	[ -x "$B/bin/kp" ] || die "nothing is built yet: make all"
	"$B/bin/kp" -c "$VAR/knooppunt.conf" init || die "kp init failed"
	rm -f "$VAR"/log/*.err
	[ -e "$VAR/clock" ] || echo 0 >"$VAR/clock"	# programs open it once: it must be there to be moved
	drop_short_var
	SHORT=$(short_var)
	shm=$(shm_folder)
	mkdir -p -m 0700 "$shm"
	[ -O "$shm" ] && [ ! -L "$shm" ] || die "$shm belongs to somebody else"
	mkdir -p "$shm"/{body,fastcgi,cache}
	settings_file
}

# The demo's settings; whoever edits the file keeps the edits: only what depends
# on this start (folder, port) is written anew.
settings_file() {
	local conf="$VAR/knooppunt.conf"

	grep -Eq '^ *production *= *1' "$conf" &&
		die "$VAR is a production installation: systemctl starts it, not this script"
	setting_write var "$SHORT"
	setting_write port "$PORT"
	setting_write templates "$B/templates"
	sed -i '/^ *static *=/d' "$conf"	# a demo of before wrote it; nothing reads it any more
	setting_write db_socket "$SHORT/run/mariadb.sock"
}

setting_write() { # key value
	local conf="$VAR/knooppunt.conf"

	grep -qxF "$1 = $2" "$conf" && return
	grep -v "^ *$1 *=" "$conf" >"$conf.new" || true
	say "$1 = $2" >>"$conf.new"
	mv "$conf.new" "$conf"
}

setting_read() { # key default
	local line

	line=$(sed -n "s/^ *$1 *= *//p" "$VAR/knooppunt.conf" | tail -1)
	printf '%s' "${line:-$2}"
}

fill() { # template: @NAME@ becomes $NAME for the names given
	local text name

	text=$(<"$1")
	shift
	for name in "$@"; do
		text=${text//"@$name@"/"${!name}"}
	done
	printf '%s\n' "$text"
}
