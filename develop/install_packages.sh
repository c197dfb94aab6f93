#!/usr/bin/env bash
# install_packages.sh NAME… : part of ./dev, run as root. Installs Debian packages without letting them start
# servers of their own: Chosho's private PostgreSQL and nginx are all that ./dev needs.

set -euo pipefail
export DEBIAN_FRONTEND=noninteractive

undo=()
tidy() {
	((${#undo[@]})) && rm -f "${undo[@]}"
	return 0
}
trap tidy EXIT

if [[ ! -e /usr/sbin/policy-rc.d ]]; then
	undo+=(/usr/sbin/policy-rc.d)
	printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
	chmod 755 /usr/sbin/policy-rc.d
fi
if [[ ! -e /etc/postgresql-common ]]; then
	mkdir -p /etc/postgresql-common/createcluster.d
	undo+=(/etc/postgresql-common/createcluster.d/chosho-development.conf)
	echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/chosho-development.conf
fi
had_nginx=$(dpkg-query -W -f='${Status}' nginx 2>/dev/null || true)

apt_get() {
	apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

apt_get update
apt_get install --no-install-recommends "$@"

# What came only for Chosho shall not start at the next boot either.
if [[ -d /run/systemd/system && $had_nginx != 'install ok installed' && " $* " == *' nginx '* ]]; then
	systemctl disable nginx.service || true
fi
