import { openConfiguration } from '../../platform/configuration';
import { openPage } from '../../ui/open-page';
import { ActionForm } from './action-form';

void openConfiguration().then((configuration) =>
  openPage(() => <ActionForm configuration={configuration} />),
);
