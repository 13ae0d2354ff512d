import { openPage } from '../frame/open-page';
import { OrganizationPage } from './organization-page';

void openPage(() => <OrganizationPage />);
