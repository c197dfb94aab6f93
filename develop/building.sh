# building.sh: part of ./dev. Debian's packages, npm's, and the build.
# shellcheck shell=bash disable=SC2154,SC2034 # names of ./dev and for it

packages_build=(gcc libc6-dev cmake ninja-build pkg-config gettext libpq-dev libfcgi-dev libjson-c-dev libsodium-dev
	libutf8proc-dev liboath-dev libqrencode-dev libcmocka-dev libcurl4-openssl-dev)
packages_run=(postgresql-15 nginx curl ca-certificates procps util-linux iproute2 libcurl4)
packages_test=(git clang clang-format libclang-rt-14-dev shellcheck chromium fonts-noto-cjk poppler-utils faketime python3-aiosmtpd
	openssl mandoc)
packages_check=(clang clang-tidy cppcheck)
packages_bench=(wrk multiwatch)
packages_containers=(docker.io docker-compose debootstrap iproute2 curl)

is_installed() {
	[[ $(dpkg-query -W -f='${Status}' "$1" 2>/dev/null) == 'install ok installed' ]]
}

# need_packages NAME… : installs those that are missing, and node and npm, from wherever they may come.
need_packages() {
	local missing=() name
	for name in "$@"; do
		is_installed "$name" || missing+=("$name")
	done
	command -v node >/dev/null || missing+=(nodejs)
	command -v npm >/dev/null || missing+=(npm)
	((${#missing[@]})) || return 0
	say "Missing Debian packages: ${missing[*]}"
	command -v apt-get >/dev/null || die "they cannot be installed here: this is not Debian. Debian 12 is needed."
	local as_root=()
	if ((EUID != 0)); then
		command -v sudo >/dev/null || die "please install them as root:  apt-get install ${missing[*]}"
		as_root=(sudo)
	fi
	say "Installing them with apt-get${as_root[0]:+ (sudo)}."
	"${as_root[@]}" bash -s -- "${missing[@]}" <"$here/develop/install_packages.sh" >&2 ||
		die "they could not be installed. By hand:  ${as_root[*]} apt-get install ${missing[*]}"
}

# Browser tests and design tokens come from npm, as tests/browser/package-lock.json pins them. 1: they could not
# be fetched.
fetch_node_modules() {
	local folder=$here/tests/browser
	[[ -e $folder/package-lock.json ]] || return 0
	[[ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]] && return 0
	say "Fetching the npm packages of tests/browser."
	(cd "$folder" && npm ci --fetch-retries=1 --no-fund --no-audit --loglevel=error) >&2 || return 1
	touch "$folder/node_modules/.package-lock.json"
}

# build_into FOLDER [CMAKE ARGUMENT…] : one build at a time in each folder.
build_into() {
	local folder=$1
	shift
	[[ -e $here/CMakeLists.txt ]] || die "there is no CMakeLists.txt to build."
	mkdir -p "$folder"
	(
		flock 8
		if [[ ! -e $folder/build.ninja || $(cat "$folder/.arguments" 2>/dev/null) != "$*" ]]; then
			cmake -S "$here" -B "$folder" -G Ninja -Wno-dev --log-level=WARNING "$@" || exit 1
			echo "$*" >"$folder/.arguments"
		fi
		ninja -C "$folder" --quiet
	) 8>"$folder/.lock" 9>&- >&2 || die "the build in $folder failed; see above."
}

need_build() {
	need_packages "${packages_build[@]}" "${packages_run[@]}"
	if [[ -n ${DEV_BUILD:-} ]]; then
		[[ -x $build/chosho ]] || die "DEV_BUILD is set, but $build/chosho is not there."
		return 0
	fi
	fetch_node_modules ||
		say "Note: npm could not fetch them (network?). Chosho goes without; its browser tests cannot."
	build_into "$build" -DCMAKE_BUILD_TYPE=RelWithDebInfo
}

verb_build() {
	need_build
	say "Built $build/chosho"
}
