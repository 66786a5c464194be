# The private database: made, started, checked, migrated.

sql() { # statements on stdin, as the owner of the instance
	mariadb --no-defaults --socket="$SHORT/run/mariadb.sock" --batch --skip-column-names "$@"
}

database_make() {
	[ -d "$VAR/db/mysql" ] && return
	say "making the database"
	rm -rf "$VAR/db"
	mkdir -p "$VAR/db"
	mariadb-install-db --defaults-file="$VAR/server.cnf" --user="$(id -un)" --skip-test-db \
		--auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" \
		>"$VAR/log/install-db.log" 2>&1 || die "mariadb-install-db failed: $VAR/log/install-db.log"
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

# One generated password per account, readable by this user only.
database_accounts() {
	local account password text

	text=$(<"$HERE/db/accounts.sql.in")
	for account in kp_tip kp_staff kp_authd kp_keyd kp_workd kp_owner; do
		if [ ! -s "$VAR/secret/$account.password" ]; then
			od -An -N24 -tx1 /dev/urandom | tr -d ' \n' >"$VAR/secret/$account.password"
			chmod 0400 "$VAR/secret/$account.password"
		fi
		password=$(<"$VAR/secret/$account.password")
		text=${text//"@AUTH:$account@"/"IDENTIFIED BY '$password'"}
	done
	sql <<<"$text"
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
	if [ -x "$B/bin/kp" ] && [ "$WANT" != mariadb ]; then
		"$B/bin/kp" -c "$VAR/knooppunt.conf" migrate || die "kp migrate failed"
	else
		database_accounts
		migrate_files
	fi
	say "$sum" >"$VAR/db.applied"
}

migrate_files() {
	local f

	for f in "$HERE"/db/{schema,procedure,view}/*.sql "$HERE/db/grants.sql"; do
		[ -f "$f" ] || continue
		sql --force --database=knooppunt <"$f" || say "problems in ${f#"$HERE"/}"
	done
	sql --database=knooppunt <<<"INSERT IGNORE INTO installation (one, production, generation)
		VALUES (1, 0, RANDOM_BYTES(16))"
}
