# Invites one customer with Guestlist. Needs PowerShell 7.
# Environment: GUESTLIST_ADDRESS, GUESTLIST_KEY. Usage: pwsh invite.ps1 EMAIL PROJECT [ORGANIZATION]
# Exit code: 0 the customer is there; 1 refused, or a person has to look; 2 not now, run it again later.
#Requires -Version 7.0
param([string] $Email, [string] $Project, [string] $Organization)

if (-not ($env:GUESTLIST_ADDRESS -and $env:GUESTLIST_KEY -and $Email -and $Project)) {
  [Console]::Error.WriteLine('Set GUESTLIST_ADDRESS and GUESTLIST_KEY. Usage: pwsh invite.ps1 EMAIL PROJECT [ORGANIZATION]')
  exit 1
}

$invitation = @{ email = $Email; project = $Project }
if ($Organization) { $invitation.organization = $Organization }
$request = @{
  Uri                = $env:GUESTLIST_ADDRESS
  Method             = 'Post'
  ContentType        = 'application/json'
  Body               = [Text.Encoding]::UTF8.GetBytes(($invitation | ConvertTo-Json -Compress))
  TimeoutSec         = 60
  SkipHttpErrorCheck = $true
  Headers            = @{
    'Authorization'   = "Bearer $env:GUESTLIST_KEY"
    # The same for every try: whatever gets lost on the way, the customer is invited once.
    'Idempotency-Key' = [guid]::NewGuid().ToString()
  }
}

foreach ($wait in 1, 2, 4, 8, 0) {
  try {
    $response = Invoke-WebRequest @request -ErrorAction Stop
    $status = [int] $response.StatusCode
    $text = $response.Content
  } catch {
    $status = 0
    $text = "no answer: $($_.Exception.GetType().Name)"
  }
  # Accepted, so that the next try tells; no answer, 429, 502, or the platform's own trouble: worth another try.
  $isAccepted = $status -eq 202 -and "$text".Contains('"code":"accepted"')
  $isPassing = $isAccepted -or $status -eq 0 -or $status -eq 429 -or $status -ge 500
  if (-not $isPassing -or $wait -eq 0) { break }
  Start-Sleep -Seconds $wait
}
Write-Output "$status $text"
if ($status -in 200, 201) { exit 0 }
if ($isPassing) { exit 2 }
exit 1
