import type { Change } from './journal';
import type { Finding, Judge } from './finding';
import type { Ledger } from './ledger';

/** Whether the audit log has all that the app did, and nothing that it did not. */
export const judgeAudit: Judge = (ledger) => [
  ...[...ledger.changesOf.values()].flatMap((changes) => judgePerson(changes, ledger)),
  ...judgeOrganizations(ledger),
  ...judgeOutcomes(ledger),
];

function judgePerson(changes: readonly Change[], ledger: Ledger): Finding[] {
  const own = changes.filter(({ by }) => by !== undefined);
  const account = own[0]?.account;
  if (account === undefined) return [];
  const entries = ledger.entries.filter(({ customer }) => customer === account);
  const given = entries.filter(({ event }) => event === 'invitation' || event === 'domain-rule');
  const name = ledger.emailOf(account);
  const missing = own.filter(({ added, what, place, importId }) => {
    if (!added)
      return !entries.some(({ event, detail }) => event === 'access' && detail['action'] === 'ended');
    return (
      !given.some(({ projectId }) => what !== 'desk' || projectId === place) &&
      !isToldAsUnknown(name, importId, ledger)
    );
  });
  if (missing.length > 0) {
    const [first] = missing;
    const rule = first?.added ? 'changed in Jira, and no entry' : 'access ended, and no entry';
    return [{ rule, what: `${name}: ${missing.map((each) => said(each, ledger)).join('; ')}` }];
  }
  const made = own.find(({ what }) => what === 'account');
  const words = given.filter(({ event }) => event === 'invitation').map(({ detail }) => detail['account']);
  if (made && words.length > 0 && words.every((word) => word === 'already') && !isUnanswered(made, ledger))
    return [
      {
        rule: 'entries say already, though the app made the account',
        what: `${name}: ${said(made, ledger)}`,
      },
    ];
  // Whom an end took off again before a death was accounted for, is named by the entry of the end.
  const naming = [...given, ...entries.filter(({ event }) => event === 'access')];
  const unsaid = own.find(
    ({ what, added, place }) =>
      what === 'organization' &&
      added &&
      !naming.some(({ detail }) =>
        [detail['organizationIds'], detail['organizationId']].flat().includes(place),
      ),
  );
  return unsaid
    ? [{ rule: 'put into an organization that no entry names', what: `${name}: ${said(unsaid, ledger)}` }]
    : [];
}

/** Jira never answered the call that made it, and its caller was told so: others who found it there are right. */
const NOT_HEARD: readonly string[] = ['jira-unavailable', 'jira-busy', 'out-of-time'];

function isUnanswered({ thing, account }: Change, { asked }: Ledger): boolean {
  const heard = asked.find((each) => each.told.number === thing && each.account === account)?.heard;
  return NOT_HEARD.includes(heard?.reason ?? '');
}

/** An entry that says that the result for a customer at this domain is unknown, of the same import if it was one. */
function isToldAsUnknown(email: string, importId: string | undefined, { entries }: Ledger): boolean {
  return entries.some(
    (entry) =>
      entry.reason === 'interrupted' &&
      entry.customer === undefined &&
      entry.domain === email.split('@')[1]?.toLowerCase() &&
      entry.detail['importId'] === importId,
  );
}

function judgeOrganizations({ changes, entries, stage }: Ledger): Finding[] {
  const findings: Finding[] = [];
  const about = (action: string, id: string) =>
    entries.filter(
      ({ event, detail }) =>
        event === 'organization' && detail['action'] === action && detail['organizationId'] === id,
    );
  for (const change of changes) {
    if (change.by === undefined) continue;
    const what = `${stage.site.jira.state.organizations.get(change.place)?.name ?? change.place} by ${change.by}`;
    const created = about('created', change.place).length;
    if (change.what === 'created' && created !== 1)
      findings.push({
        rule: created === 0 ? 'organization created, and no entry' : 'organization told as created twice',
        what,
      });
    if (change.what === 'linked' && created + about('linked', change.place).length === 0)
      findings.push({ rule: 'organization linked, and no entry', what });
  }
  for (const { event, detail } of entries) {
    if (event !== 'organization' || detail['action'] !== 'created') continue;
    if (
      !changes.some(
        ({ what, place, by }) => what === 'created' && place === detail['organizationId'] && by !== undefined,
      )
    )
      findings.push({
        rule: 'organization told as created that the app did not create',
        what: String(detail['organizationName']),
      });
  }
  return findings;
}

/** An outcome with an id has its entry, and that says the same. */
function judgeOutcomes({ asked, entries }: Ledger): Finding[] {
  return asked.flatMap(({ heard, told, email }) => {
    if (heard?.id === undefined) return [];
    const entry = entries.find(({ key }) => key === heard.id);
    const what = `${told.thing.does} ${told.number}: ${email} ${heard.state}, entry ${entry?.outcome ?? 'none'}`;
    if (!entry) return [{ rule: 'outcome whose entry is not there', what }];
    // Jira didn’t answer, and what it had done was found out later.
    const isFoundOut = entry.reason === 'interrupted' && NOT_HEARD.includes(heard.reason ?? '');
    if (isFoundOut) return [];
    const agrees = entry.outcome === heard.state || (heard.state === 'failed' && entry.outcome === 'refused');
    return agrees && (heard.accountId === undefined || entry.customer === heard.accountId)
      ? []
      : [{ rule: 'outcome that its entry contradicts', what }];
  });
}

/** One change, and what its caller was answered. */
export function said({ what, place, by, thing, importId, added }: Change, { told }: Ledger): string {
  const asker = thing === undefined ? undefined : told.find(({ number }) => number === thing);
  const whose = asker
    ? `${asker.thing.does} ${asker.number} (${asker.answer.kind})`
    : importId
      ? `import ${importId}`
      : by;
  return `${added ? '+' : '-'}${what} ${place} by ${whose ?? 'hand'}`;
}
