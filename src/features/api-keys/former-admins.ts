import { entryItems } from '../audit/append';
import type { AuditPorts } from '../audit/append';
import type { AccountId, ProjectId } from '../../domain/ids';
import type { Policy } from '../../domain/policy/policy';
import type { KeyRecord } from './store/key-store';
import type { Store } from '../stores';
import { stateOf } from './view';

/** Makers that one run asks Jira about: one call each. */
const ASKED_MAX = 100;
const HOUR_MS = 3_600_000;

interface Ports extends AuditPorts {
  /** Whether Jira, asked as that person, says that they are an admin of the project. */
  readonly right: (maker: AccountId, projectId: ProjectId) => Promise<'yes' | 'no' | 'not-let' | 'unknown'>;
  readonly store: Pick<Store, 'apiKeys' | 'settings' | 'write'>;
}

/** The keys that one person made as an admin of one project. */
interface Made {
  readonly maker: AccountId | undefined;
  readonly projectId: ProjectId;
  readonly keys: readonly KeyRecord[];
}

/**
 * Ends the keys whose makers are no admins of the project any more. Jira is asked as the maker; a silent Jira ends
 * nothing, and one that does not let the app ask in that name ends them when it does so again an hour later.
 *
 * @param deadline after which no further maker is asked about; the next run goes on.
 * @returns whether there are keys of which that has to be asked again.
 */
export async function endKeysOfFormerAdmins(deadline: number, ports: Ports): Promise<boolean> {
  const { store, clock } = ports;
  const { policy } = await store.settings.read();
  if (!policy?.projectAdminsMakeKeys) return false;
  const now = clock.now();
  const active = (await store.apiKeys.list()).filter(
    ({ key }) => key.byProjectAdmin && stateOf(key, policy, now) === 'active',
  );
  for (const made of inTurn(byMaker(active), now)) {
    if (clock.now() >= deadline) break;
    await judge(made, policy, ports);
  }
  return active.length > 0;
}

function byMaker(keys: readonly KeyRecord[]): readonly Made[] {
  const all = new Map<string, Made>();
  for (const record of keys) {
    const { createdBy: maker, projects } = record.key;
    const [projectId] = projects;
    if (projectId === undefined) continue;
    const name = `${projectId} ${maker ?? ''}`;
    all.set(name, { maker, projectId, keys: [...(all.get(name)?.keys ?? []), record] });
  }
  return [...all.values()];
}

/** Other ones each hour where there are too many for one run. */
function inTurn(all: readonly Made[], now: number): readonly Made[] {
  const from = all.length > ASKED_MAX ? (Math.floor(now / HOUR_MS) * ASKED_MAX) % all.length : 0;
  return [...all.slice(from), ...all.slice(0, from)].slice(0, ASKED_MAX);
}

async function judge({ maker, projectId, keys }: Made, policy: Policy, ports: Ports): Promise<void> {
  // A closed account has no rights.
  const right = maker ? await ports.right(maker, projectId) : 'no';
  for (const record of keys) {
    if (right === 'no' || (right === 'not-let' && record.key.makerInDoubt)) await end(record, policy, ports);
    else if (right !== 'unknown') await noteDoubt(record, right === 'not-let', ports);
  }
}

async function noteDoubt({ key, version }: KeyRecord, makerInDoubt: boolean, ports: Ports): Promise<void> {
  if ((key.makerInDoubt ?? false) === makerInDoubt) return;
  // A concurrent change of the key wins: the next run asks again.
  await ports.store.apiKeys.replace({ ...key, makerInDoubt }, version);
}

async function end({ key, version }: KeyRecord, policy: Policy, ports: Ports): Promise<void> {
  const { store, clock } = ports;
  const [projectId] = key.projects;
  const entry = {
    actor: { kind: 'schedule' as const },
    ...(projectId && { projectId }),
    event: 'key' as const,
    outcome: 'done' as const,
    action: 'revoked' as const,
    reason: 'key-maker' as const,
    keyName: key.name,
    keyId: key.id,
  };
  const ended = { ...key, previous: undefined, makerLostAt: new Date(clock.now()).toISOString() };
  await store.apiKeys.replace(ended, version, entryItems([entry], { policy }, clock));
}
