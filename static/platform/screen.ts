import { view } from '@forge/bridge';
import type { AccountId } from '../../src/domain/ids';

/** What the page knows of where it is. */
export interface Screen {
  /** As Jira writes it, `de_DE`. */
  readonly locale: string;
  /** Of the person's profile, `Europe/Berlin`; empty where it is not told. */
  readonly timeZone: string;
  /** The manifest's key of the module: one page serves several. */
  readonly moduleKey: string;
  /** Of the person at the page. What it decides is what is offered, never what is allowed. */
  readonly accountId: AccountId | undefined;
}

/** Takes on Jira's colours and language. Comes back with defaults where the host does not tell. */
export async function openScreen(): Promise<Screen> {
  const [context] = await Promise.all([
    view.getContext().catch(() => undefined),
    view.theme.enable().catch(() => undefined),
  ]);
  return {
    locale: context?.locale ?? 'en',
    timeZone: context?.timezone ?? '',
    moduleKey: context?.moduleKey ?? '',
    accountId: context?.accountId as AccountId | undefined,
  };
}
