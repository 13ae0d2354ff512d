import { readFile } from 'node:fs/promises';
import type { Download, FrameLocator, Locator, Page } from '@playwright/test';
import type { LocalSite } from '../../local/server/local-site';
import type { AuditEntry, AuditPage } from '../../src/contract/audit';

export const log = (app: Locator) => app.getByRole('table', { name: 'Audit log' });
export const rows = (app: Locator) => log(app).locator('tbody').getByRole('row');

export async function openAudit(
  open: (who: string, where: 'get started') => Promise<FrameLocator>,
): Promise<Locator> {
  const page = await open('jira-admin', 'get started');
  await page.getByRole('tab', { name: 'Audit' }).click();
  const app = page.getByRole('tabpanel', { name: 'Audit' });
  await app.getByRole('heading', { name: 'Audit log', exact: true }).waitFor();
  return app;
}

/** Invites as the agent, through the app's own back end. */
export async function invite(site: LocalSite, email: string, displayName?: string): Promise<void> {
  await site.forge.invoke(site.screen('invite', 'agent', 'SUP'), 'invite.send', {
    people: [{ email, ...(displayName && { displayName }) }],
    organizations: [],
    notify: false,
  });
}

/** Answers `audit.page` in the back end's place. */
export async function answerPages(
  page: Page,
  answer: (query: {
    readonly before?: string;
    readonly domain?: string;
  }) => AuditPage | 'failed' | Promise<AuditPage>,
): Promise<void> {
  await page.route('**/__site/invoke', async (route) => {
    const { functionKey, payload } = route.request().postDataJSON() as {
      functionKey: string;
      payload: { readonly before?: string; readonly domain?: string };
    };
    if (functionKey !== 'audit.page') return route.continue();
    const data = await answer(payload);
    const failed = { ok: false, error: { code: 'storage-unavailable' } };
    return route.fulfill({ json: { value: data === 'failed' ? failed : { ok: true, data } } });
  });
}

export function entries(count: number, from = 0): AuditEntry[] {
  return Array.from({ length: count }, (_, place): AuditEntry => ({
    id: `entry-${from + place}`,
    at: new Date(Date.UTC(2026, 9, 5) - (from + place) * 60_000).toISOString(),
    actor: { kind: 'nobody' },
    domain: `d${from + place}.example`,
    outcome: 'refused',
    reason: 'key-wrong',
    event: 'refusal',
    asked: 'script',
  }));
}

export async function textOf(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}
