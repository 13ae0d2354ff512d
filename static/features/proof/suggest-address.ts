import { requestJira } from '@forge/bridge';
import { readJson } from '../../platform/jira';

/** Most mail servers deliver what has a plus to the address without it. */
const TAG = 'guestlist';

/** An address of the person's own that nobody has: their own, with a tag of today. Empty where Jira does not tell theirs. */
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

/** `ada@acme.example` becomes `ada+guestlist1130-1405@acme.example`; a tag that is there is replaced. */
export function tagged(address: string, now: Date): string {
  const at = address.lastIndexOf('@');
  if (at < 1) return '';
  const [local] = address.slice(0, at).split('+');
  const [day, time] = [now.toISOString().slice(5, 10), now.toISOString().slice(11, 16)];
  return `${local}+${TAG}${day.replace('-', '')}-${time.replace(':', '')}${address.slice(at)}`;
}
