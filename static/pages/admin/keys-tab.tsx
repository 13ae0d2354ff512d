import type { ReactElement } from 'react';
import { KeysView } from '../../features/keys/keys-view';

/** All API keys of the site. */
export default function KeysTab(): ReactElement {
  return <KeysView scope="site" />;
}
