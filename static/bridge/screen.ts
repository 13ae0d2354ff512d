import { view } from '@forge/bridge';

/** What the page knows of where it is. */
export interface Screen {
  readonly locale: string;
  readonly projectId: string | undefined;
}

/** Takes on Jira's colours and language. Comes back with defaults where the host does not tell. */
export async function openScreen(): Promise<Screen> {
  const [context] = await Promise.all([
    view.getContext().catch(() => undefined),
    view.theme.enable().catch(() => undefined),
  ]);
  const project = context?.extension['project'] as { id?: string } | undefined;
  return { locale: context?.locale.replace('_', '-') ?? 'en', projectId: project?.id };
}
