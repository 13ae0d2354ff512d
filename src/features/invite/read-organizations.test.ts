import { readOrganizations } from './read-organizations';
import { VirtualClock } from '../../../test/fakes/clock';
import { organizationId } from '../../../test/fakes/ids';
import { linked } from '../../../test/fakes/invitations';
import { fakeJira } from '../../../test/fakes/jira';
import type { Reply } from '../../../test/fakes/jira';
import { projectPolicy } from '../../../test/fakes/policy';
import { fakeStore } from '../../../test/fakes/store';

const LINKED = 'GET /rest/servicedeskapi/servicedesk/7/organization';

describe('readOrganizations', () => {
  const page = (ids: string[], isLastPage: boolean): Reply => ({
    status: 200,
    body: { values: ids.map((id) => ({ id, name: `O${id}` })), isLastPage },
  });

  const PORTS = { store: fakeStore(), clock: new VirtualClock() };

  test('asks nothing where no organization is wanted', async () => {
    const jira = fakeJira({});
    expect(await readOrganizations(jira.callers.user, projectPolicy(), [], PORTS)).toEqual(linked());
    expect(jira.calls).toEqual([]);
  });

  test('asks as the caller, and no further than the ids wanted', async () => {
    const jira = fakeJira({ [LINKED]: [page(['11'], false), page(['12'], false), page(['13'], true)] });
    await readOrganizations(jira.callers.user, projectPolicy(), [{ id: organizationId('12') }], PORTS);
    expect(jira.asked('user')).toEqual([LINKED, LINKED]);
  });

  test('reads all where a name is wanted, since it could stand twice', async () => {
    const jira = fakeJira({ [LINKED]: [page(['11'], false), page(['12'], true)] });
    await readOrganizations(jira.callers.user, projectPolicy(), [{ name: 'O11' }], PORTS);
    expect(jira.calls).toHaveLength(2);
  });
});
