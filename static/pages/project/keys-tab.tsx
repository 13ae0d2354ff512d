import type { ReactElement } from 'react';
import { KeysView } from '../../features/keys/keys-view';

/** The API keys of the project. */
export default function KeysTab(): ReactElement {
  return <KeysView scope="project" />;
}
