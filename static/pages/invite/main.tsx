import { openPage } from '../../ui/open-page';
import { InvitePage } from './invite-page';

void openPage(() => <InvitePage />);
