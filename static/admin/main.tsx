import { openPage } from '../frame/open-page';
import { AdminPage } from './admin-page';

void openPage(({ moduleKey }) => <AdminPage moduleKey={moduleKey} />);
