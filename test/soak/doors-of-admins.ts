import type { NewKey } from '../../src/contract/api-key';
import { PROJECTS } from './stage';
import type { Stage } from './stage';
import type { Thing } from './story';

/** An API key is made, renewed or revoked. */
export async function steerKey(
  stage: Stage,
  { how, key: place }: Extract<Thing, { does: 'key' }>,
): Promise<unknown> {
  const key = stage.keys[place];
  if (how === 'create' || !key) return stage.makeKey(place);
  if (how === 'revoke') return stage.ask('jira-admin', 'keys.revoke', { id: key.id });
  const rotated = await stage.ask<NewKey>('jira-admin', 'keys.rotate', { id: key.id, overlapHours: 0 });
  if (rotated.ok) stage.keepKey(place, rotated.data);
  return rotated;
}

/** All rules of the policy are applied to customers who come another way. */
export async function switchRulesOn(stage: Stage): Promise<unknown> {
  const shown = await stage.ask<{ readonly version: number }>('jira-admin', 'upkeep.show', {});
  if (!shown.ok) return shown;
  const on = Object.values(PROJECTS).flatMap((projectId) =>
    (['acme.example', 'globex.example'] as const).map((domain) => ({
      projectId,
      domain,
      organizationId: stage.organizationId(domain.startsWith('acme') ? 'Acme' : 'Globex'),
    })),
  );
  const saved = await stage.ask('jira-admin', 'upkeep.save', {
    version: shown.data.version,
    on,
    changesMax: 50,
  });
  await stage.ask('jira-admin', 'upkeep.start', {});
  return saved;
}

/** A Jira admin at work in Jira itself. */
export function actByHand(
  stage: Stage,
  { how, email, organization: name }: Extract<Thing, { does: 'hand' }>,
): void {
  const { state } = stage.site.jira;
  const account = stage.accountOf(email);
  const organization = state.organizations.get(stage.organizationId(name) ?? '');
  if (how === 'make-organization') {
    if (!organization) state.addOrganization(name);
    return;
  }
  if (account === undefined) return;
  if (how === 'off-desk') state.desk('SUP')?.customers.delete(account);
  if (how === 'on-desk') state.desk('SUP')?.customers.add(account);
  if (how === 'off-organization') organization?.members.delete(account);
  if (how === 'in-organization') organization?.members.add(account);
}
