# The desk of the demo asks, through the pages of the intranet, and reporters
# come back to Mijn melding. Sourced by tools/demo, whose VAR, SITE, DESK, WORK,
# POST, send and die it uses.
#
# A report of which something is asked has lines of its own for that, below:
#   ask: CODE        a question of the library (src/dialogue.c)
#   ask: own TEXT    one in own words
#   wait: yes        the signal waits for the reporter
#   answer: TAP TEXT the reporter comes back and answers the one question

WHERE=''	# address of the page that lies open at the desk

# Keeps who reported this, and what the desk is to ask: the page after sending has both.
remember() { # number of the report, language
	local id

	[ ${#TALK[@]} -gt 0 ] || return 0
	for id in reference receipt; do
		sed -n "s/.*id=\"$id\">//p" "$WORK/page" | sed 's/<[^>]*>//g'
	done >"$WORK/talk.$1"
	printf '%s\n' "$2" "${TALK[@]}" >>"$WORK/talk.$1"
}

# What a browser would send of the form with this action, before anybody types.
fields() { # action
	local field

	POST=()
	while IFS= read -r field; do
		POST+=(--data-urlencode "$field")
	done < <(tr '\n' ' ' <"$WORK/page" | sed 's/<form/\n&/g; s/<\/form>/&\n/g' | grep -m 1 -F "action=\"$1\"" |
		grep -oE '<input [^>]*type="(hidden|text)"[^>]*>' |
		sed -n 's/.* name="\([^"]*\)".* value="\([^"][^"]*\)".*/\1=\2/p' |
		sed "s/&quot;/\"/g; s/&#39;/'/g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g")
	[ ${#POST[@]} -gt 0 ] || die "no form to $1 at the desk"
}

desk() { # path: opens a page of the intranet, or with POST presses a button on it
	local status

	read -r status WHERE < <(curl -sS -L -b "$WORK/cookies" -c "$WORK/cookies" -H "Origin: $DESK" -o "$WORK/page" \
		-w '%{http_code} %{url_effective}\n' "${POST[@]}" "$DESK$1")
	[ "$status" = 200 ] || die "the desk refuses $1: $status $(grep -o 'href="#[a-z_]*"' "$WORK/page" | tr '\n' ' ')"
	WHERE=${WHERE#"$DESK"}
}

log_in() { # role
	local name password

	IFS=$'\t' read -r _ name password _ < <(grep -m 1 "^$1"$'\t' "$VAR/accounts.txt") || die "no $1 in $VAR/accounts.txt"
	POST=()
	desk /nl/login
	fields /nl/login
	POST+=(--data-urlencode "name=$name" --data-urlencode "password=$password")
	desk /nl/login
	[ "$WHERE" != /nl/login ] || die "$name cannot log in"
}

# Fills in the page, looks at what the reporter will see, sends it.
ask() { # signal, "CODE" or "own TEXT", wait
	POST=()
	desk "$1/ask"
	fields "$1/ask"
	POST+=(--data-urlencode "question=${2%% *}" --data-urlencode go=preview)
	[ "${2%% *}" != own ] || POST+=(--data-urlencode "text=${2#own }")
	[ -z "$3" ] || POST+=(--data-urlencode wait=1)
	desk "$1/ask"
	fields "$1/ask"
	POST+=(--data-urlencode go=send)
	desk "$1/ask"
	[ "${WHERE%%[?#]*}" = "$1" ] || die "not asked: $2"
}

come_back() { # language, code, "TAP TEXT"
	local path

	[ "$1" = nl ] && path=/nl/mijn-melding || path=/en/my-report
	POST=(--data-urlencode "code=$2")
	send "$path"
	path=$(sed -n 's/.*<form id="mijn" method="post" action="\([^"]*\)".*/\1/p' "$WORK/page")
	fields "$path"
	POST+=(--data-urlencode "tap.1=${3%% *}" --data-urlencode "text.1=${3#* }" --data-urlencode go=send)
	send "$path"
}

# One report's dialogue. What is still open for the reporter is added to the list of codes.
talk() { # file
	local reference code lang line signal wait='' answered=''

	{ read -r reference && read -r code && read -r lang; } <"$1"
	grep -qxF 'wait: yes' "$1" && wait=1
	POST=()
	desk "/nl/queue?number=$reference"
	signal=${WHERE%%[?#]*}
	fields "$signal/claimed"
	desk "$signal/claimed"
	while IFS= read -r line; do
		case "$line" in
		ask:*) ask "$signal" "${line#ask: }" "$wait"; wait='' ;;
		answer:*) come_back "$lang" "$code" "${line#answer: }"; answered=1 ;;
		esac
	done <"$1"
	[ -n "$answered" ] || printf '%s  %s\n' "$code" "$SITE$([ "$lang" = nl ] && echo /nl/mijn-melding || echo /en/my-report)" >>"$VAR/demo.done"
}
