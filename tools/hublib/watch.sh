# The supervisor: the parent of every service of one installation. A service
# that dies is started again at once; SIGTERM ends all in order.

declare -A CHILD=() BORN=() DEATHS=()

service_command() { # sets COMMAND; fails when the program is not built
	case "$1" in
	mariadb) COMMAND=(mariadbd --defaults-file="$VAR/server.cnf" --user="$(id -un)") ;;
	nginx) COMMAND=(nginx -e stderr -p "$VAR/nginx" -c "$VAR/nginx/nginx.conf" -g 'daemon off;') ;;
	*)
		COMMAND=("$B/bin/$1" -c "$VAR/knooppunt.conf")
		[ -x "$B/bin/$1" ]
		;;
	esac
}

spawn() { # service, seconds to wait first
	service_command "$1"
	(
		trap - TERM INT HUP
		[ "$2" = 0 ] || sleep "$2"
		ulimit -c 0
		exec "${COMMAND[@]}"
	) </dev/null >>"$VAR/log/$1.err" 2>&1 &
	CHILD[$1]=$!
	BORN[$1]=$SECONDS
	echo $! >"$VAR/run/$1.pid"
}

# Asks for each child, not "which one ended": of two that end together, wait -n tells only one.
revive() {
	local s wait

	for s in "${!CHILD[@]}"; do
		kill -0 "${CHILD[$s]}" 2>/dev/null && continue
		wait=0
		end_orphans "$s"
		[ "$s" = mariadb ] && end_orphans mariadbd
		# At once when it had lived; slower and slower when it dies at birth.
		if [ $((SECONDS - BORN[$s])) -gt 5 ]; then
			DEATHS[$s]=0
		fi
		DEATHS[$s]=$((${DEATHS[$s]:-0} + 1))
		[ "${DEATHS[$s]}" -gt 2 ] && wait=0.3
		[ "${DEATHS[$s]}" -gt 5 ] && touch "$VAR/run/$s.failed"
		[ "${DEATHS[$s]}" -gt 20 ] && wait=3
		say "$(date -u +%FT%TZ) $s ended, starting it again"
		spawn "$s" "$wait"
	done
}

# The form-state key lives a day (a service has a timer for this). The sleep ends with us.
rotate_daily() {
	if [ -n "$(find "$VAR/keys/state/current" -mmin +1440 2>/dev/null)" ]; then
		"$B/bin/kp" -c "$VAR/knooppunt.conf" keys rotate-state || true
	fi
	setpriv --pdeathsig KILL sleep 600 &
	TICK=$!
}

end_all() {
	local s

	trap '' TERM INT HUP
	for s in nginx tip upload staff cleand workd keyd authd mariadb; do
		[ -n "${CHILD[$s]:-}" ] && end_service "$s" "${CHILD[$s]}"
	done
	end_orphans ''
	rm -rf "$(shm_folder)"
	say "$(date -u +%FT%TZ) stopped"
	exit 0
}

prepare_database() {
	database_settings
	database_make
	spawn mariadb 0
	database_wait "${CHILD[mariadb]}" || die "the database does not start: $VAR/log/mariadb.log"
	database_assert
	database_migrate
}

# Keys and demo accounts exist before a program starts; both commands do nothing the second time.
prepare_programs() {
	local kp="$B/bin/kp" conf="$VAR/knooppunt.conf"

	[ -e "$VAR/keys/public/intake.pub" ] && [ -e "$VAR/secret/cleand.service" ] || "$kp" -c "$conf" keys || die "kp keys failed"
	[ -s "$VAR/accounts.txt" ] || "$kp" -c "$conf" users demo || die "kp users demo failed"
}

# What the caller had open (a lock, a pipe) is not ours to hold for as long as we run. Bash reads this script by one.
close_inherited() {
	local fd

	for fd in "/proc/$$/fd/"*; do
		[ "$fd" -ef "$HERE/tools/hub" ] && continue
		fd=${fd##*/}
		[ "$fd" -le 2 ] || exec {fd}>&-
	done
}

hub_watch() {
	local s spawned=mariadb

	close_inherited
	say "$(date -u +%FT%TZ) starting"
	trap end_all TERM INT HUP
	SHORT=$(setting_read var "$VAR")
	prepare_database
	prepare_programs
	nginx_settings
	for s in $SERVICES; do
		[[ " $WANT " == *" $s "* ]] && [ "$s" != mariadb ] && service_command "$s" || continue
		spawn "$s" 0
		spawned+=" $s"
	done
	rotate_daily
	say "$spawned" >"$VAR/run/spawned.new"
	mv "$VAR/run/spawned.new" "$VAR/run/spawned"	# whole at once: who waits for it reads it the moment it is there
	while :; do
		ended=
		wait -n -p ended 2>/dev/null || true
		if [ "${ended:-}" = "$TICK" ]; then
			rotate_daily
		elif [ -n "${ended:-}" ]; then
			revive "$ended"
		fi
	done
}
