#!/bin/sh
# needs.sh PROGRAM: fails when the program needs a shared library that is not the
# C library's. Loading one more costs every trigger of every app on the host.
set -eu

needed=$(readelf --dynamic "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
[ -n "$needed" ] || { echo "readelf says nothing about $1"; exit 1; }
echo "$needed"
! echo "$needed" | grep -vE '^(libc|libm|ld-linux-.*)\.so'
