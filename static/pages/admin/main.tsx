import { openPage } from '../../ui/open-page';
import { AdminPage } from './admin-page';

void openPage(({ moduleKey }) => <AdminPage moduleKey={moduleKey} />);
