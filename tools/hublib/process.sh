# Processes: whose they are, whether they serve, how they end. A pid file alone
# proves nothing; the process must carry this installation's file in its command line.

service_mark() { # what the command line of that service of this installation holds
	case "$1" in
	watch) printf 'watch %s ' "$VAR" ;;
	mariadb) printf -- '--defaults-file=%s/server.cnf ' "$VAR" ;;
	nginx) printf -- '%s/nginx/nginx.conf' "$VAR" ;;
	*) printf -- '-c %s/knooppunt.conf ' "$VAR" ;;
	esac
}

service_pid() { # prints the pid of a running service, or fails
	local pid line

	pid=$(cat "$VAR/run/$1.pid" 2>/dev/null) || return 1
	line=$({ tr "\0" " " <"/proc/$pid/cmdline"; } 2>/dev/null) || return 1
	[[ $line == *"$(service_mark "$1")"* ]] || return 1
	printf '%s' "$pid"
}

watch_alive() { service_pid watch >/dev/null; }

gone_within() { # tenths of a second, pid
	local i

	for ((i = 0; i < $1 * 5; i++)); do
		kill -0 "$2" 2>/dev/null || return 0
		[[ $(cat "/proc/$2/stat" 2>/dev/null) == *") Z "* ]] && return 0
		sleep 0.02
	done
	return 1
}

stop_watch() {
	local pid

	pid=$(service_pid watch) || return 0
	kill -TERM "$pid" 2>/dev/null || true
	gone_within 600 "$pid" || kill -KILL "$pid" 2>/dev/null || true
}

# Draining: no new requests, then the programs finish, then the database.
end_service() { # service, pid when it is known to be ours
	local pid=${2:-} signal=TERM

	[ -n "$pid" ] || pid=$(service_pid "$1") || return 0
	[ "$1" = nginx ] && signal=QUIT
	# Not yet the program: a shell that waits before it tries again.
	service_pid "$1" >/dev/null || signal=KILL
	kill -$signal "$pid" 2>/dev/null || true
	gone_within "$(end_patience "$1")" "$pid" || kill -KILL "$pid" 2>/dev/null || true
}

end_patience() { # tenths of a second
	case "$1" in
	nginx) printf 30 ;;
	mariadb) printf 400 ;;
	*) printf 120 ;;
	esac
}

# What a supervisor that was itself killed left behind, and every trace of running.
end_strays() {
	local s

	for s in nginx tip upload staff cleand workd keyd authd mariadb; do
		end_service "$s"
	done
	rm -f "$VAR"/run/*.sock "$VAR"/run/*.pid "$VAR"/run/nginx.master "$VAR"/run/spawned "$VAR"/run/*.failed
	drop_short_var
	rm -rf "$(shm_folder)"
}

# A program whose parent was killed may leave workers; they hold sockets and ports.
end_orphans() { # name: processes of our session by that name that are not our children
	local stat fields

	for stat in /proc/[0-9]*/stat; do
		read -r -a fields 2>/dev/null <"$stat" || continue
		[ "${fields[5]}" = "$$" ] && [ "${fields[0]}" != "$$" ] || continue
		[ -z "$1" ] || { [ "${fields[1]}" = "($1)" ] && [ "${fields[3]}" != "$$" ]; } || continue
		kill -KILL "${fields[0]}" 2>/dev/null || true
	done
}

listening() { # a unix socket's path
	grep -q " 00010000 .* $1\$" /proc/net/unix
}

answers() { # port: an HTTP answer that is not "the program is away"
	local status

	exec 8<>"/dev/tcp/127.0.0.1/$1" || return 1
	printf 'GET / HTTP/1.0\r\nHost: localhost\r\n\r\n' >&8
	read -r -t 5 _ status _ <&8 || status=503
	exec 8>&-
	[ "$status" != 502 ] && [ "$status" != 503 ] && [ "$status" != 504 ]
}

serves() { # service
	case "$1" in
	mariadb) [ -e "$VAR/run/spawned" ] ;;
	authd | keyd | upload) listening "$SHORT/run/$1.sock" ;;
	tip) listening "$SHORT/run/tip.sock" && answers "$PORT" ;;
	staff) listening "$SHORT/run/staff.sock" && answers "$((PORT + 1))" ;;
	# Written once its ports are bound; another server on them would answer, too.
	nginx) [ -s "$VAR/run/nginx.master" ] && [ "$(<"$VAR/run/nginx.master")" = "$(service_pid nginx)" ] ;;
	*) service_pid "$1" >/dev/null ;;
	esac 2>/dev/null
}

wait_serving() { # pid of the supervisor
	local i s

	while [ ! -e "$VAR/run/spawned" ]; do
		kill -0 "$1" 2>/dev/null || { tail -5 "$VAR/log/hub.log" >&2; return 1; }
		sleep 0.02
	done
	for s in $(<"$VAR/run/spawned"); do
		for ((i = 0; ; i++)); do
			serves "$s" && break
			if [ $i -ge 1500 ] || [ -e "$VAR/run/$s.failed" ] || ! kill -0 "$1" 2>/dev/null; then
				say "$s does not come up:" >&2
				tail -5 "$VAR/log/$s.err" >&2 || true
				return 1
			fi
			sleep 0.02
		done
	done
}
