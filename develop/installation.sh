# installation.sh: part of ./dev. An installation is one folder: data/ (a PostgreSQL cluster of its own), run/
# (sockets), pid/, log/, nginx/ (its configuration), files/ (what nginx serves), chosho.conf. Here it is
# made, started and stopped; whether it is kept or thrown away is not decided here.
# shellcheck shell=bash disable=SC2154 # names set in ./dev

# --- Who runs the servers ------------------------------------------------------------------------------

# Sets `service`: the words before a command that run it as the servers' account. PostgreSQL refuses to be
# root, and nothing else should be. Root's servers run as the account postgres; where that account cannot
# reach the sources (a clone under /root), it is lent the right to pass closed folders, and no other.
choose_service_account() {
	service=()
	service_owner=$(id -u):$(id -g)
	((EUID == 0)) || return 0
	service_owner=$(id -u postgres):$(id -g postgres)
	local right
	for right in '' ,+dac_read_search ,+dac_override; do
		service=(setpriv --reuid=postgres --regid=postgres --clear-groups --inh-caps="-all$right"
			--ambient-caps="-all$right" --no-new-privs --)
		"${service[@]}" stat "$here/dev" "$build/chosho" >/dev/null 2>&1 && return 0
	done
	die "PostgreSQL refuses to run as root, and the account postgres cannot reach $here. Clone elsewhere (/srv, say)."
}

# --- Processes: each is the leader of its own session, its number and start time are in pid/NAME ---------

started_at() { # PID : when it started, in ticks; nothing when it is gone
	local line
	line=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
	read -ra line <<<"${line##*) }"
	[[ ${line[0]} == Z ]] || printf '%s' "${line[19]}"
}

note_process() { # NAME PID
	printf '%s %s\n' "$2" "$(started_at "$2")" >"$folder/pid/$1"
}

is_running() { # NAME
	local pid since
	read -r pid since 2>/dev/null <"$folder/pid/$1" || return 1
	[[ -n $since && $(started_at "$pid") == "$since" ]]
}

# Sets `clock`: the words before a command that let a test move its clock. Where there is a file `clock` ("+86400": a day
# ahead of the machine's), all but nginx live by it, and read it anew each time that they look.
set_clock() { # NAME
	clock=()
	[[ -e $folder/clock && $1 != nginx ]] || return 0
	local library
	library=$(find /usr/lib -name libfaketime.so.1 -print -quit)
	[[ -n $library ]] || die "the clock cannot be moved: Debian's package faketime is not installed."
	clock=(env LD_PRELOAD="$library" FAKETIME_TIMESTAMP_FILE="$folder/clock" FAKETIME_NO_CACHE=1
		FAKETIME_DONT_FAKE_MONOTONIC=1)
}

# launch NAME COMMAND… : detached, as the servers' account. Descriptors 8 and 9 (lock, life line) stay here.
launch() {
	local name=$1
	shift
	set_clock "$name"
	setsid "${service[@]}" "${clock[@]}" "$@" </dev/null >>"$folder/log/$name.log" 2>&1 8>&- 9>&- &
	note_process "$name" $!
	disown
}

# halt NAME SIGNAL [SECONDS] : ask, wait, and in the end (or with KILL at once) insist, with all its children.
halt() {
	local pid
	is_running "$1" || { rm -f "$folder/pid/$1"; return 0; }
	read -r pid _ <"$folder/pid/$1"
	local left=$((${3:-15} * 20))
	if [[ $2 == KILL ]]; then
		left=0
	else
		kill "-$2" "$pid" 2>/dev/null || true
	fi
	while is_running "$1" && ((left-- > 0)); do
		sleep 0.05
	done
	if is_running "$1"; then
		kill -KILL -- "-$pid" 2>/dev/null || kill -KILL "$pid" 2>/dev/null || true
	fi
	rm -f "$folder/pid/$1" "/dev/shm/faketime_shm_$pid" "/dev/shm/sem.faketime_sem_$pid"
}

# --- An installation: `folder` is where it is, `at` how its files call it -------------------------------

