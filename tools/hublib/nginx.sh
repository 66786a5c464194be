# nginx's files: copied from nginx/ with this installation's names filled in.

nginx_settings() {
	local SHM USER='' IPV6='#' f
	local STAFF_PORT=$((PORT + 1)) RATE BURST CONNECTIONS LOGIN_RATE LOGIN_BURST UPLOADS UPLOADS_EACH FILE_BODY STAFF_BODY

	SHM=$(shm_folder)
	RATE=$(setting_read nginx_rate 1000000)
	BURST=$(setting_read nginx_burst 1000000)
	LOGIN_RATE=$(setting_read nginx_login_rate 1000000)
	LOGIN_BURST=$(setting_read nginx_login_burst 1000000)
	CONNECTIONS=$(setting_read nginx_connections 4000)
	UPLOADS=$(setting_read nginx_uploads 200)
	UPLOADS_EACH=$(setting_read nginx_uploads_each 200)
	FILE_BODY=$(($(setting_read file_mb 25) * 2))
	STAFF_BODY=$(($(setting_read staff_file_mb 100) * 2))
	# A demo run by root: its workers stay root, because the clone and $VAR may
	# lie where no other user can read. Production has users of its own.
	[ "$(id -u)" = 0 ] && USER='user root;'
	[ -e /proc/net/if_inet6 ] && grep -q ' lo$' /proc/net/if_inet6 && IPV6=''
	ln -sfn "$HERE/static" "$VAR/nginx/static"
	for f in "$HERE"/nginx/*.conf "$HERE"/nginx/*.conf.in; do
		(
			VAR=$SHORT
			fill "$f" SHM USER IPV6 PORT STAFF_PORT RATE BURST CONNECTIONS LOGIN_RATE LOGIN_BURST UPLOADS UPLOADS_EACH \
				FILE_BODY STAFF_BODY VAR
		) >"$VAR/nginx/$(basename "${f%.in}")"
	done
}
