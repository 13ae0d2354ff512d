import type { ReactElement } from 'react';
import { ImportsView } from '../../features/site-imports/imports-view';

/** The imports of the whole site. */
export default function ImportsTab(): ReactElement {
  return <ImportsView />;
}
