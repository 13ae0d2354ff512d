import { reason } from '../../src/domain/reason';
import type { ReasonCode } from '../../src/domain/reason';
import { retryPending } from '../../src/features/invite/retry-pending';
import { pendingItem } from '../../src/features/invite/store/pending';
import type { PendingInvitation } from '../../src/features/invite/store/pending';
import type { Settings } from '../../src/features/policy/store/settings-store';
import { START, VirtualClock } from './clock';
import { AGENT_ACTOR, PROJECT } from './ids';
import { ACME } from './invitations';
import type { FakeJira } from './jira';
import { policy } from './policy';
import { SEARCH, serviceDesk } from './service-desk';
import { fakeStore } from './store';
import type { FakeStore } from './store';

export const NOT_FOUND = { [SEARCH]: { status: 200, body: [] } };

export function pending(but: Partial<PendingInvitation> = {}): PendingInvitation {
  return {
    projectId: PROJECT,
    actor: AGENT_ACTOR,
    email: 'ada@acme.example',
    organizations: [{ id: ACME.id, name: ACME.name }],
    attempts: 1,
    dueAt: START,
    until: START + 86_400_000,
    ...but,
  };
}

/** Runs the schedule once, over these. @returns what is still pending, and what history was written. */
export async function retry(
  jira: FakeJira,
  {
    waiting = [pending()],
    settings = { policy: policy() },
    refused,
    meanwhile = () => undefined,
  }: {
    waiting?: PendingInvitation[];
    settings?: Partial<Settings>;
    refused?: ReasonCode;
    /** Happens while one is worked on. */
    meanwhile?: (store: FakeStore, pending: PendingInvitation) => void;
  } = {},
): Promise<{ left: PendingInvitation[]; history: unknown[]; store: FakeStore }> {
  const store = fakeStore(settings);
  await store.write(waiting.map((each) => pendingItem(each, START)));
  store.written.length = 0;
  await retryPending({
    callers: jira.callers,
    store,
    clock: new VirtualClock(),
    postpone: () => Promise.resolve(),
    refusal: (each) => {
      meanwhile(store, each);
      return Promise.resolve(refused && reason(refused));
    },
  });
  const left = [...store.values].filter(([key]) => key.startsWith('pending:')).map(([, value]) => value);
  const history = store.audited();
  return { left: left as PendingInvitation[], history, store };
}

/** A site on which Ada exists, and can be found. */
export const found = (but = {}): FakeJira => serviceDesk(but, ['ada@acme.example']);