# Socket addresses end at 107 bytes, and configuration files differ about strange letters. Where the
# folder's own name is too long or strange, it is called by a link in a private folder of /tmp.
choose_name() {
	at=$folder
	if [[ -O $folder/link/dev ]]; then
		at=$(readlink "$folder/link")/dev
	elif ((${#folder} > 80)) || [[ $folder == *[^a-zA-Z0-9/._-]* ]]; then
		local link
		link=$(mktemp -d /tmp/chosho-link.XXXXXX)
		chmod 711 "$link"
		ln -s "$folder" "$link/dev"
		ln -sfn "$link" "$folder/link"
		at=$link/dev
	fi
}

forget_name() {
	local link
	link=$(readlink "$folder/link" 2>/dev/null) || return 0
	rm -rf "$link" "$folder/link"
}

make_folders() {
	mkdir -p "$folder"/{pid,nginx,files}
	local owned
	for owned in run log tmp; do
		[[ -d $folder/$owned ]] || install -d -m 700 -o "${service_owner%:*}" -g "${service_owner#*:}" "$folder/$owned"
	done
	ln -sfn "$build" "$folder/program"
	ln -sfn "$build/assets" "$folder/files/assets"
	rm -rf "$folder/files/errors" "$folder/nginx/chosho"
	cp -R "$here/nginx/errors" "$folder/files/errors"
	mkdir "$folder/nginx/chosho"
	cp "$here"/nginx/{http,site,limits,headers,fastcgi,proxy_sign_in}.conf "$folder/nginx/chosho/"
	"$build/chosho" routes nginx >"$folder/nginx/chosho/heavy.map" || die "chosho could not print its routes."
}

# A fresh cluster takes two seconds to make, its copy a tenth: the copied one is kept beside the build.
make_cluster() {
	local model=$build/cluster.${service_owner%:*}
	mkdir -p "$build"
	(
		flock 8
		if ! belongs_to_service "$model" || [[ $here/docker/roles.sql -nt $model || $here/develop/installation.sh -nt $model ]]; then
			make_model_cluster "$model"
		fi
	) 8>"$build/.cluster.lock" || die "the PostgreSQL cluster could not be made."
	cp -a --reflink=auto "$model" "$folder/data"
}

belongs_to_service() { # FOLDER
	[[ $(stat -c %u:%g "$1" 2>/dev/null) == "$service_owner" ]]
}

make_model_cluster() {
	rm -rf "$1" "$1.new"
	install -d -m 700 -o "${service_owner%:*}" -g "${service_owner#*:}" "$1.new"
	"${service[@]}" "$postgres_bin/initdb" --pgdata="$1.new" --username=postgres --encoding=UTF8 \
		--locale=C.UTF-8 --lc-collate=C --auth=trust --no-sync >/dev/null || return 1
	# Trust is enough: only who may enter the socket's private folder can connect, and nothing listens elsewhere.
	echo 'local all all trust' >"$1.new/pg_hba.conf"
	cat >>"$1.new/postgresql.conf" <<-'CONF'
		listen_addresses = ''
		max_connections = 100
		shared_buffers = 128MB
		fsync = on
		timezone = 'Asia/Tokyo'
		log_timezone = 'Asia/Tokyo'
		log_line_prefix = '%m [%p] %q%u '
	CONF
	"${service[@]}" "$postgres_bin/postgres" --single -j -F -c log_checkpoints=off -D "$1.new" postgres \
		<"$here/docker/roles.sql" >/dev/null || return 1
	mv "$1.new" "$1"
}

start_database() {
	is_running database && return 0
	if [[ ! -d $folder/data ]]; then
		make_cluster
	elif ! belongs_to_service "$folder/data"; then
		die "$folder was made by another account ($(stat -c %U "$folder/data")). Go on as that one, or remove it:  ./dev clean"
	fi
	launch database "$postgres_bin/postgres" -D "$folder/data" -k "$at/run"
	local left=600
	until "$postgres_bin/pg_isready" -q -h "$at/run" -p 5432 -U postgres -d postgres; do
		is_running database || die_with_log "PostgreSQL did not start." database
		((left-- > 0)) || die_with_log "PostgreSQL does not answer." database
		sleep 0.05
	done
}

# start_nginx PORT : 0 when it listens, 1 when it cannot.
start_nginx() {
	sed -e "s|@FOLDER@|$at|g" -e "s|@LISTEN@|127.0.0.1:$1|g" -e "s|@NAME@|127.0.0.1|g" \
		-e "s|@URL@|http://127.0.0.1:$1|g" "$here/nginx/private.conf" >"$folder/nginx/private.conf"
	rm -f "$folder/tmp/nginx.pid"
	launch nginx /usr/sbin/nginx -p "$at" -c nginx/private.conf -e stderr
	until [[ -s $folder/tmp/nginx.pid ]]; do
		is_running nginx || return 1
		sleep 0.02
	done
	echo "$1" >"$folder/port"
}

start_nginx_anywhere() {
	local tries=0
	until ((tries++ >= 20)); do
		start_nginx $((20000 + RANDOM % 12000)) && return 0
	done
	die_with_log "nginx did not start on any of $tries ports." nginx
}

start_pool() { # interactive | heavy
	launch "$1" env -u CHOSHO_LOG -u CHOSHO_FOLDER CHOSHO_CONFIG="$at/chosho.conf" "$at/program/chosho" serve "$1"
}

# Signs what was recorded, every ten minutes.
start_seal() {
	launch seal env -u CHOSHO_LOG -u CHOSHO_FOLDER CHOSHO_CONFIG="$at/chosho.conf" "$at/program/chosho" seal --every 600
}

# Sends mails, where the settings name a mail server, and lets take effect what was planned.
start_work() {
	launch work env -u CHOSHO_LOG -u CHOSHO_FOLDER CHOSHO_CONFIG="$at/chosho.conf" "$at/program/chosho" work
}

write_configuration() {
	local secret
	secret=$(cat "$folder/secret" 2>/dev/null) || secret=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
	(umask 077 && printf '%s\n' "$secret" >"$folder/secret")
	[[ -s $folder/signing.key ]] || "$build/chosho" key new "$folder/signing.key" >/dev/null 2>&1 ||
		die "chosho could not make a signing key."
	cat >"$folder/chosho.conf" <<-CONF
		# Written by ./dev at each start.
		url=http://127.0.0.1:$(cat "$folder/port")
		database=host=$at/run dbname=chosho user=chosho_web
		database_owner=host=$at/run dbname=chosho user=chosho_owner
		secret=$secret
		signing_key_file=$at/signing.key
		socket_folder=$at/run
	CONF
	chown "$service_owner" "$folder/chosho.conf" "$folder/signing.key"
	chmod 600 "$folder/chosho.conf"
}

# What a command needs to talk to the installation in `folder`.
enter_environment() {
	export PATH="$build:$PATH" DEV="$here/dev" DEV_BUILD="$build"
	export CHOSHO_CONFIG="$folder/chosho.conf" CHOSHO_FOLDER="$folder" CHOSHO_LOG="$folder/log" CHOSHO_URL
	CHOSHO_URL=$(sed -n 's/^url=//p' "$folder/chosho.conf")
	export PGHOST="$at/run" PGPORT=5432 PGDATABASE=chosho PGUSER=chosho_owner
}

# bring_up PORT : everything but the port is in `folder` already or is made. PORT may be `any`.
bring_up() {
	choose_name
	make_folders
	start_database
	if [[ $1 == any ]]; then
		start_nginx_anywhere
	else
		start_nginx "$1" || die_with_log "nginx did not start on port $1." nginx
	fi
	write_configuration
	CHOSHO_CONFIG=$folder/chosho.conf "$build/chosho" migrate >>"$folder/log/migrate.log" 2>&1 ||
		die_with_log "chosho migrate failed." migrate
	start_pool interactive
	start_pool heavy
	wait_until_ready
}

wait_until_ready() {
	local url pool until=$((SECONDS + 20))
	url=http://127.0.0.1:$(cat "$folder/port")/readyz
	until curl -fsS -m 3 -o /dev/null "$url" 2>/dev/null; do
		for pool in interactive heavy; do
			is_running "$pool" || die_with_log "The $pool workers did not start." "$pool"
		done
		((SECONDS < until)) || die_with_log "Chosho does not become ready: $url" interactive heavy nginx database
		sleep 0.05
	done
}

die_with_log() { # SENTENCE NAME…
	local name
	say "dev: $1"
	for name in "${@:2}"; do
		say "--- the end of $folder/log/$name.log"
		tail -n 15 "$folder/log/$name.log" >&2 || true
	done
	exit 1
}

need_free_port() { # PORT
	local listener owner
	listener=$(ss -Hltnp "sport = :$1 and ( src 127.0.0.1 or src 0.0.0.0 or src [::] )" 2>/dev/null | head -n 1)
	[[ -z $listener ]] && return 0
	owner=$(sed -n 's/.*users:(("\([^"]*\)",pid=\([0-9]*\).*/\1, process \2/p' <<<"$listener")
	die "port $1 is taken${owner:+ (by $owner)}. Another one:  ./dev run --port $(($1 + 1))"
}

take_down() {
	halt nginx QUIT 5
	halt seal TERM
	halt work TERM 100
	halt interactive TERM
	halt heavy TERM
	halt database INT 30
	forget_name
}
