#!/bin/sh
# A PostgreSQL of its own for the time of a test: on 127.0.0.1 and the port given, with the user "cursors", who needs no
# password, in a folder that goes with it. The server refuses to run as root, so that Debian's user runs it there.
set -e
PATH="$PATH:$(echo /usr/lib/postgresql/*/bin)"
if [ "$(id -u)" = 0 ]; then
  exec setpriv --reuid=postgres --regid=postgres --clear-groups env HOME=/ PATH="$PATH" sh "$0" "$@"
fi
home=$(mktemp -d)
trap 'kill -INT "$server"; wait "$server"; rm -rf "$home"' EXIT
trap 'exit 0' TERM INT
initdb -D "$home/data" -U cursors --auth=trust --no-sync > /dev/null
postgres -D "$home/data" -h 127.0.0.1 -p "$1" -k "$home" &
server=$!
until pg_isready -q -h 127.0.0.1 -p "$1"; do
  kill -0 "$server"
  sleep 0.1
done
echo "Ready: postgresql://127.0.0.1:$1"
wait "$server"
