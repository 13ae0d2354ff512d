import { html } from 'hono/html';
import type { LocalSite } from './local-site';

type Html = ReturnType<typeof html>;

/** What stands beside the app's panel on a request: the request itself, and the way to the action in its menu. */
export function aroundRequest(site: LocalSite, key: string | undefined, moduleKey: string): Html | string {
  const issue = key === undefined ? undefined : site.jira.state.issue(key);
  if (!issue) return '';
  const nameOf = (accountId: string | undefined): string =>
    site.jira.state.people.get(accountId ?? '')?.displayName ?? 'nobody';
  const isAction = moduleKey === 'request-action';
  const other = `/browse/${issue.key}${isAction ? '' : '?action'}`;
  return html`<article class="request" aria-label="Request">
    <p><strong>${issue.key}</strong> ${issue.summary}</p>
    <p>
      Reporter: ${nameOf(issue.reporter)}. Participants:
      ${[...issue.participants].map(nameOf).join(', ') || 'nobody'}.
    </p>
    <p>${plain(issue.description)}</p>
    ${issue.comments.map(({ author, body }) => html`<p>${nameOf(author)}: ${plain(body)}</p>`)}
    <p><a href="${other}">${isAction ? 'The panel beside the fields' : 'The action in the ••• menu'}</a></p>
  </article>`;
}

/** What stands above the app's panel on an organization. */
export function aroundOrganization(site: LocalSite, id: string | undefined): Html | string {
  const organization = id === undefined ? undefined : site.jira.state.organizations.get(id);
  if (!organization) return '';
  return html`<article class="request" aria-label="Organization">
    <p><strong>${organization.name}</strong></p>
    <p>${organization.members.size} customers</p>
  </article>`;
}

/** The words of a document, as far as the page needs them. */
function plain(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  const { text, content } = node as { text?: string; content?: readonly unknown[] };
  return text ?? (content ?? []).map(plain).join(' ');
}
