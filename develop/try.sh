#!/usr/bin/env bash
# try.sh: part of ./dev test. Holds ./dev run, stop and with against what they promise: the status passes
# on, nothing stays behind however they end, data outlive a stop, a taken port is named, and nginx's own
# error pages say that the text is still there. The kept installation is one of its own, not .dev/.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dev=$here/dev
work=${TRY_FOLDER:-$(mktemp -d /tmp/chosho-tried.XXXXXX)}
export DEV_KEPT=$work/kept
failures=0

leave() {
	"$dev" stop >/dev/null 2>&1 || true
	rm -rf "$work"
}

# proves SENTENCE FUNCTION… : one line of the report. Bash forgets `set -e` inside of a condition: the
# function runs in a bash of its own, which stops at the first command that fails.
proves() {
	if TRY_FOLDER=$work "$here/develop/try.sh" "${@:2}" >"$work/out" 2>&1; then
		echo "ok      $1"
	else
		failures=$((failures + 1))
		echo "FAILED  $1"
		sed 's/^/        /' "$work/out"
	fi
}

status_passes_on() {
	local status=0
	"$dev" with bash -c 'exit 7' || status=$?
	((status == 7))
}

input_passes_through() {
	[[ $(echo typed | "$dev" with cat) == typed ]]
}

two_do_not_meet() {
	# shellcheck disable=SC2016 # the inner shell's variable
	"$dev" with bash -c 'echo "$CHOSHO_URL"; sleep 1' >"$work/one" &
	# shellcheck disable=SC2016
	"$dev" with bash -c 'echo "$CHOSHO_URL"; sleep 1' >"$work/two"
	wait $!
	[[ -s $work/one && -s $work/two && $(<"$work/one") != $(<"$work/two") ]]
}

# nothing_stays_after SIGNAL : sent to ./dev with while its command runs.
nothing_stays_after() {
	local pid folder left=200
	# shellcheck disable=SC2016
	"$dev" with bash -c 'echo "$CHOSHO_FOLDER" >'"$work/where"'; exec sleep 300' &
	pid=$!
	until [[ -s $work/where ]]; do
		((left-- > 0))
		sleep 0.05
	done
	folder=$(<"$work/where")
	rm "$work/where"
	kill "-$1" "$pid"
	wait "$pid" || true
	while [[ -e $folder ]] && ((left-- > 0)); do sleep 0.05; done
	[[ ! -e $folder ]] || { echo "$folder is still there"; return 1; }
	if pgrep -fa "$folder"; then
		return 1
	fi
}

free_port() {
	local port
	until port=$((32000 + RANDOM % 700)) && [[ -z $(ss -Hltn "sport = :$port") ]]; do :; done
	echo "$port"
}

data_outlive_a_stop() {
	local port
	port=$(free_port)
	DEV_DEMO=none "$dev" run --port "$port" | grep "http://127.0.0.1:$port/"
	"$dev" psql -qc 'create table kept_by_try (a int)'
	"$dev" stop
	if curl -fsS -m 2 "http://127.0.0.1:$port/healthz"; then
		echo 'still there after ./dev stop'
		return 1
	fi
	DEV_DEMO=none "$dev" run
	curl -fsS "http://127.0.0.1:$port/readyz"
	"$dev" psql -qc 'drop table kept_by_try'
}

taken_port_is_named() {
	local port status=0
	port=$(<"$DEV_KEPT/port")
	DEV_KEPT=$work/second "$dev" run --port "$port" >"$work/said" 2>&1 || status=$?
	cat "$work/said"
	((status == 1))
	grep "port $port is taken (by nginx, process [0-9]*)" "$work/said"
}

wrong_use_is_status_2() {
	local status=0
	"$dev" nosuch || status=$?
	((status == 2))
}

too_much_is_told_kindly() {
	# shellcheck disable=SC2016
	"$dev" with bash -c 'head -c 17000000 /dev/zero | curl -s --data-binary @- "$CHOSHO_URL/sign-in"' >"$work/page"
	grep '入力した文章は消えていません' "$work/page"
}

absence_is_told_kindly() {
	# shellcheck disable=SC2016
	"$dev" with bash -c '"$DEV" service stop interactive; curl -s -d a=b "$CHOSHO_URL/"' >"$work/page"
	grep '入力した文章は消えていません' "$work/page"
}

# nginx/server.conf with a certificate of our own, in the places where a server would have it.
server_configuration_is_valid() {
	local at=$work/server
	mkdir -p "$at/chosho" "$at/log"
	cp "$here"/nginx/*.conf "$at/chosho/"
	"${DEV_BUILD:-$here/build}/chosho" routes nginx >"$at/chosho/heavy.map"
	openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=chosho.example.jp -days 2 \
		-keyout "$at/key.pem" -out "$at/fullchain.pem" 2>/dev/null
	sed -e "s|/etc/ssl/chosho/|$at/|" -e "s|/var/log/nginx/|$at/log/|" -e 's|listen \(\[::\]:\)\?\(80\|443\)|listen unix:'"$at"'/\2.sock|' \
		"$here/nginx/server.conf" | awk '/listen/ { key = server $0; if (seen[key]++) next } /^server/ { server = NR } { print }' >"$at/site"
	printf 'pid %s/pid;\nevents {}\nhttp {\n\tinclude /etc/nginx/mime.types;\n\tsendfile on;\n\tinclude %s;\n}\n' "$at" "$at/site" >"$at/nginx.conf"
	nginx -t -p "$at" -c nginx.conf -e stderr
}

if [[ -n ${TRY_FOLDER:-} ]]; then
	"$@"
	exit
fi
trap leave EXIT
chmod 711 "$work"
proves 'the command of ./dev with passes its status on' status_passes_on
proves 'the command of ./dev with can read what it is given' input_passes_through
proves 'two installations at once do not meet' two_do_not_meet
proves 'nothing stays behind after TERM' nothing_stays_after TERM
proves 'nothing stays behind after kill -9' nothing_stays_after KILL
proves 'data outlive a stop, and so does the port' data_outlive_a_stop
proves 'a taken port is named, and by whom' taken_port_is_named
proves 'wrong use is status 2' wrong_use_is_status_2
proves 'a body that is too large gets a page that says so' too_much_is_told_kindly
proves 'workers that are away get a page that says so' absence_is_told_kindly
proves 'the configuration for a real server is valid' server_configuration_is_valid
((failures == 0))
