import { around } from './finding';
import type { Finding, Judge } from './finding';
import { judgeAudit } from './judge-audit';
import { judgeEnds } from './judge-ends';
import { judgeImports } from './judge-imports';
import { judgeAnswers } from './judge-answers';
import { entriesOf } from './audit-log';
import { ledgerOf } from './ledger';
import type { Evidence } from './evidence';

/** Holds the site against what was told, against the audit log, and against the ends of access. */
export function judge(evidence: Evidence): Finding[] {
  const ledger = ledgerOf(evidence, entriesOf(evidence.stage));
  return [judgePeople, judgeHouse, judgeAnswers, judgeImports, judgeAudit, judgeEnds].flatMap((each) =>
    each(ledger),
  );
}

const judgePeople: Judge = ({ stage, told }) => {
  const { state } = stage.site.jira;
  const findings: Finding[] = [];
  const emails = [...state.people.values()].map(({ email }) => email.toLowerCase());
  for (const email of new Set(emails)) {
    if (state.withEmail(email).length > 1) findings.push({ rule: 'account created twice', what: email });
  }
  const mailed = state.mailsSent.map(({ to }) => to);
  for (const account of new Set(mailed)) {
    if (mailed.filter((each) => each === account).length > 1)
      findings.push({ rule: 'e-mail sent twice', what: account });
  }
  // The same Idempotency-Key stands for one invitation: it is made once, and told so each time.
  const words = new Map<string, Set<string>>();
  for (const { thing, answer } of told) {
    if (thing.does !== 'script' || thing.once === undefined || answer.kind !== 'status') continue;
    const said = (answer.body as { readonly code: string }).code;
    const { key: _key, does: _does, ...body } = thing;
    const key = `${thing.key} ${JSON.stringify(body)}`;
    words.set(key, new Set([...(words.get(key) ?? []), said]));
  }
  for (const [key, said] of words) {
    // A key is rotated, not replaced, so that "created" and "exists" can only be two answers to one request.
    if (said.has('created') && said.has('exists') && !told.some(({ thing }) => thing.does === 'key'))
      findings.push({ rule: 'two answers to one Idempotency-Key', what: `${key}: ${[...said].join(', ')}` });
  }
  return findings;
};

/** What no function and no schedule may ever do. */
const judgeHouse: Judge = ({ stage, told, failures, kept, asked }) => {
  const { overlong, refusedValues } = stage.journal;
  const findings: Finding[] = [
    ...overlong.slice(0, 1).map((what) => ({ rule: 'function longer than its limit', what })),
    ...refusedValues.slice(0, 1).map((what) => ({ rule: 'value that storage refuses', what })),
    ...stage.site.jira.log.unmodelled().map((what) => ({ rule: 'call that nobody models', what })),
    ...failures.slice(0, 1).map((what) => ({ rule: 'schedule fails though nothing is wrong', what })),
  ];
  for (const { answer, thing } of told) {
    if (answer.kind === 'threw' && !isTrouble(answer.error, thing.does))
      findings.push({ rule: 'exception', what: `${thing.does}: ${answer.error}` });
    if (JSON.stringify(answer).includes('"unexpected"'))
      findings.push({
        rule: 'typed answer that nobody means',
        what: `${thing.does}: ${JSON.stringify(answer).slice(0, 300)}`,
      });
  }
  const emails = [...new Set(asked.map(({ email }) => email.trim().toLowerCase()))].filter((email) =>
    email.includes('@'),
  );
  const stored = kept.toLowerCase();
  const left = emails.filter((email) => stored.includes(email));
  if (left.length > 0)
    findings.push({ rule: 'address that stays', what: `${left[0]} in ${around(stored, left[0] ?? '')}` });
  const logs = stage.site.forge.logs.map(({ text }) => text.toLowerCase()).join('\n');
  const said = [...emails, ...stage.secrets.map((secret) => secret.toLowerCase())].find((each) =>
    logs.includes(each),
  );
  if (said !== undefined) findings.push({ rule: 'address or secret in a log', what: around(logs, said) });
  return findings;
};

/** A schedule that is hit by a fault fails, and Forge runs it again. */
function isTrouble(error: string, does: string): boolean {
  return does === 'schedule' || error.includes('no import was begun') || error.includes('no key was made');
}
