#!/bin/sh
# BEFORE: what scripts used to do, with the API token of an administrator. Do not copy it.
# Environment: JIRA_SITE, JIRA_EMAIL, JIRA_TOKEN. Usage: sh before.sh EMAIL ORGANIZATION_ID
set -eu

jira() { curl --silent --fail --user "$JIRA_EMAIL:$JIRA_TOKEN" --header 'Content-Type: application/json' "$@"; }
account_id() { grep -o '"accountId":"[^"]*"' | head -n 1 | cut -d '"' -f 4; }

account=$(jira --get "$JIRA_SITE/rest/api/3/user/search" --data-urlencode "query=$1" | account_id)
if [ -z "$account" ]; then
  account=$(jira "$JIRA_SITE/rest/servicedeskapi/customer" --data "{\"email\":\"$1\",\"displayName\":\"$1\"}" | account_id)
fi
jira "$JIRA_SITE/rest/servicedeskapi/organization/$2/user" --data "{\"accountIds\":[\"$account\"]}"
