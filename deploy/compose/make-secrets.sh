#!/bin/sh
# Makes the secrets of compose.yaml beside it, each in a file that only the container's user reads. Files that are there stay as they are.
#   GITHUB_TOKEN=… ANTHROPIC_API_KEY=… ./make-secrets.sh
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets

# keep <name> <value>: a value that is empty is a mistake that would show only when the server starts
keep() {
  [ -s "secrets/$1" ] && return
  [ -n "$2" ] || { echo "make-secrets: set $3 to $4" >&2; exit 1; }
  printf '%s\n' "$2" > "secrets/$1"
}

keep github_token "${GITHUB_TOKEN:-}" GITHUB_TOKEN "a token for the repositories in question"
keep anthropic_api_key "${ANTHROPIC_API_KEY:-}" ANTHROPIC_API_KEY "an API key of Anthropic"
keep agent_api_secret "$(openssl rand -hex 32)" '' ''
keep encryption_key "$(openssl rand -base64 32)" '' ''
keep postgres_password "$(openssl rand -hex 24)" '' ''
keep database_url "postgres://orchestrator:$(cat secrets/postgres_password)@database:5432/orchestrator" '' ''

# Compose shows the files to the containers as they are: the server's user must be able to read its own.
if [ "$(id -u)" = 0 ]; then
  for name in agent_api_secret anthropic_api_key database_url encryption_key github_token; do chown 10001:10001 "secrets/$name"; done
else
  echo "make-secrets: run as root: chown 10001 $(pwd)/secrets/*, except postgres_password, so that the server can read them" >&2
fi
echo "make-secrets: the secrets are in $(pwd)/secrets; callers send the one in agent_api_secret"
