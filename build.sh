#!/usr/bin/env bash
# ./build.sh [run|test|examples|generate|accuracy|fuzz|fuzz-files|mutate|bench|deep|gpu-runner|pack] [--configuration=Debug]
# Needs the .NET 10 SDK and nothing else.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

if ! restored=$(dotnet tool restore 2>&1); then
    printf '%s\n' "$restored" >&2
    exit 1
fi

target=test
if [[ $# -gt 0 && $1 != -* ]]; then
    target=$1
    shift
fi
exec dotnet cake build.cake --target="$target" --verbosity=quiet "$@"
