import { documentOf, paragraph } from './issues';
import type { Issue, IssueComment } from './issues';
import type { SiteState } from './state';

const CREATED = Date.UTC(2026, 9, 1, 9);

/**
 * Three requests in the first project: from a sender by e-mail whom the desk does not know, with addresses everywhere; without
 * a reporter, as a mail handler makes one; and one of a customer, without any address.
 */
export function seedRequests(state: SiteState): void {
  const sender = state.addPerson({
    accountId: 'qm:local:grace',
    email: 'grace@navy.example',
    displayName: 'Grace Hopper',
    accountType: 'customer',
    active: true,
    jiraAdmin: false,
    agentOf: [],
    adminOf: [],
    customerRole: true,
  });
  state.addIssue(requestByMail(sender.accountId));
  state.addIssue(requestWithoutReporter());
  state.addIssue(requestOfCustomer());
}

/** @param sender their account id. */
function requestByMail(sender: string): Issue {
  return {
    id: '20001',
    key: 'SUP-1',
    projectId: '10001',
    summary: 'Compiler does not compile',
    reporter: sender,
    assignee: '5b10ac8d:agent',
    description: documentOf(
      'Hello support, our compiler stopped. Please keep Ada Lovelace <ada@acme.example> informed, she wrote the notes.',
      paragraph('The notes: ', {
        type: 'text',
        text: 'https://wiki.navy.example/~root@wiki.navy.example',
        marks: [{ type: 'link', attrs: { href: 'https://wiki.navy.example/~root@wiki.navy.example' } }],
      }),
      { type: 'codeBlock', content: [{ type: 'text', text: 'git@github.example: permission denied' }] },
      {
        type: 'blockquote',
        content: [paragraph('Sales, sales@vendor.example, +1 555 0100')],
      },
    ),
    fields: { customfield_10050: 'margaret@apollo.example', customfield_10051: null, customfield_10052: 7 },
    comments: [
      comment(
        '30001',
        '5b10ac8d:agent',
        documentOf('Who else needs to know? Write to support@guestlist.example.'),
      ),
      comment(
        '30002',
        sender,
        documentOf('Bob, bob@globex.example. Our system’s mail comes from no-reply@navy.example.'),
      ),
    ],
    participants: new Set(),
  };
}

function requestWithoutReporter(): Issue {
  return {
    id: '20002',
    key: 'SUP-2',
    projectId: '10001',
    summary: 'Fwd: invoice',
    reporter: undefined,
    assignee: undefined,
    description: documentOf('From: Linus Pauling <linus@vitamin.example>', 'Where is our invoice?'),
    fields: {},
    comments: [],
    participants: new Set(),
  };
}

function requestOfCustomer(): Issue {
  return {
    id: '20003',
    key: 'SUP-3',
    projectId: '10001',
    summary: 'Password forgotten',
    reporter: 'qm:local:customer',
    assignee: undefined,
    description: documentOf('I cannot sign in any more.'),
    fields: {},
    comments: [],
    participants: new Set(),
  };
}

function comment(id: string, author: string, body: unknown): IssueComment {
  return { id, author, body, createdAt: CREATED };
}
