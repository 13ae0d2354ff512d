import type { ReactElement } from 'react';
import { harmless } from '../i18n/isolate';

/** Text from outside the app: a name, a file’s name, a column’s. It never turns the words around it. */
export function Given({ children }: { readonly children: string }): ReactElement {
  return <bdi>{harmless(children)}</bdi>;
}
