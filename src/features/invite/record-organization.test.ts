import { recordOrganization } from './record-organization';
import type { AuditPorts } from '../audit/append';
import type { Item } from '../../platform/kvs/kvs';
import { VirtualClock } from '../../../test/fakes/clock';
import { AGENT_ACTOR, organizationId, PROJECT } from '../../../test/fakes/ids';

const ACME = { id: organizationId('11'), name: 'Acme' };
const CREATED = { action: 'created', actor: AGENT_ACTOR, why: undefined } as const;
const POLICY = { projectId: PROJECT, auditDays: 30 };
const CLOSES: Item = { key: 'note', value: {}, ttl: { unit: 'DAYS', value: 1 } };

/** Each write by itself; of those that hold an entry, `refused` says whether storage refuses. */
function ports({
  refused,
  queue,
}: {
  refused: boolean;
  queue: boolean;
}): AuditPorts & { writes: string[][] } {
  const writes: string[][] = [];
  return {
    writes,
    clock: new VirtualClock(),
    store: {
      write: (items) => {
        writes.push(items.map(({ key }) => key));
        const isRefused = refused && items.some(({ entityName }) => entityName !== undefined);
        return isRefused ? Promise.reject(new Error('a key was refused')) : Promise.resolve();
      },
    },
    postpone: () => (queue ? Promise.resolve() : Promise.reject(new Error('no queue'))),
  };
}

test('what an entry closes is never written in one batch with it: storage may take a part of a batch', async () => {
  const where = ports({ refused: false, queue: true });
  await recordOrganization(ACME, CREATED, POLICY, where, [CLOSES]);
  expect(where.writes).toEqual([expect.arrayContaining(['organization-created:11']), ['note']]);
  expect(where.writes[0]).not.toContain('note');
});

test('it is closed once the entry is in the queue', async () => {
  const where = ports({ refused: true, queue: true });
  await recordOrganization(ACME, CREATED, POLICY, where, [CLOSES]);
  expect(where.writes.at(-1)).toEqual(['note']);
});

test('it stays open where neither storage nor the queue takes the entry', async () => {
  const where = ports({ refused: true, queue: false });
  await recordOrganization(ACME, CREATED, POLICY, where, [CLOSES]);
  expect(where.writes.flat()).not.toContain('note');
});
