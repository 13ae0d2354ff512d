import { openPage } from '../frame/open-page';
import { InvitePage } from './invite-page';

void openPage(() => <InvitePage />);
