# checking.sh: part of ./dev. What must be green, and what is measured.
# shellcheck shell=bash disable=SC2154 # names set in ./dev

sanitized=$here/build-sanitized
logs=$here/test-output/logs

# --- ./dev test: one line for each step: its function, and what is true when it passes --------------------

steps=(
	step_scripts   'The scripts pass shellcheck'
	step_build     'Everything builds without a warning'
	step_sanitized 'Everything builds with the address and undefined-behaviour sanitizers'
	step_house     'The rules of the house are kept'
	step_setup     'The set-up keeps its promises'
	step_check     'Statements, templates, routes and schema fit each other'
	step_c_tests   'C tests pass under the sanitizers'
	step_fuzz      'No parser falls to a slice of fuzzing'
	step_expect    'Everybody may do what the expectation table says, and nothing else'
	step_fault     'Nothing is lost or done twice when something goes wrong'
	step_browser   'The main job works in the browser'
)

verb_test() {
	local begun=$SECONDS failed=0 index line results=()
	need_packages "${packages_build[@]}" "${packages_run[@]}" "${packages_test[@]}"
	fetch_node_modules || die "npm could not fetch the packages of tests/browser (network?)."
	rm -rf "$logs"
	mkdir -p "$logs"
	for ((index = 0; index < ${#steps[@]}; index += 2)); do
		take_step "${steps[index]}" "${steps[index + 1]}" || failed=$((failed + 1))
		results+=("$line")
	done
	printf '\n=== Summary (%d s in all)\n' $((SECONDS - begun))
	printf '%s\n' "${results[@]}"
	if ((failed)); then
		printf '%d of %d steps FAILED.\n' "$failed" $((${#steps[@]} / 2))
		return 1
	fi
	printf 'All %d steps passed.\n' $((${#steps[@]} / 2))
}

# take_step FUNCTION TITLE : sets `line` for the summary. Bash forgets `set -e` inside of a condition: each step
# runs in a bash of its own, which stops at the first command that fails.
take_step() {
	local begun=$SECONDS status=0
	printf '\n=== %s\n' "$2"
	"$here/dev" "$1" </dev/null || status=$?
	line=$(printf '%-6s %4d s  %s' "$( ((status)) && echo FAILED || echo ok)" $((SECONDS - begun)) "$2")
	printf '%s\n' "--- $line"
	return "$status"
}

c_sources() {
	find "$here/src" "$here/tests" -name node_modules -prune -o -name '*.[ch]' -print0
}

step_scripts() {
	cd "$here" || return
	shellcheck -x dev develop/*.sh .ci/run docker/{try,database,start,answers,web}
}

step_build() {
	need_build
}

step_sanitized() {
	build_into "$sanitized" -DCMAKE_BUILD_TYPE=Debug -DCHOSHO_SANITIZE=ON
}

step_house() {
	node --test --test-reporter=spec "$here"/tests/house/*.test.mjs
}

step_setup() {
	limited 300 "$here/develop/try.sh"
}

step_check() {
	KEEP_LOGS=$logs/check limited 120 "$here/dev" with chosho check
}

# The servers of this step are sanitized as well, and what they had to say about it counts.
step_c_tests() {
	export ASAN_OPTIONS=abort_on_error=0:detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1
	DEV_BUILD=$sanitized KEEP_LOGS=$logs/c-tests limited 900 "$here/dev" with \
		ctest --test-dir "$sanitized" --output-on-failure --no-tests=error --timeout 300
	if grep -lE 'Sanitizer|runtime error:' "$logs"/c-tests/*.log; then
		echo 'A server complained in the logs named above.'
		return 1
	fi
}

step_fuzz() {
	verb_fuzz 10
}

step_expect() {
	node_tests expect
}

step_fault() {
	node_tests fault
}

step_browser() {
	node_tests browser
}

# node_tests FOLDER : each file gets an installation of its own; all are run, whatever the others say. Two at a time, because
# each of them waits half of its time: for its database, its browser, or for a clock to run out.
node_tests() {
	local tests
	mapfile -t tests < <(find "$here/tests/$1" -name node_modules -prune -o -name '*.test.mjs' -print | sort)
	((${#tests[@]})) || die "there are no tests in tests/$1."
	printf '%s\0' "${tests[@]}" | xargs -0 -n 1 -P 2 "$here/dev" step_file
}

# step_file FILE : one file of tests; what it said is printed as a whole when it has ended.
step_file() {
	local name=${1#"$here/tests/"} status=0 said
	said=$(mktemp)
	if grep -q DEV_CLOCK "$1"; then
		export DEV_CLOCK=1 # it moves the clock
	fi
	KEEP_LOGS=$logs/${name%.test.mjs} limited 900 "$here/dev" with \
		node --test --test-reporter=spec "$1" >"$said" 2>&1 || status=1
	(
		flock 7
		printf -- '--- %s\n' "tests/$name"
		cat "$said"
	) 7>"$logs/.said"
	rm -f "$said"
	return "$status"
}

# What a slice of is in ./dev test, in full: each pair of deeds again and again, each message between worker and database.
verb_sweep() {
	need_packages "${packages_build[@]}" "${packages_run[@]}"
	export CHOSHO_WHOLE=1
	local name failed=0
	for name in pairs each_step; do
		"$here/dev" with node --test --test-reporter=spec "$here/tests/fault/$name.test.mjs" || failed=1
	done
	return "$failed"
}

limited() { # SECONDS COMMAND… : so that nothing that hangs holds the rest
	timeout --foreground -k 30 "$@"
}

# --- The other verbs -----------------------------------------------------------------------------------------

verb_format() {
	need_packages clang-format
	c_sources | xargs -0 -r clang-format -i
}

# verb_fuzz [SECONDS] : every target of tests/fuzz in turn, from its seeds and from what earlier runs found.
verb_fuzz() {
	local seconds=${1:-60} target name failed=0
	[[ $seconds =~ ^[0-9]+$ ]] || wrong_use "fuzz wants a number of seconds."
	need_packages "${packages_build[@]}" clang libclang-rt-14-dev
	build_into "$here/build-fuzz" -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_COMPILER=clang -DCHOSHO_FUZZ=ON
	for target in "$here"/build-fuzz/*_fuzz; do
		[[ -f $target && -x $target ]] || continue
		name=${target##*/}
		mkdir -p "$here/build-fuzz/found/$name" "$here/build-fuzz/corpus/$name"
		printf '%s: ' "$name"
		fuzz_one "$target" "$seconds" || failed=1
	done
	return "$failed"
}

fuzz_one() { # TARGET SECONDS
	local name=${1##*/} report=$here/build-fuzz/found/${1##*/}.log folders
	folders=("$here/build-fuzz/corpus/$name")
	[[ -d $here/tests/fuzz/seeds/$name ]] && folders+=("$here/tests/fuzz/seeds/$name")
	if "$1" -max_total_time="$2" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$here/build-fuzz/found/$name/" "${folders[@]}" >"$report" 2>&1 </dev/null; then
		sed -n 's/^stat::number_of_executed_units: *\(.*\)/\1 runs, nothing found/p' "$report"
	else
		echo 'FAILED'
		tail -n 40 "$report"
		return 1
	fi
}

verb_bench() {
	need_packages "${packages_bench[@]}"
	verb_with node "$here/tests/bench/run.mjs" "$@"
}

# Three readers of the C sources that find different things. None may find any.
verb_check() {
	need_packages "${packages_build[@]}" "${packages_check[@]}"
	need_build
	local failed=0
	echo '=== gcc -fanalyzer'
	rm -rf "$here/build-analyzer" # an unchanged file would not be read again
	build_into "$here/build-analyzer" -DCMAKE_BUILD_TYPE=Debug -DCHOSHO_STRICT=OFF '-DCMAKE_C_FLAGS=-fanalyzer' \
		2>&1 | tee "$here/build/analyzer.log"
	grep -q '^[^ ]*/src/.*warning:' "$here/build/analyzer.log" && failed=1
	echo '=== clang-tidy'
	find "$here/src" -name '*.c' -print0 | xargs -0 -n 4 -P 2 clang-tidy --quiet -p "$build" 2>/dev/null || failed=1
	echo '=== cppcheck'
	# varFuncNullUB: NULL is a pointer on every machine that Chosho runs on. autoVariables: what compile.c notes about
	# the source it reads is taken back at the end of the same function.
	cppcheck --quiet --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
		--suppress=missingIncludeSystem --suppress=varFuncNullUB --suppress=autoVariables:"$here/src/page/compile.c" \
		--std=c11 -I "$here/src" "$here/src" || failed=1
	((failed == 0)) && echo 'Nothing found.'
	return "$failed"
}

verb_containers() {
	need_packages "${packages_containers[@]}"
	exec "$here/docker/try"
}
