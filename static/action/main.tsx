import { openConfiguration } from '../bridge/configuration';
import { openPage } from '../frame/open-page';
import { ActionForm } from './action-form';

void openConfiguration().then((configuration) =>
  openPage(() => <ActionForm configuration={configuration} />),
);
