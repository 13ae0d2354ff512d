import type { Reason, ReasonCode } from '../src/domain/reason';
import type { FileProblem, RowProblem } from '../src/domain/file/reading';
import { ENGLISH } from '../src/i18n/english';
import { fileProblemWords, rowProblemWords } from '../src/i18n/file-problem-words';
import { describe, translate } from '../src/i18n/translate';
import type { MessageKey, Params } from '../src/i18n/translate';
import type { JiraError } from '../src/platform/jira/result';
import { reasonOf } from '../src/platform/jira/reasons';

interface Words {
  readonly message: string;
  readonly next?: string;
}

/** Where a shell needs other words than a screen: there is no app, no policy and no list to pick from here. */
const OWN: Partial<Record<ReasonCode, Partial<Words>>> = {
  'app-lacks-admin': {
    message: 'Jira refused: the account of this token does not hold the Administer Jira permission.',
    next: 'A Jira admin can grant it. The Guestlist app needs no such account.',
  },
  'account-choice': { next: 'Invite this one alone, with --account and one of the ids.' },
  'account-not-offered': { next: 'Leave --account out to see which accounts may be meant.' },
  'account-must-exist': { next: 'Create the account first.' },
  'desk-refused': { next: 'Ask a space admin whether this account may add customers to the space.' },
  'organization-unknown': { next: 'guestlist orgs lists them; --create-organizations creates new ones.' },
  'organization-not-linked': { next: 'guestlist orgs lists those that are; a space admin can link it.' },
  'organization-ambiguous': { next: 'guestlist invite takes an id; guestlist orgs lists them.' },
  'email-not-available': {
    message: 'No invitation email was sent: Jira did not accept the invitation from this account.',
  },
  unexpected: { next: 'Run the command again. Repeating an invitation is safe.' },
};

/** What is wrong, and what to do about it at a shell. */
export function words(reason: Reason): Words {
  return { ...describe(reason), ...OWN[reason.code] };
}

/** Why a file is not read, and what to do about it. */
export function fileWords(problem: FileProblem): string {
  return fileProblemWords(problem, say);
}

/** Why a row invites no customer, and what to do about it. */
export function rowWords(problem: RowProblem): Words {
  const [message = '', ...next] = rowProblemWords(problem, say).split(/(?<=\.) /);
  return { message, ...(next.length > 0 && { next: next.join(' ') }) };
}

function say(key: MessageKey, params?: Params): string {
  return translate(ENGLISH, key, params);
}

export function sentence(reason: Reason): string {
  const { message, next } = words(reason);
  return next === undefined ? message : `${message} ${next}`;
}

/** Why Jira did not answer a question on which the whole command depends. */
export function refusalWords(refusal: JiraError): string {
  if (refusal.kind === 'unauthorized')
    return 'Jira does not take the token, or it lacks a scope; see --help.';
  if (refusal.kind === 'forbidden') {
    return `The account of this token may not do this. It has to be an agent or admin of the space. ${refusal.detail}`.trim();
  }
  const { message, next } = describe(reasonOf(refusal));
  return next === undefined ? message : `${message} ${next}`;
}
