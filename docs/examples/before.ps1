# BEFORE: what scripts used to do, with the API token of an administrator. Do not copy it.
# Environment: JIRA_SITE, JIRA_EMAIL, JIRA_TOKEN. Usage: pwsh before.ps1 EMAIL ORGANIZATION_ID
#Requires -Version 7.0
param([string] $Email, [string] $OrganizationId)
$ErrorActionPreference = 'Stop'

$login = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("$($env:JIRA_EMAIL):$($env:JIRA_TOKEN)"))
$common = @{ Headers = @{ Authorization = "Basic $login" }; ContentType = 'application/json' }

$query = [uri]::EscapeDataString($Email)
$found = Invoke-RestMethod @common "$env:JIRA_SITE/rest/api/3/user/search?query=$query"
$account = $found | Select-Object -First 1
if (-not $account) {
  $customer = @{ email = $Email; displayName = $Email } | ConvertTo-Json
  $account = Invoke-RestMethod @common -Method Post "$env:JIRA_SITE/rest/servicedeskapi/customer" -Body $customer
}
$members = ConvertTo-Json @{ accountIds = @($account.accountId) }
Invoke-RestMethod @common -Method Post "$env:JIRA_SITE/rest/servicedeskapi/organization/$OrganizationId/user" -Body $members
