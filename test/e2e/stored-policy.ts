import type { LocalSite } from '../../local/server/local-site';

/** The policy as it is kept, as the app itself tells a Jira admin. */
export async function storedPolicy(site: LocalSite): Promise<unknown> {
  const admin = site.screen('settings', 'jira-admin');
  const { data } = (await site.forge.invoke(admin, 'policy.show', {})) as { data: unknown };
  return data;
}

/** Saves rules of one project, as a Jira admin (`overrides`) does. */
export async function saveOverrides(
  site: LocalSite,
  overrides: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { projects, ...policy } = (await storedPolicy(site)) as { projects: Record<string, unknown> };
  await site.forge.invoke(site.screen('settings', 'jira-admin'), 'policy.save', {
    ...policy,
    projects: Object.keys(projects).map((projectId) => ({ projectId, overrides })),
  });
}
