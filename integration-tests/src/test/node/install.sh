#!/bin/sh
# Installs what package-lock.json says. Where npm is missing that is not an error yet: the tests which need a server
# say so, and only they know whether they may be skipped.
if ! command -v npm > /dev/null; then
  echo "npm is not on the PATH: there will be no oidc-provider" >&2
  exit 0
fi
exec npm ci --ignore-scripts --omit=optional --no-audit --no-fund --loglevel=error
