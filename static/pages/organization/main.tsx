import { openPage } from '../../ui/open-page';
import { OrganizationPage } from './organization-page';

void openPage(() => <OrganizationPage />);
