// Invites one customer with Guestlist. Needs Node 20 or later and nothing else.
// Environment: GUESTLIST_ADDRESS, GUESTLIST_KEY. Usage: node invite.mjs EMAIL PROJECT [ORGANIZATION]
// Exit code: 0 the customer is there; 1 refused, or a person has to look; 2 not now, run it again later.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const WAITS_MS = [1000, 2000, 4000, 8000];

const { GUESTLIST_ADDRESS: address, GUESTLIST_KEY: key } = process.env;
const [email, project, organization] = process.argv.slice(2);
if (!address || !key || !email || !project) {
  console.error(
    'Set GUESTLIST_ADDRESS and GUESTLIST_KEY. Usage: node invite.mjs EMAIL PROJECT [ORGANIZATION]',
  );
  process.exit(1);
}

const request = {
  method: 'POST',
  headers: {
    Authorization: `Bearer ${key}`,
    'Content-Type': 'application/json',
    // The same for every try: whatever gets lost on the way, the customer is invited once.
    'Idempotency-Key': randomUUID(),
  },
  body: JSON.stringify({ email, project, ...(organization && { organization }) }),
};

let answer = await send();
for (const wait of WAITS_MS) {
  if (!isPassing(answer)) break;
  await sleep(wait * (1 + Math.random() / 4));
  answer = await send();
}
console.log(`${answer.status} ${answer.text}`);
process.exit([200, 201].includes(answer.status) ? 0 : isPassing(answer) ? 2 : 1);

async function send() {
  try {
    const response = await fetch(address, { ...request, signal: AbortSignal.timeout(60_000) });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    return { status: 0, text: `no answer: ${error.cause?.code ?? error.name}` };
  }
}

/** Accepted, so that the next try tells; no answer, 429, 502, or the platform's own trouble: worth another try. */
function isPassing({ status, text }) {
  if (status === 202) return text.includes('"code":"accepted"');
  return status === 0 || status === 429 || status >= 500;
}
