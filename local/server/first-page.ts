import { html } from 'hono/html';
import { ENVIRONMENT_ID } from '../forge/runtime';
import { localePicker } from './locale';
import type { LocalSite } from './local-site';

type Html = ReturnType<typeof html>;

/** Who each person is, and what they may do. */
const MAY: Readonly<Record<string, string>> = {
  'jira-admin': 'Jira admin: sets Guestlist up, and sees everything it did',
  'project-admin': 'admin and agent of the space Support: may be stricter there',
  agent: 'agent of Support: may invite customers there',
  'other-agent': 'agent of Partner help, where Guestlist is off',
  user: 'has no part in any service space: is refused everywhere',
  'no-customer-role': 'lacks the Customer role: Jira lets nobody put them on a service desk',
  customer: 'a customer of Support, who sees the portal only',
};

/** The first page of the local site: three ways in, and all others on demand. */
export function firstPage(site: LocalSite, locale: string | undefined): Html {
  const at = addressesOf(site);
  const people = [...site.jira.state.people.values()].filter(({ role }) => role !== undefined);
  return html`<main class="picker">
    <h1>Start here</h1>
    <ol class="start">
      <li>
        ${link('agent', at.invite('SUP'), 'Invite a customer')}
        <p>as Ana, an agent of Support</p>
      </li>
      <li>
        ${link('jira-admin', at.getStarted, 'Set Guestlist up')}
        <p>as Jo, the Jira admin</p>
      </li>
      <li>
        ${link('jira-admin', `${at.settings}/keys`, 'Send from a script')}
        <p>as Jo: create an API key, and run the command that it shows</p>
      </li>
    </ol>
    <details>
      <summary>Everybody on this site, and every page</summary>
      ${localePicker(locale)}
      <table>
        <thead>
          <tr>
            <th>Person</th>
            <th>Open as this person</th>
          </tr>
        </thead>
        <tbody>
          ${people.map(
            ({ displayName, email, role = '' }) =>
              html`<tr>
                <td><strong>${displayName}</strong>, ${MAY[role] ?? role}<br />${email}</td>
                <td>${pagesOf(role, at)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </details>
  </main>`;
}

interface Addresses {
  readonly invite: (project: string) => string;
  readonly settings: string;
  readonly getStarted: string;
  readonly projectSettings: string;
  readonly organization: string;
}

/** Where the app's pages are, as on a real site. */
export function addressesOf(site: LocalSite): Addresses {
  const app = `${site.forge.manifest.app.id.split('/').at(-1)}/${ENVIRONMENT_ID}`;
  const acme = [...site.jira.state.organizations.values()].find(({ name }) => name === 'Acme');
  return {
    invite: (project) => `/jira/servicedesk/projects/${project}/apps/${app}`,
    settings: `/jira/settings/apps/${app}`,
    getStarted: `/jira/settings/apps/get-started/${app}`,
    projectSettings: `/jira/servicedesk/projects/SUP/settings/apps/${app}`,
    organization: `/jira/servicedesk/projects/SUP/organization/${acme?.id ?? ''}`,
  };
}

function pagesOf(role: string, at: Addresses): Html {
  return html`${link(role, at.invite('SUP'), 'Invite customer in Support')} ·
  ${link(role, at.invite('PAR'), 'in Partner help')} · ${link(role, '/browse/SUP-1', 'request SUP-1')} ·
  ${link(role, at.organization, 'organization Acme')} ·
  ${link(role, at.projectSettings, 'Support’s settings')} · ${link(role, at.settings, 'Guestlist settings')} ·
  ${link(role, '/jira/settings/automation/actions/invite-customer', 'Action in a rule')}`;
}

function link(role: string, to: string, words: string): Html {
  return html`<a href="/as/${role}?to=${encodeURIComponent(to)}">${words}</a>`;
}
