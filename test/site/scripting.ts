import { request } from 'node:http';
import type { KeyInput, NewKey } from '../../src/contract/api-key';
import type { AuditEntry, AuditQuery } from '../../src/contract/audit';
import type { Functions } from '../../src/contract/procedures';
import type { PolicyInput } from '../../src/domain/policy/policy';
import type { ScriptAnswer, ScriptInvitation } from '../../src/contract/script-api';
import type { LocalSite } from '../../local/server/local-site';
import { ask } from './inviting';

/** The projects of the local site. */
export const SUP = '10001';
export const PAR = '10002';

/** Calls a function as `who` at one of the app's pages, and insists on its data. */
export async function told<N extends keyof Functions>(
  site: LocalSite,
  who: string,
  name: N,
  input: unknown = {},
): Promise<Functions[N]['output']> {
  const reply = await ask(site, who, name, input);
  if (!reply.ok) throw new Error(`refused: ${reply.error.code}`);
  return reply.data;
}

/** A key of a Jira admin for the project Support, but for what is told. */
export function newKey(site: LocalSite, but: Partial<Record<keyof KeyInput, unknown>> = {}): Promise<NewKey> {
  const input = {
    name: 'Onboarding',
    projects: [SUP],
    domains: [],
    organizations: [],
    dailyQuota: 100,
    days: 30,
  };
  return told(site, 'jira-admin', 'keys.create', { ...input, ...but });
}

/** Changes the policy as the Jira admin: rules of the site, and anything else that is told; the rest stays. */
export async function changePolicy(
  site: LocalSite,
  rules: Partial<PolicyInput['rules']>,
  { overrides = {}, projects, ...but }: Partial<PolicyInput> & { readonly overrides?: object } = {},
): Promise<void> {
  const { projects: before, ...shown } = await told(site, 'jira-admin', 'policy.show');
  await told(site, 'jira-admin', 'policy.save', {
    ...shown,
    ...but,
    rules: { ...shown.rules, ...rules },
    projects: projects ?? Object.keys(before).map((projectId) => ({ projectId, overrides })),
  });
}

/** All entries that match, newest first. */
export async function audited(
  site: LocalSite,
  query: Partial<AuditQuery> = {},
): Promise<readonly AuditEntry[]> {
  return (await told(site, 'jira-admin', 'audit.page', { limit: 100, ...query })).entries;
}

/** Invitations in the audit log, newest first. */
export async function auditedInvitations(site: LocalSite): Promise<readonly AuditEntry[]> {
  return (await audited(site)).filter(({ event }) => event === 'invitation');
}

export interface Sent {
  readonly status: number;
  readonly body: string;
}

/** The answer's fixed word and status, in short: `201 created`. */
export function wordOf({ status, body }: Sent): string {
  return `${status} ${(JSON.parse(body) as { code: ScriptAnswer }).code}`;
}

/** An invitation of Ada to the project Support. */
export function ada(but: Partial<ScriptInvitation> & Record<string, unknown> = {}): Record<string, unknown> {
  return { email: 'ada@acme.example', project: 'SUP', ...but };
}

/** Sends an invitation to the script's door over HTTP, with a key. */
export async function invite(
  { address, secret }: Pick<NewKey, 'address' | 'secret'>,
  body: unknown = ada(),
  headers: Readonly<Record<string, string>> = {},
): Promise<Sent> {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.text() };
}

/** Sends a request in which a header may stand twice: `fetch` would join the two. */
export function sendRaw(address: string, headers: readonly string[], body: unknown = ada()): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const text = JSON.stringify(body);
    // A list of names and values is sent as it is; Node adds nothing to it.
    const all = [
      'Host',
      new URL(address).host,
      'Content-Length',
      String(Buffer.byteLength(text)),
      ...headers,
    ];
    const sending = request(address, { method: 'POST', headers: all }, (answer) => {
      let said = '';
      answer.on('data', (data) => (said += String(data)));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: said }));
    });
    sending.on('error', reject);
    sending.end(text);
  });
}
