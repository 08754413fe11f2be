# ./build.ps1 [run|test|examples|generate|accuracy|fuzz|fuzz-files|mutate|bench|deep|pack] [--configuration=Debug]
# Needs the .NET 10 SDK and nothing else.
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_SKIP_FIRST_TIME_EXPERIENCE = '1'

$restored = dotnet tool restore 2>&1
if ($LASTEXITCODE -ne 0) {
    $restored | Out-Host
    exit 1
}

$target = 'test'
$rest = @($args)
if ($rest.Count -gt 0 -and -not $rest[0].StartsWith('-')) {
    $target = $rest[0]
    $rest = @($rest | Select-Object -Skip 1)
}
dotnet cake build.cake "--target=$target" --verbosity=quiet @rest
exit $LASTEXITCODE
