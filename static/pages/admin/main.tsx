import { openPage } from '../../ui/open-page';
import { AdminPage } from './admin-page';

void openPage(({ moduleKey, accountId }) => <AdminPage moduleKey={moduleKey} accountId={accountId} />);
