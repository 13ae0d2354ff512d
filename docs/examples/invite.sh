#!/bin/sh
# Invites one customer with Guestlist. Needs curl 7.55 or later.
# Environment: GUESTLIST_ADDRESS, GUESTLIST_KEY. Usage: sh invite.sh EMAIL PROJECT [ORGANIZATION]
# Exit code: 0 the customer is there; 1 refused, or a person has to look; 2 not now, run it again later.
set -u

if [ -z "${GUESTLIST_ADDRESS:-}" ] || [ -z "${GUESTLIST_KEY:-}" ] || [ $# -lt 2 ]; then
  echo 'Set GUESTLIST_ADDRESS and GUESTLIST_KEY. Usage: sh invite.sh EMAIL PROJECT [ORGANIZATION]' >&2
  exit 1
fi

quoted() { printf '"%s"' "$(printf '%s' "$1" | sed 's/\\/\\\\/g; s/"/\\"/g')"; }

body="{\"email\":$(quoted "$1"),\"project\":$(quoted "$2")"
[ -z "${3:-}" ] || body="$body,\"organization\":$(quoted "$3")"
body="$body}"
# The same for every try: whatever gets lost on the way, the customer is invited once.
once=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

# The key goes through standard input, so that it is not seen in the list of processes.
send() {
  printf 'Authorization: Bearer %s\n' "$GUESTLIST_KEY" |
    curl --silent --max-time 60 --request POST "$GUESTLIST_ADDRESS" \
      --header @- \
      --header 'Content-Type: application/json' \
      --header "Idempotency-Key: $once" \
      --data-binary "$body" \
      --write-out '\n%{http_code}'
}

for wait in 1 2 4 8 0; do
  answer=$(send)
  status=$(printf '%s' "$answer" | tail -n 1)
  code=1
  case "$status" in
    200 | 201) code=0 ;;
    202) case "$answer" in *'"code":"accepted"'*) code=2 ;; esac ;; # worked on: the next try tells
    000 | 429 | 5??) code=2 ;; # no answer, 429, 502, or the platform's own trouble
  esac
  if [ "$code" -ne 2 ] || [ "$wait" -eq 0 ]; then break; fi
  sleep "$wait"
done
echo "$status $(printf '%s' "$answer" | sed '$d')"
exit "$code"
