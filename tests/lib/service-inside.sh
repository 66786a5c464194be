#!/bin/bash
# Inside the copy: docs/operator.md, section 2, with the units' view of the disk
# made by hand, for there is no systemd here. Prints "ok ..." and "not ok ...".
set -u
umask 022
unset TMPDIR	# of whoever tests; a service has none
cd "$HERE"
CONF=/etc/knooppunt/knooppunt.conf
SQL="mariadb --no-defaults --socket=/run/mysqld/mysqld.sock --batch --skip-column-names"

check() { # sentence, command
	local what=$1 said; shift
	if said=$("$@" 2>&1); then echo "ok $what"; else echo "not ok $what: ${said//$'\n'/ | }"; fi
}
refused() { ! "$@"; }
soon() { for _ in $(seq 600); do "$@" >/dev/null 2>&1 && return; sleep 0.1; done; "$@"; }
as() { setpriv --reuid="$1" --regid="$1" --init-groups "${@:2}"; }
conf() { sed -i "s|^$1 = .*|$1 = $2|" $CONF; }

database() {
	getent passwd mysql >/dev/null || { groupadd -r mysql; useradd -r -g mysql -d /nonexistent -s /bin/false mysql; }
	rm -rf /var/lib/mysql
	install -d -o mysql -g mysql /run/mysqld /var/lib/mysql
	mariadb-install-db --no-defaults --datadir=/var/lib/mysql --user=mysql --skip-test-db \
		--auth-root-authentication-method=socket >/dev/null 2>&1
	mariadbd --defaults-file=/etc/mysql/mariadb.conf.d/90-knooppunt.cnf --user=mysql --datadir=/var/lib/mysql \
		--socket=/run/mysqld/mysqld.sock --pid-file=/run/mysqld/pid >/dev/null 2>&1 &
	soon $SQL -e 'SELECT 1'
}

settings() {
	/usr/sbin/kp settings >$CONF
	conf var /var/lib/knooppunt; conf templates /usr/share/knooppunt/templates
	conf static /usr/share/knooppunt/static; conf db_socket /run/mysqld/mysqld.sock
	conf release_seconds 1
}
texts() {
	conf public_host public.example; conf staff_host staff.example; conf operator_name Operator
	conf operator_contact Contact; conf privacy_text Privacy; conf accessibility_text Access; conf no_residence_text Permit
}

# The unit's bind mounts over an empty /var, its user, its groups, no capability.
unit() { # program
	local user
	user=$(sed -n 's/^User=//p' "/etc/systemd/system/knooppunt-$1.service")
	install -d -o "$user" -g "$user" -m 0700 "/var/log/knooppunt/$1"
	unshare --mount --propagation private bash -euc '
		v=$(mktemp -d /run/view.XXXXXX)
		mount -t tmpfs -o mode=755 tmpfs "$v"
		sed -n "s/^Bind\(ReadOnly\)\?Paths=//p" "/etc/systemd/system/knooppunt-$0.service" | grep -v "^/etc" |
		while IFS=: read -r from to; do
			to=$v${to:-$from}; to=${to/\/var\//\/}
			from=${from#-}
			[ "$from" = %d ] && from=/run/creds
			if [ -d "$from" ]; then mkdir -p "$to"; else mkdir -p "${to%/*}"; touch "$to"; fi
			mount --bind "$from" "$to"
		done
		mount --rbind "$v" /var
		exec setpriv --reuid="$1" --regid="$1" --init-groups --no-new-privs --bounding-set=-all \
			env -i "/usr/lib/knooppunt/bin/$0" -c /etc/knooppunt/knooppunt.conf' "$1" "$user" >"/run/out.$1" 2>&1 &
}

web_server() {
	local s
	install -d -o www-data -g www-data -m 0700 /run/knooppunt-nginx
	for s in public staff; do
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$s.example" \
			-keyout "/etc/knooppunt/tls/$s.key" -out "/etc/knooppunt/tls/$s.pem" 2>/dev/null
	done
	chown -R www-data /etc/knooppunt/tls
	sed -i "s/listen 80/listen 127.0.0.1:$((PORT + 1))/; s/listen 443/listen 127.0.0.1:$PORT/; /listen \[::\]/d" /etc/knooppunt/nginx/*.conf
	as www-data nginx -e stderr -p /usr/share/knooppunt/ -c /etc/knooppunt/nginx/nginx.conf -g 'daemon off;' 2>/run/out.nginx &
}
page() { # site, path
	curl -sSk --resolve "$1.example:$PORT:127.0.0.1" "https://$1.example:$PORT$2" -o /run/page -D /run/headers -w '%{http_code}'
}
answers() { [ "$(page "$1" "$2")" = 200 ]; }

# --- The guide -----------------------------------------------------------------
export PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/bin
check 'programs, pages, units and users are installed' tools/install
check 'the database starts with the settings that were installed' database
settings
check 'kp init refuses as long as something is missing' refused kp init --production
texts
check 'kp init goes on when all is said' kp init --production
check 'kp migrate makes accounts, tables and rights' kp migrate
check 'kp keys makes keys and shares' kp keys
check 'keys get their owners' systemd-tmpfiles --create knooppunt.conf
[ -z "$(find /etc/knooppunt /var/lib/knooppunt -name '*.password')" ] && echo 'ok no database password exists' || echo 'not ok a password exists'
for p in tip staff authd keyd workd cleand; do
	check "kp_$p logs in to the database as the operating system's user" as kp_$p $SQL -u kp_$p -e 'SELECT 1'
	check "nobody else logs in as kp_$p" refused as www-data $SQL -u kp_$p -e 'SELECT 1'
done
install -d -m 0500 /run/creds
cp /var/lib/knooppunt/keys/secret/*.key /run/creds/
chown -R kp_keyd /run/creds
for p in keyd authd workd cleand tip upload staff; do unit $p; done
web_server
check 'the public form answers over https' soon answers public /nl/
check 'the answer says https for two years' grep -qi '^strict-transport-security: max-age=63072000; includeSubDomains' /run/headers
check 'no page says that this is a test' refused grep -q kp-test /run/page
check 'the intranet answers over https' soon answers staff /nl/login
check 'a style sheet is served' answers public /static/knooppunt.css
check 'the intranet is not on the public name' refused answers public /nl/queue
for p in tip upload staff authd keyd workd cleand; do
	check "$p is locked in" soon grep -rq 'sandbox: Landlock' "/var/log/knooppunt/$p" "/run/out.$p"
done
check 'files can be made anew: bubblewrap works for a user without rights' soon grep -rq 'bubblewrap and the converters work' /var/log/knooppunt/cleand
check 'the form cannot knock at keyd' refused as kp_tip test -r /run/knooppunt/keyd/keyd.sock
check 'the form cannot see the secret keys' refused as kp_tip cat /run/creds/hik.key
check 'a report goes all the way to the desk' node tests/lib/service-report.mjs "$PORT"
check 'registration took it' soon sh -c "[ \"\$($SQL knooppunt -e 'SELECT COUNT(*) FROM fraud_signal WHERE class = 1')\" = 1 ]"
check 'kp status is content' runuser -u kp_owner -- kp status
check 'kp audit verify finds the chain unbroken' runuser -u kp_owner -- kp audit verify
kill $(jobs -p) 2>/dev/null
exit 0
