import type { ApiKeyView, KeyInput, KeysView, KeyUpdate, NewKey } from '../../../src/contract/api-key';
import type { Functions } from '../../../src/contract/procedures';
import type { Reply } from '../../../src/contract/reply';
import { call } from '../../platform/call';

/** All keys of the site, for a Jira admin, or those of the project that the page is in. */
export type KeyScope = 'site' | 'project';
type RotateInput = Functions['keys.rotate']['input'];
type KeyRef = Functions['keys.revoke']['input'];

interface KeyCalls {
  readonly list: () => Promise<Reply<KeysView>>;
  readonly create: (input: KeyInput) => Promise<Reply<NewKey>>;
  readonly rotate: (input: RotateInput) => Promise<Reply<NewKey>>;
  readonly update: (input: KeyUpdate) => Promise<Reply<ApiKeyView>>;
  readonly revoke: (input: KeyRef) => Promise<Reply<ApiKeyView>>;
}

export const KEY_CALLS: Readonly<Record<KeyScope, KeyCalls>> = {
  site: {
    list: () => call('keys.list', {}),
    create: (input) => call('keys.create', input),
    rotate: (input) => call('keys.rotate', input),
    update: (input) => call('keys.update', input),
    revoke: (input) => call('keys.revoke', input),
  },
  project: {
    list: () => call('project.keys.list', {}),
    create: ({ name, domains, organizations, dailyQuota, days }) =>
      call('project.keys.create', { name, domains, organizations, dailyQuota, days }),
    rotate: (input) => call('project.keys.rotate', input),
    update: ({ id, limits, seen }) =>
      call('project.keys.update', { id, limits: withoutProjects(limits), seen: withoutProjects(seen) }),
    revoke: (input) => call('project.keys.revoke', input),
  },
};

/** The project is the one that the page is in. */
function withoutProjects({ domains, organizations, dailyQuota }: KeyUpdate['limits']) {
  return { domains, organizations, dailyQuota };
}
