import { requestJira } from '@forge/bridge';
import { readJson } from '../../platform/jira';
import { tagged } from './tagged';

/** An unused address of the admin's own: their own, with a tag of today. Empty where Jira does not tell theirs. */
export async function suggestAddress(): Promise<string> {
  try {
    const { emailAddress = '' } = await readJson<{ readonly emailAddress?: string }>(
      await requestJira('/rest/api/3/myself', { headers: { Accept: 'application/json' } }),
    );
    return tagged(emailAddress, new Date());
  } catch {
    return '';
  }
}
