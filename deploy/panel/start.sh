#!/bin/sh
# Starts nginx in this folder, in front of the API at API_URL.
set -eu
cd "$(dirname "$0")"

# nginx looks a name up only once unless it is told whom to ask: copies of the API come and go.
resolvers=$(awk '$1 == "nameserver" { print ($2 ~ /:/) ? "[" $2 "]" : $2 }' /etc/resolv.conf | tr '\n' ' ')
cat >/tmp/punctual-api.conf <<CONF
resolver ${resolvers:-127.0.0.1} valid=5s;
set \$api ${API_URL:-http://scheduler-service:3002};
CONF

exec nginx -p "$PWD/" -c nginx.conf -e stderr
