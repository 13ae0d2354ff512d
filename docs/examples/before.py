# BEFORE: what scripts used to do, with the API token of an administrator. Do not copy it.
# Environment: JIRA_SITE, JIRA_EMAIL, JIRA_TOKEN. Usage: python3 before.py EMAIL ORGANIZATION_ID
import base64
import json
import os
import sys
import urllib.parse
import urllib.request

email, organization_id = sys.argv[1:3]
login = base64.b64encode(f"{os.environ['JIRA_EMAIL']}:{os.environ['JIRA_TOKEN']}".encode()).decode()


def jira(method, path, body=None):
    request = urllib.request.Request(
        os.environ["JIRA_SITE"] + path,
        method=method,
        data=json.dumps(body).encode() if body else None,
        headers={"Authorization": f"Basic {login}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request) as response:
        return json.loads(response.read() or "null")


found = jira("GET", "/rest/api/3/user/search?query=" + urllib.parse.quote(email))
account = found[0] if found else jira("POST", "/rest/servicedeskapi/customer", {"email": email, "displayName": email})
jira("POST", f"/rest/servicedeskapi/organization/{organization_id}/user", {"accountIds": [account["accountId"]]})
