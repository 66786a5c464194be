# The private database: made, started, checked, migrated.

sql() { # statements on stdin, as the owner of the instance
	mariadb --no-defaults --socket="$SHORT/run/mariadb.sock" --batch --skip-column-names "$@"
}

# Under its name only when it is whole: killed half-way, it is made again.
database_make() {
	[ -d "$VAR/db" ] && return
	say "making the database"
	rm -rf "$VAR/db.new"
	mkdir "$VAR/db.new"
	mariadb-install-db --defaults-file="$VAR/server.cnf" --datadir="$VAR/db.new" --user="$(id -un)" \
		--skip-test-db --auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" \
		>"$VAR/log/install-db.log" 2>&1 || die "mariadb-install-db failed: $VAR/log/install-db.log"
	mv "$VAR/db.new" "$VAR/db"
}

database_settings() {
	(VAR=$SHORT; fill "$HERE/db/server.cnf" VAR) >"$VAR/server.cnf"
}

database_wait() { # pid
	local i

	for ((i = 0; i < 1500; i++)); do
		sql -e 'SELECT 1' >/dev/null 2>&1 && return
		kill -0 "$1" 2>/dev/null || return 1
		sleep 0.02
	done
	return 1
}

# A wrong line in a settings file must not quietly cost what was acknowledged.
database_assert() {
	local found

	found=$(sql -e "SELECT @@innodb_flush_log_at_trx_commit, @@innodb_doublewrite, @@secure_timestamp,
		@@local_infile, @@log_bin, @@general_log, @@slow_query_log, @@innodb_rollback_on_timeout,
		@@innodb_snapshot_isolation, @@skip_networking, @@time_zone, @@performance_schema")
	[ "$found" = "1	1	YES	0	0	0	0	1	1	1	+00:00	0" ] ||
		die "the database runs with other settings than db/server.cnf: $found"
}

database_sum() {
	cat "$HERE"/db/accounts.sql.in "$HERE"/db/{schema,procedure,view}/*.sql "$HERE/db/grants.sql" |
		sha256sum
}

# Accounts and migrations run when the files differ from what was applied last.
database_migrate() {
	local sum

	sum=$(database_sum)
	[ "$sum" = "$(cat "$VAR/db.applied" 2>/dev/null)" ] && return
	say "migrating"
	rm -f "$VAR/db.applied"
	"$B/bin/kp" -c "$VAR/knooppunt.conf" migrate || die "kp migrate failed"
	say "$sum" >"$VAR/db.applied"
}
