import type { RowView } from '../../src/contract/import';
import { judgeDone, summed } from './judge-answers';
import type { Finding, Judge } from './finding';
import type { Asked, Ledger } from './ledger';
import type { ShownImport } from './evidence';

/** Whether imports are over, whole, and say of each row what became of it. */
export const judgeImports: Judge = (ledger) => [
  ...ledger.imports.flatMap((each) => judgeImport(each, ledger)),
  ...ledger.asked.filter(({ row }) => row !== undefined).flatMap((each) => judgeRow(each, ledger)),
  // What another than the owner cancelled, a Jira admin lets go on.
  ...ledger.waysOn
    .filter(({ codes }) => !codes.includes('ok') && !codes.includes('import-held'))
    .map(({ import: { id, view }, codes }) => ({
      rule: 'rows left, and no way on',
      what: `import ${id} ${view.state} ${JSON.stringify(view.counts)}: ${codes.join(', ')}`,
    })),
];

function judgeImport({ id, thing, view, rows, owner }: ShownImport, ledger: Ledger): Finding[] {
  const what = `import ${id} of thing ${thing}, ${view.state} ${JSON.stringify(view.counts)}`;
  const findings: Finding[] = [];
  if (view.state === 'running' || view.state === 'paused')
    findings.push({ rule: 'import that is stuck', what });
  if (view.startedAt === undefined) return findings;

  const lines = rows?.map(({ line }) => line);
  const expected = Array.from({ length: view.people }, (_, index) => index + 2);
  if (lines && JSON.stringify(lines) !== JSON.stringify(expected))
    findings.push({ rule: 'row lost or doubled', what });
  const counted = rows && countsOf(rows);
  // Rows that the owner asked to try again count as left, and show until then what became of them before.
  const isAgain = ledger.told.some(
    (each) =>
      each.thing.does === 'steer' &&
      each.thing.how === 'retry' &&
      ledger.stage.imports[each.thing.import]?.id === id,
  );
  if (!isAgain && counted !== undefined && counted !== JSON.stringify(pickedCounts(view.counts)))
    findings.push({ rule: 'counts that are not those of the rows', what: `${what}: rows say ${counted}` });
  if (view.state === 'finished' && view.counts.left > 0)
    findings.push({ rule: 'finished with rows left', what });

  const account = ledger.stage.site.person(owner).accountId;
  const entries = ledger.entriesAtRest.filter(
    ({ event, detail, actor }) =>
      event === 'import' && detail['importId'] === id && actor === `person:${account}`,
  );
  const actions = entries.map(({ detail }) => String(detail['action']));
  const meant = view.erased ? 'erased' : view.state;
  if (actions.length !== 1 || (actions[0] !== meant && !isExpiry(view.reason?.code)))
    findings.push({
      rule: 'import whose entry does not say how it stands',
      what: `${what}: ${actions.join(', ') || 'none'}`,
    });
  const [entry] = entries;
  for (const name of ['created', 'existed', 'attention', 'failed'] as const) {
    if (entry && entry.detail[name] !== view.counts[name])
      findings.push({
        rule: 'import whose entry counts otherwise',
        what: `${what}: ${name} ${String(entry.detail[name])}`,
      });
  }
  if (view.erased) findings.push(...judgeErased(id, what, view.counts, ledger));
  return findings;
}

function isExpiry(code: string | undefined): boolean {
  return code === 'import-expired';
}

/** Rows that are gone can only be counted: each customer who was given anything must be among those told of. */
function judgeErased(
  id: string,
  what: string,
  { created, existed, attention, failed }: ShownImport['view']['counts'],
  { changesAtRest, entries }: Ledger,
): Finding[] {
  const touched = new Set(
    changesAtRest.flatMap((each) =>
      each.importId === id && each.by !== undefined && each.what !== 'linked' && each.account !== ''
        ? [each.account]
        : [],
    ),
  );
  const rows = new Set(
    entries.flatMap((entry) =>
      entry.detail['importId'] === id && entry.event === 'invitation' ? [entry.key] : [],
    ),
  );
  const told = Math.max(created + existed + attention + failed, 0);
  return touched.size > told
    ? [
        {
          rule: 'erased import that counts fewer than it changed',
          what: `${what}: ${touched.size} changed, ${rows.size} entries`,
        },
      ]
    : [];
}

function judgeRow(asked: Asked, ledger: Ledger): Finding[] {
  const { row, told, email, account } = asked;
  if (!row) return [];
  const done = judgeDone(asked, ledger);
  const own = ledger.changesAtRest.filter(
    (each) =>
      each.account === account && each.importId === told.importId && each.by !== undefined && each.added,
  );
  const what = `import ${told.number}, line ${row.line}: ${email} ${row.state} ${row.reason?.code ?? ''}; ${summed(own)}`;
  // The same person can stand in several rows: then another row may say it.
  const others = ledger.asked.filter(
    (each) =>
      each.told.number === told.number && each !== asked && each.email.toLowerCase() === email.toLowerCase(),
  );
  const toldElsewhere = others.some(({ heard }) => heard !== undefined && heard.state !== 'todo');
  if (own.length === 0 || toldElsewhere) return done;
  if (row.state === 'todo' || row.state === 'waiting')
    return [...done, { rule: 'row not tried, though something was done', what }];
  if (row.state !== 'failed') return done;
  if (row.accountId === undefined) return [...done, { rule: 'row failed, though something was done', what }];
  return own.some(({ what: kind }) => kind === 'organization') && row.reason?.code === 'lacks-customer-role'
    ? [...done, { rule: 'row failed, but put into an organization', what }]
    : done;
}

function countsOf(rows: readonly RowView[]): string {
  const count = (is: (row: RowView) => boolean): number => rows.filter(is).length;
  return JSON.stringify({
    created: count((row) => row.state === 'done' && row.account === 'made'),
    existed: count((row) => row.state === 'done' && row.account !== 'made'),
    attention: count(({ state }) => state === 'attention'),
    failed: count(({ state }) => state === 'failed'),
    left: count(({ state }) => state === 'todo' || state === 'waiting'),
  });
}

function pickedCounts({ created, existed, attention, failed, left }: ShownImport['view']['counts']): object {
  return { created, existed, attention, failed, left };
}
