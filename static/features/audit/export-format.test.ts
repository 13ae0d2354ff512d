import type { AuditEntry } from '../../../src/contract/audit';
import { ENGLISH } from '../../../src/i18n/english';
import type { AccountId } from '../../../src/domain/ids';
import { csvHead, csvLines, jsonLines } from './export-format';
import { createTranslate } from '../../i18n/use-translate';
import { accountId, PROJECT } from '../../../test/fakes/ids';

const t = createTranslate(ENGLISH);

const ANA = accountId('5b10ac8d:agent');
const CUSTOMER = accountId('qm:local:rascal');
const NAMES = new Map<AccountId, string>([
  [ANA, 'Ana Agent'],
  [CUSTOMER, '=HYPERLINK("https://evil.example","Ada")'],
]);

const INVITATION: AuditEntry = {
  id: '1',
  at: '2026-10-05T12:00:00.000Z',
  actor: { kind: 'person', accountId: ANA },
  projectId: PROJECT,
  customer: CUSTOMER,
  domain: 'acme.example',
  outcome: 'attention',
  reason: 'account-choice',
  event: 'invitation',
  account: 'made',
  organizations: ['Acme', 'Globex'],
  emailed: true,
};

function lines(...entries: AuditEntry[]): string {
  return csvLines({ entries }, { names: NAMES, projects: new Map([[PROJECT, 'Support (SUP)']]) }, t);
}

describe('the CSV file', () => {
  test.each([
    [{ kind: 'rule', name: 'Unknown senders' }, 'by the rule “Unknown senders”'],
    [{ kind: 'rule' }, 'by an automation rule'],
    [{ kind: 'rovo' }, 'by the Rovo agent'],
  ] as const)('names beside the person what acted in their name: %j', (through, words) => {
    const actor = { kind: 'person', accountId: ANA, through } as const;
    expect(lines({ ...INVITATION, actor })).toContain(`email sent, ${words}"`);
  });

  test('begins with a byte order mark and its columns', () => {
    expect(csvHead(t)).toMatch(/^\uFEFF"When \(UTC\)","Who",/);
  });

  test('tells an invitation in words', () => {
    expect(lines(INVITATION)).toBe(
      [
        '"2026-10-05T12:00:00.000Z"',
        '"Ana Agent"',
        '"5b10ac8d:agent"',
        '"Support (SUP)"',
        '"Invitation: account created, in Acme, Globex, email sent"',
        `"'=HYPERLINK(""https://evil.example"",""Ada"")"`,
        '"qm:local:rascal"',
        '"acme.example"',
        '"Needs attention"',
        '"This address may belong to more than one account."\r\n',
      ].join(','),
    );
  });

  test('tells a change of the policy rule by rule', () => {
    const changes = [{ rule: 'auditDays', before: 90, after: 30 }] as const;
    expect(
      lines({
        id: '2',
        at: '2026-10-05T12:00:00.000Z',
        actor: { kind: 'erased' },
        outcome: 'done',
        event: 'policy',
        changes,
      }),
    ).toContain('90 days → 30 days"');
  });

  test('has dots where a detail of a reason was not kept', () => {
    expect(lines({ ...INVITATION, reason: 'organization-unknown' })).toContain(
      '"No organization of this space has this name."',
    );
  });
});

test('JSON lines are the entries as they are kept', () => {
  const text = jsonLines({ entries: [INVITATION, INVITATION] });
  expect(
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual([INVITATION, INVITATION]);
});
