# Invites one customer with Guestlist. Needs Python 3.8 or later and nothing else.
# Environment: GUESTLIST_ADDRESS, GUESTLIST_KEY. Usage: python3 invite.py EMAIL PROJECT [ORGANIZATION]
# Exit code: 0 the customer is there; 1 refused, or a person has to look; 2 not now, run it again later.
import json
import os
import random
import sys
import time
import urllib.error
import urllib.request
import uuid

WAITS_S = [1, 2, 4, 8]

address, key = os.environ.get("GUESTLIST_ADDRESS"), os.environ.get("GUESTLIST_KEY")
if not address or not key or len(sys.argv) < 3:
    sys.exit("Set GUESTLIST_ADDRESS and GUESTLIST_KEY. Usage: python3 invite.py EMAIL PROJECT [ORGANIZATION]")

invitation = {"email": sys.argv[1], "project": sys.argv[2]}
if len(sys.argv) > 3 and sys.argv[3]:
    invitation["organization"] = sys.argv[3]

request = urllib.request.Request(
    address,
    method="POST",
    data=json.dumps(invitation).encode(),
    headers={
        "Authorization": f"Bearer {key}",
        "Content-Type": "application/json",
        # The same for every try: whatever gets lost on the way, the customer is invited once.
        "Idempotency-Key": str(uuid.uuid4()),
    },
)


def send():
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError as error:
        return 0, f"no answer: {type(error).__name__}"


def is_passing(status, text):
    """Accepted, so that the next try tells; no answer, 429, 502, or the platform's own trouble: worth another try."""
    is_accepted = status == 202 and '"code":"accepted"' in text
    return is_accepted or status in (0, 429) or status >= 500


status, text = send()
for wait in WAITS_S:
    if not is_passing(status, text):
        break
    time.sleep(wait * (1 + random.random() / 4))
    status, text = send()

print(status, text)
sys.exit(0 if status in (200, 201) else 2 if is_passing(status, text) else 1)
