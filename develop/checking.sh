# checking.sh: part of ./dev. What must be green, and what is measured.
# shellcheck shell=bash disable=SC2154 # names set in ./dev
