import type { ReactElement } from 'react';
import { ImportsView } from '../imports/imports-view';

/** The imports of the whole site. */
export default function ImportsTab(): ReactElement {
  return <ImportsView />;
}
